/** The command that reads in a file of exchange rates, as large as it may be, as one of the ADMINs. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig, type Config } from '../config/read-config.js'
import { findAppError } from '../core/error/find-app-error.js'
import { authenticate, inTransaction } from '../database/authenticated-query.js'
import { connect } from '../database/connection.js'
import { findRunning } from '../database/embedded/embedded-server.js'
import { serviceUrl } from '../database/roles.js'
import { createServiceSecret } from '../database/service-secret.js'
import { prepareDatabase } from '../prepare-database.js'
import type { RateLoad } from '../rate/exchange-rate.entity.js'
import { loadRates } from '../rate/load-rates.js'
import { shutdownOnSignals } from '../shutdown.js'
import { StartError } from '../config/start-error.js'
import { startSession } from '../user/session/start-session.js'
import { checkPermission } from '../write/permission.js'

const usage = 'npm run rates -- --email admin@awex.be [--corrects] eurofxref-hist.csv'

interface Wanted {
  email: string
  corrects: boolean
  file: string
}

function readWanted(): Wanted {
  const { values, positionals } = readArguments()
  const { email, corrects } = values
  const [file, more] = positionals
  if (!email || !file || more !== undefined) throw new StartError(`Say who you are, and one file:\n${usage}`)
  return { email: email.toLowerCase(), corrects, file }
}

function readArguments() {
  try {
    return parseArgs({
      options: { email: { type: 'string' }, corrects: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`)
  }
}

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`${file} cannot be read: ${error.message}`)
  })

type Database = Record<'ownerUrl' | 'serviceUrl', string>

/** A file of all days is far more than what a question may take. */
const statementTimeout = 600_000

async function load(
  database: Database,
  config: Config,
  { email, corrects, file }: Wanted,
): Promise<RateLoad> {
  const text = await textOf(file)
  const serviceSecret = await createServiceSecret(database.ownerUrl)
  const source = await connect(database.serviceUrl, { ...config, poolSize: 1, statementTimeout })
  try {
    return await inTransaction(source, async (db) => {
      const token = await startSession(db, serviceSecret, email)
      if (!token) throw new StartError(`Nobody signs in as ${email}.`)
      const viewer = await authenticate(db, token)
      checkPermission(viewer, 'admin:write')
      const loaded = await loadRates(
        { viewer, language: viewer.language, now: new Date(), db },
        { text, corrects },
        file,
      )
      await db.query('select end_session($1)', [token])
      return loaded
    })
  } finally {
    await source.destroy()
  }
}

const said = ({ added, unchanged, corrected, firstDay, lastDay }: RateLoad): string =>
  `${added} rates added, ${corrected} corrected, ${unchanged} known already, from ${firstDay} to ${lastDay}.`

const report = (error: unknown) =>
  console.error(error instanceof StartError ? error.message : (findAppError(error)?.message ?? error))

const say = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)

/** The database as it is, beside a running service too; only one of our own that nobody runs has to be started. */
async function databaseFor(config: Config): Promise<Database> {
  const running = config.databaseUrl ? null : await findRunning({ dataDir: config.dataDir, log: say })
  return running
    ? { ownerUrl: running, serviceUrl: serviceUrl(config, running) }
    : prepareDatabase(config, shutdown, say)
}

try {
  const wanted = readWanted()
  const config = readConfig()
  say(said(await load(await databaseFor(config), config, wanted)))
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
