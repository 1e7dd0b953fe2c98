import type { Config } from './config/read-config.js'
import { startEmbedded } from './database/embedded/embedded-server.js'
import { migrate } from './database/migrate.js'
import { checkServer } from './database/check-server.js'
import { checkPrepared } from './database/check-prepared.js'
import { checkServiceRole, ensureServiceRole, serviceUrl } from './database/roles.js'
import { createServiceSecret, readServiceSecret, type ServiceSecret } from './database/service-secret.js'
import { shipStages } from './deal/stage/ship-stages.js'
import type { Shutdown } from './shutdown.js'

/** A database that the service can use, and the secret that its functions require. */
export interface OpenDatabase {
  serviceUrl: string
  serviceSecret: ServiceSecret
  /** Null for a process that only serves. */
  ownerUrl: string | null
}

/** A running database whose roles, schema and stages are up to date. */
export interface PreparedDatabase {
  ownerUrl: string
  serviceUrl: string
}

type Print = (line: string) => void

/**
 * Opens the database of the service. With SERVICE_DATABASE_URL alone, checks that it is prepared and never holds the
 * owner's rights; prepares it otherwise. Throws a StartError when the operator has to act.
 */
export async function openDatabase(config: Config, shutdown: Shutdown, print: Print): Promise<OpenDatabase> {
  const secret = config.serviceSecret === undefined ? undefined : readServiceSecret(config.serviceSecret)
  if (config.serviceDatabaseUrl && !config.databaseUrl && secret) {
    const url = checkServiceRole(config.serviceDatabaseUrl)
    await checkPrepared(url, secret)
    return { serviceUrl: url, serviceSecret: secret, ownerUrl: null }
  }
  const prepared = await prepareDatabase(config, shutdown, print)
  return { ...prepared, serviceSecret: await createServiceSecret(prepared.ownerUrl, secret) }
}

/**
 * Starts the embedded database where none is configured, then brings roles, schema and stages up to date. Safe when
 * several processes run it at once. Throws a StartError when the operator has to act.
 */
export async function prepareDatabase(
  config: Config,
  shutdown: Shutdown,
  print: Print,
): Promise<PreparedDatabase> {
  const ownerUrl = config.databaseUrl ?? (await startOwnDatabase(config, shutdown, print))
  await checkServer(ownerUrl)
  const url = serviceUrl(config, ownerUrl)
  await ensureServiceRole(ownerUrl, url)
  const { migrations } = await migrate(ownerUrl)
  const count = migrations.length
  if (count > 0)
    print(`Brought the database up to date: ${count} ${count === 1 ? 'migration' : 'migrations'}.`)
  await shipStages(ownerUrl)
  return { ownerUrl, serviceUrl: url }
}

async function startOwnDatabase({ dataDir }: Config, shutdown: Shutdown, print: Print): Promise<string> {
  print('Starting PostgreSQL.')
  const starting = startEmbedded({ dataDir, log: print })
  // Deferred before the server has started, so that Ctrl-C in between leaves no server behind.
  shutdown.defer(() =>
    starting.then(
      (server) => server.stop(),
      () => undefined,
    ),
  )
  return (await starting).ownerUrl
}
