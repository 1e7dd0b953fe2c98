import { resolve } from 'node:path'
import {
  logLevels,
  oneOf,
  onOrOff,
  path,
  pattern,
  postgresAddress,
  wholeNumber,
  type Kind,
} from './setting.js'
import type { LogLevel } from './setting.js'
import { StartError } from './start-error.js'

/** Everything that the environment decides, read once at the start. */
export interface Config {
  /** TCP port of the service; 0 lets the system choose a free one. */
  readonly port: number
  readonly host: string
  /** The owner's address of an ordinary PostgreSQL; undefined: the embedded one. */
  readonly databaseUrl: string | undefined
  /** The service's own address, where it is not derived from the owner's. */
  readonly serviceDatabaseUrl: string | undefined
  /** Absolute folder of the embedded database; undefined: chosen at the start. */
  readonly dataDir: string | undefined
  readonly demo: boolean
  /** Prefix of deal references, as in `WAL-2018-0003`. */
  readonly region: string
  readonly sessionHours: number
  /** Months without use after which a contact is to be reviewed. */
  readonly retentionMonths: number
  readonly logLevel: LogLevel
  /** Milliseconds after which the database gives a statement up. */
  readonly statementTimeout: number
  /** Most connections that one process holds to the database. */
  readonly poolSize: number
  readonly environment: 'development' | 'production' | 'test'
}

/** Some settings are wrong: one sentence for each, naming the variable, what was found and what is allowed. */
export class ConfigError extends StartError {
  override name = 'ConfigError'
}

/** Reads and checks the settings; unset and empty mean the same. Throws a ConfigError that lists every wrong one. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = []

  function setting<T, F>(name: string, kind: Kind<T>, fallback: F): T | F {
    const text = env[name]?.trim()
    if (!text) return fallback
    const value = kind.read(text)
    if (value === undefined) wrong.push(`${name} is ${kind.show(text)}, but must be ${kind.allowed}.`)
    return value ?? fallback
  }

  const databaseUrl = setting('DATABASE_URL', postgresAddress, undefined)
  const dataDir = setting('DATA_DIR', path, undefined)
  const config: Config = {
    port: setting('PORT', wholeNumber(0, 65535), 3000),
    host: setting('HOST', pattern(/^[\w.:-]+$/, 'a host name or an IP address'), '127.0.0.1'),
    databaseUrl,
    serviceDatabaseUrl: setting('SERVICE_DATABASE_URL', postgresAddress, undefined),
    dataDir: dataDir && resolve(dataDir),
    demo: setting('DEMO', onOrOff, !env.DATABASE_URL?.trim()),
    region: setting('REGION', pattern(/^[A-Z]{2,5}$/, '2 to 5 capital letters'), 'WAL'),
    sessionHours: setting('SESSION_HOURS', wholeNumber(1, 720), 12),
    retentionMonths: setting('RETENTION_MONTHS', wholeNumber(1, 1200), 36),
    logLevel: setting('LOG_LEVEL', oneOf(...logLevels), 'info'),
    statementTimeout: setting('STATEMENT_TIMEOUT', wholeNumber(100, 600_000), 15_000),
    poolSize: setting('POOL_SIZE', wholeNumber(1, 90), 10),
    environment: setting('NODE_ENV', oneOf('development', 'production', 'test'), 'development'),
  }
  if (env.SERVICE_DATABASE_URL?.trim() && !env.DATABASE_URL?.trim())
    wrong.push('SERVICE_DATABASE_URL is set, but must go together with DATABASE_URL.')
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  return Object.freeze(config)
}
