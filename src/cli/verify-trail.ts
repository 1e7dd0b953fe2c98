/**
 * `npm run verify`: verifies the hash chain of the audit trail. Exits with 0 when it is intact, with 1 when it is not.
 */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { readConfig } from '../config/read-config.js'
import { shutdownOnSignals } from '../shutdown.js'
import { StartError } from '../config/start-error.js'
import { ownerUrlFor } from './owner-url.js'
import { isHead, verifyTrail, type FaultyEntry, type Trail } from '../write/audit/verify-trail.js'

const usage = 'npm run verify -- --head 1.42.9f86d0…, the head that an earlier run printed'

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

/** SQLSTATE of a call to a function that the schema does not have yet. */
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
  CHANGED: 'was changed after it was written',
  REMOVED: 'was removed',
  REORDERED: 'is not at its place in the chain',
  INSERTED: 'was inserted outside the chain',
  EMPTIED: 'lost values without an erasure',
  CUT: 'is not at the end of the chain any more: the chain was cut or changed there',
}

const formatFault = ({ fault, entryId, place }: FaultyEntry): string =>
  `Not intact: ${entryId ? `entry ${entryId}` : 'the entry'}${place ? ` at ${place}` : ''} ${sentences[fault]} (${fault}).`

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const print = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)

try {
  const head = readHead()
  const trail = await verify(await ownerUrlFor(readConfig(), shutdown, print), head)
  print(trail.fault ? formatFault(trail.fault) : `${trail.entries} entries, intact.`)
  print(`Head, to store elsewhere and pass to a later run: ${trail.head}`)
  if (trail.fault) process.exitCode = 1
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
