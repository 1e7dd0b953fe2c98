import type { Config } from './config/read-config.js'
import { startEmbedded } from './database/embedded/embedded-server.js'
import { migrate } from './database/migrate.js'
import { checkServer } from './database/check-server.js'
import { ensureServiceRole, serviceUrl } from './database/roles.js'
import { shipStages } from './deal/stage/ship-stages.js'
import type { Shutdown } from './shutdown.js'

/** A running database with its roles, its schema and its stages up to date. */
export interface PreparedDatabase {
  ownerUrl: string
  serviceUrl: string
}

type Say = (line: string) => void

/** Safe when several processes do it at once. Throws a StartError where somebody has to do something about it. */
export async function prepareDatabase(
  config: Config,
  shutdown: Shutdown,
  say: Say,
): Promise<PreparedDatabase> {
  const ownerUrl = config.databaseUrl ?? (await ownDatabase(config, shutdown, say))
  await checkServer(ownerUrl)
  const url = serviceUrl(config, ownerUrl)
  await ensureServiceRole(ownerUrl, url)
  const { migrations } = await migrate(ownerUrl)
  if (migrations.length > 0) say(`Brought the database up to date: ${migrations.length} migrations.`)
  await shipStages(ownerUrl)
  return { ownerUrl, serviceUrl: url }
}

async function ownDatabase({ dataDir }: Config, shutdown: Shutdown, say: Say): Promise<string> {
  say('Starting PostgreSQL.')
  const starting = startEmbedded({ dataDir, log: say })
  // Deferred before it has started: a Ctrl-C in between must not leave a server behind.
  shutdown.defer(() =>
    starting.then(
      (server) => server.stop(),
      () => undefined,
    ),
  )
  return (await starting).ownerUrl
}
