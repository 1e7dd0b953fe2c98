import type { Config } from '../config/read-config.js'
import { findRunning } from '../database/embedded/embedded-server.js'
import { prepareDatabase } from '../prepare-database.js'
import type { Shutdown } from '../shutdown.js'

/**
 * Returns the owner's URL of a configured or running database. Does not migrate it, so that a running service is not
 * disturbed. Starts and prepares the embedded database otherwise.
 */
export const ownerUrlFor = async (
  config: Config,
  shutdown: Shutdown,
  print: (line: string) => void,
): Promise<string> =>
  config.databaseUrl ??
  (await findRunning({ dataDir: config.dataDir, log: print })) ??
  (await prepareDatabase(config, shutdown, print)).ownerUrl
