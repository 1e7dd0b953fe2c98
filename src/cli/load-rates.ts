/** `npm run rates`: loads a file of exchange rates of any size, as an OPERATOR. */
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

const usage = 'npm run rates -- --email operator@awex.be [--corrects] eurofxref-hist.csv'

interface RatesOptions {
  email: string
  corrects: boolean
  file: string
}

function readOptions(): RatesOptions {
  const { values, positionals } = readArguments()
  const { email, corrects } = values
  const [file, extra] = positionals
  if (!email || !file || extra !== undefined) throw new StartError(`Give --email and one file:\n${usage}`)
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

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`${file} cannot be read: ${error.message}`)
  })

type Database = Record<'ownerUrl' | 'serviceUrl', string>

/** Milliseconds. A file of all days takes longer than a query may. */
const statementTimeout = 600_000

async function load(
  database: Database,
  config: Config,
  { email, corrects, file }: RatesOptions,
): Promise<RateLoad> {
  const text = await readText(file)
  const serviceSecret = await createServiceSecret(database.ownerUrl)
  const source = await connect(database.serviceUrl, { ...config, poolSize: 1, statementTimeout })
  try {
    return await inTransaction(source, async (db) => {
      const token = await startSession(db, serviceSecret, email)
      if (!token) throw new StartError(`There is no active user with the address ${email}.`)
      const viewer = await authenticate(db, token)
      checkPermission(viewer, 'operator:write')
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

const formatLoad = ({ added, unchanged, corrected, firstDay, lastDay }: RateLoad): string =>
  `${added} rates added, ${corrected} corrected, ${unchanged} unchanged, from ${firstDay} to ${lastDay}.`

const report = (error: unknown) =>
  console.error(error instanceof StartError ? error.message : (findAppError(error)?.message ?? error))

const print = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)

/** Uses the embedded database of a running service where there is one; otherwise prepares the database first. */
async function openDatabase(config: Config): Promise<Database> {
  const running = config.databaseUrl ? null : await findRunning({ dataDir: config.dataDir, log: print })
  return running
    ? { ownerUrl: running, serviceUrl: serviceUrl(config, running) }
    : prepareDatabase(config, shutdown, print)
}

try {
  const options = readOptions()
  const config = readConfig()
  print(formatLoad(await load(await openDatabase(config), config, options)))
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
