/** The command that looks whether the audit trail is whole. It ends with 0 when it is, with 1 when it is not. */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { readConfig, type Config } from '../config/read-config.js'
import { findRunning } from '../database/embedded/embedded-server.js'
import { prepareDatabase } from '../prepare-database.js'
import { shutdownOnSignals } from '../shutdown.js'
import { StartError } from '../config/start-error.js'
import { isHead, verifyTrail, type FaultyEntry, type Trail } from '../write/trail.js'

const usage = 'npm run verify -- --head 1.42.9f86d0…, the head that an earlier run gave'

function readHead(): string | undefined {
  const { head } = readOptions()
  if (head !== undefined && !isHead(head)) throw new StartError(`--head is not a head:\n${usage}`)
  return head
}

function readOptions() {
  try {
    return parseArgs({ options: { head: { type: 'string' } } }).values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`)
  }
}

/** What PostgreSQL says of a function that its schema does not have yet. */
const undefinedFunction = '42883'

async function verify(ownerUrl: string, head: string | undefined): Promise<Trail> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await verifyTrail(owner, head)
  } catch (error) {
    if ((error as { code?: string }).code !== undefinedFunction) throw error
    throw new StartError('This database is not up to date: start the service on it once.')
  } finally {
    await owner.end()
  }
}

const sentences = {
  CHANGED: 'is not what was written',
  REMOVED: 'is gone',
  REORDERED: 'stands in the place of another',
  INSERTED: 'was put in beside the chain',
  EMPTIED: 'has lost values without an erasure',
  CUT: 'is where the chain was cut: what came after is gone, or is not what it was',
}

const said = ({ fault, entryId, place }: FaultyEntry): string =>
  `Not whole: ${entryId ? `entry ${entryId}` : 'the entry'}${place ? ` at ${place}` : ''} ${sentences[fault]} (${fault}).`

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const say = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)

/** Of the database as it is, beside a running service too; only one of our own that nobody runs has to be started. */
const ownerUrlFor = async (config: Config): Promise<string> =>
  config.databaseUrl ??
  (await findRunning({ dataDir: config.dataDir, log: say })) ??
  (await prepareDatabase(config, shutdown, say)).ownerUrl

try {
  const head = readHead()
  const trail = await verify(await ownerUrlFor(readConfig()), head)
  console.log(trail.fault ? said(trail.fault) : `${trail.entries} entries, whole.`)
  console.log(`Head, to be kept elsewhere and given to a later run: ${trail.head}`)
  if (trail.fault) process.exitCode = 1
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
