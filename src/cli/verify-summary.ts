/**
 * `npm run verify-summary -- FILE…`: reports of each file whether it is byte for byte a file of an issued summary,
 * and names the summary. Exits with 0 when all are, with 1 when one is not, with 2 when it cannot find out.
 */
import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { readConfig } from '../config/read-config.js'
import { StartError } from '../config/start-error.js'
import { shutdownOnSignals } from '../shutdown.js'
import { findIssuedFile, hashFile } from '../weekly/issued/find-issued-file.js'
import { ownerUrlFor } from './owner-url.js'
import { describeIssuedFile } from './describe-issued-file.js'

const usage = 'npm run verify-summary -- summary.pdf, a file that was downloaded or attached to a mail'

const exitCodes = { issued: 0, other: 1, unknown: 2 }

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const print = (line: string) => console.log(line)
const shutdown = shutdownOnSignals(report)

/** SQLSTATE of a query of a table that the schema does not have yet. */
const undefinedTable = '42P01'

async function readContent(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new StartError(`Cannot read ${path}: ${(error as Error).message}`)
  }
}

async function verifyFiles(ownerUrl: string, files: { path: string; content: Buffer }[]): Promise<boolean> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    let areIssued = true
    for (const { path, content } of files) {
      const sha256 = hashFile(content)
      const issued = await findIssuedFile(owner, sha256)
      print(describeIssuedFile(path, sha256, issued))
      areIssued &&= issued !== null
    }
    return areIssued
  } catch (error) {
    if ((error as { code?: string }).code !== undefinedTable) throw error
    throw new StartError('This database is not up to date: start the service on it once.')
  } finally {
    await owner.end()
  }
}

try {
  const paths = process.argv.slice(2)
  if (paths.length === 0) throw new StartError(usage)
  const files = await Promise.all(paths.map(async (path) => ({ path, content: await readContent(path) })))
  const areIssued = await verifyFiles(await ownerUrlFor(readConfig(), shutdown, print), files)
  process.exitCode = areIssued ? exitCodes.issued : exitCodes.other
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = exitCodes.unknown
}
await shutdown.close().catch(report)
process.exit()
