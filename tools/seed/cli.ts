/** npm run seed: fills a database with generated data, for trials and measurements. */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { readConfig } from '../../src/config/read-config.js'
import { StartError } from '../../src/config/start-error.js'
import { demoPassword } from '../../src/demo/people.js'
import { prepareDatabase } from '../../src/prepare-database.js'
import { shutdownOnSignals } from '../../src/shutdown.js'
import { seed, type SeedOptions } from './seed.js'

const usage = 'npm run seed -- --deals 30000 [--seed 1] [--until 2026-06-30]'

const log = (line: string) => console.log(line)

function readOptions(region: string): SeedOptions {
  const { deals, seed, until } = readArguments()
  const [size, start] = [Number(deals), Number(seed)]
  checkOption(Number.isInteger(size) && size > 0, '--deals must be a whole number from 1')
  checkOption(Number.isSafeInteger(start) && start >= 0, '--seed must be a whole number from 0')
  checkOption(
    /^\d{4}-\d\d-\d\d$/.test(until) && Date.parse(until) < Date.now(),
    '--until must be a past day such as 2026-06-30',
  )
  return { deals: size, seed: start, region, until, say: log }
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        deals: { type: 'string', default: '' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string', default: '2026-06-30' },
      },
    }).values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`)
  }
}

function checkOption(isValid: boolean, message: string): void {
  if (!isValid) throw new StartError(`${message}:\n${usage}`)
}

async function fill(ownerUrl: string, options: SeedOptions): Promise<string> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await seed(owner, options)
  } finally {
    await owner.end()
  }
}

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

const shutdown = shutdownOnSignals(report)
try {
  const config = readConfig()
  const options = readOptions(config.region)
  const { ownerUrl } = await prepareDatabase(config, shutdown, log)
  log(
    `\n${await fill(ownerUrl, options)} is HEAD of the agency that leads most deals, with the password ${demoPassword}`,
  )
} catch (error) {
  if (!shutdown.closing) report(error)
  process.exitCode = 1
}
await shutdown.close().catch(report)
process.exit()
