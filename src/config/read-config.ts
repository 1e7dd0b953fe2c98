import { resolve } from 'node:path'
import { isLoopback } from './loopback.js'
import { readSecretFiles } from './secret-files.js'
import {
  longSecret,
  logLevels,
  mailServer,
  oneOf,
  onOrOff,
  path,
  pattern,
  postgresAddress,
  proxies,
  publicAddress,
  sender,
  token,
  wholeNumber,
  type EnvParser,
} from './env-parsers.js'
import type { LogLevel } from './env-parsers.js'
import { readOpenIdConfig } from './read-openid-config.js'
import type { MailSettings, OpenIdSettings } from './settings.js'
import { StartError } from './start-error.js'

/** The configuration, read from the environment once at the start. */
export interface Config {
  /** TCP port of the service; with 0 the system chooses a free one. */
  readonly port: number
  readonly host: string
  /** Connection URL of the database owner on an external PostgreSQL; undefined: the embedded one. */
  readonly databaseUrl: string | undefined
  /**
   * Connection URL of the service role; undefined: derived from the owner's. Without `databaseUrl`, the process only
   * serves: `npm run migrate` has prepared the database.
   */
  readonly serviceDatabaseUrl: string | undefined
  /** The secret shared by `npm run migrate` and the processes that only serve; undefined: each process makes its own. */
  readonly serviceSecret: string | undefined
  /** Absolute folder of the embedded database; undefined: chosen at the start. */
  readonly dataDir: string | undefined
  readonly demo: boolean
  /** Prefix of deal references, as in `WAL-2018-0003`. */
  readonly region: string
  readonly sessionHours: number
  /** Months without use after which a contact is due for review. */
  readonly retentionMonths: number
  /** How many days an export file can be downloaded again. */
  readonly exportDays: number
  readonly sessionIdleMinutes: number
  readonly costPerMinute: number
  /** Proxies whose X-Forwarded-For is trusted; undefined: none. */
  readonly trustProxy: string[] | undefined
  /** Bearer token of the Prometheus server for `/metrics`; undefined: only this machine may read it. */
  readonly metricsToken: string | undefined
  /** Public URL of the service, without a slash at its end; undefined: not known. */
  readonly publicUrl: string | undefined
  /** Whether HSTS includes the hosts below that of `publicUrl`. */
  readonly hstsSubdomains: boolean
  /** Whether ADMIN, HEAD and OPERATOR need a second factor, where no provider is configured. */
  readonly requireSecondFactor: boolean
  /** The OpenID Connect provider for sign-in; undefined: none. */
  readonly openId: OpenIdSettings | undefined
  /** The mail server for weekly summaries; undefined: none are sent. */
  readonly mail: MailSettings | undefined
  readonly logLevel: LogLevel
  /** Milliseconds after which the database cancels a statement. */
  readonly statementTimeout: number
  /** Milliseconds that a client may take to send a request. */
  readonly requestTimeout: number
  /** Maximum number of database connections of one process. */
  readonly poolSize: number
  readonly environment: 'development' | 'production' | 'test'
}

/** Lists every invalid setting: one sentence each, with the variable, its value and what is allowed. */
export class ConfigError extends StartError {
  override name = 'ConfigError'
}

const absolute = (path: string | undefined): string | undefined => path && resolve(path)

