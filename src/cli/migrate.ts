/**
 * `npm run migrate`: brings roles, schema and stages of the database up to date, as its owner, and stores SERVICE_SECRET.
 * Afterwards the service can start with SERVICE_DATABASE_URL and SERVICE_SECRET alone.
 */
import { readConfig } from '../config/read-config.js'
import { StartError } from '../config/start-error.js'
import { openDatabase } from '../prepare-database.js'
import { shutdownOnSignals } from '../shutdown.js'

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const print = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)
try {
  const config = readConfig()
  if (config.serviceDatabaseUrl && !config.databaseUrl)
    throw new StartError('DATABASE_URL is not set: only the owner of the database can prepare it.')
  await openDatabase(config, shutdown, print)
  print('The database is ready for this version.')
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