/**
 * Reads and checks the settings. An empty variable counts as unset. A secret may stand in a file, which NAME_FILE names.
 * Throws a ConfigError that lists every invalid setting.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = []
  const env = readSecretFiles(environment, faults)

  function setting<T, F>(name: string, parser: EnvParser<T>, fallback: F): T | F {
    const input = env[name]?.trim()
    if (!input) return fallback
    const value = parser.read(input)
    if (value === undefined) faults.push(`${name} is ${parser.show(input)}, but must be ${parser.allowed}.`)
    return value ?? fallback
  }

  function mailSettings(): MailSettings | undefined {
    const [server, from] = [setting('SMTP_URL', mailServer, ''), setting('MAIL_FROM', sender, '')]
    const names = ['SMTP_URL', 'MAIL_FROM'].filter((name) => env[name]?.trim())
    if (names.length === 1) faults.push(`${names[0]} is set alone: SMTP_URL and MAIL_FROM go together.`)
    return names.length > 0 ? { server, from } : undefined
  }

  const host = setting('HOST', pattern(/^[\w.:-]+$/, 'a host name or an IP address'), '127.0.0.1')
  const nodeEnv = setting('NODE_ENV', oneOf('development', 'production', 'test'), 'development')

  const config: Config = {
    port: setting('PORT', wholeNumber(0, 65535), 3000),
    host,
    databaseUrl: setting('DATABASE_URL', postgresAddress, undefined),
    serviceDatabaseUrl: setting('SERVICE_DATABASE_URL', postgresAddress, undefined),
    serviceSecret: setting('SERVICE_SECRET', longSecret, undefined),
    dataDir: absolute(setting('DATA_DIR', path, undefined)),
    demo: setting('DEMO', onOrOff, loadsDemo(env, host, nodeEnv, faults)),
    region: setting('REGION', pattern(/^[A-Z]{2,5}$/, '2 to 5 capital letters'), 'WAL'),
    sessionHours: setting('SESSION_HOURS', wholeNumber(1, 720), 12),
    retentionMonths: setting('RETENTION_MONTHS', wholeNumber(1, 1200), 36),
    exportDays: setting('EXPORT_DAYS', wholeNumber(1, 3650), 90),
    sessionIdleMinutes: setting('SESSION_IDLE_MINUTES', wholeNumber(5, 43_200), 120),
    costPerMinute: setting('COST_PER_MINUTE', wholeNumber(100_000, 999_999_999), 10_000_000),
    trustProxy: setting('TRUST_PROXY', proxies, undefined),
    metricsToken: setting('METRICS_TOKEN', token, undefined),
    publicUrl: setting('PUBLIC_URL', publicAddress, undefined),
    hstsSubdomains: setting('HSTS_SUBDOMAINS', onOrOff, false),
    openId: readOpenIdConfig(env, setting, faults),
    requireSecondFactor: setting('REQUIRE_SECOND_FACTOR', onOrOff, false),
    mail: mailSettings(),
    logLevel: setting('LOG_LEVEL', oneOf(...logLevels), 'info'),
    statementTimeout: setting('STATEMENT_TIMEOUT', wholeNumber(100, 600_000), 15_000),
    requestTimeout: setting('REQUEST_TIMEOUT', wholeNumber(1_000, 600_000), 30_000),
    poolSize: setting('POOL_SIZE', wholeNumber(1, 90), 10),
    environment: nodeEnv,
  }
  checkServiceOnly(config, faults)
  if (config.hstsSubdomains && !config.publicUrl?.startsWith('https:'))
    faults.push(
      'HSTS_SUBDOMAINS is on, which has an effect only with a PUBLIC_URL of https: set that, or leave it off.',
    )
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return Object.freeze(config)
}

/**
 * Returns whether the demo is loaded by default. Its password is public, so production, and an address that other
 * machines reach, must ask for it by name.
 */
function loadsDemo(env: NodeJS.ProcessEnv, host: string, nodeEnv: string, faults: string[]): boolean {
  const hasDatabase = [env.DATABASE_URL, env.SERVICE_DATABASE_URL].some((url) => url?.trim())
  if (hasDatabase || nodeEnv === 'production') return false
  if (!isLoopback(host) && !env.DEMO?.trim())
    faults.push(
      `DEMO is not set, and HOST is "${host}", which other machines may reach: set DEMO=off, or DEMO=on to load the ` +
        'demo case, whose password is public.',
    )
  return isLoopback(host)
}

/** Checks what a process needs that only serves: SERVICE_DATABASE_URL without DATABASE_URL. */
function checkServiceOnly(config: Config, faults: string[]): void {
  if (!config.serviceDatabaseUrl || config.databaseUrl) return
  if (!config.serviceSecret)
    faults.push(
      'SERVICE_DATABASE_URL is set without DATABASE_URL: set SERVICE_SECRET too, the one with which npm run migrate ' +
        'prepared the database, or add DATABASE_URL.',
    )
  if (config.demo) faults.push('DEMO is on, but the demo case is loaded only with DATABASE_URL.')
}
