/** The start, in order. What the environment or the machine does not allow ends it with a sentence. */
import { DataSource } from 'typeorm'
import { readConfig, type Config } from './config.js'
import { loadDemoPeople } from './demo/load.js'
import { playCase } from './demo/play.js'
import { explainListenError } from './listen.js'
import { prepareDatabase } from './prepare.js'
import { createService } from './service.js'
import { shutdownOnSignals, type Shutdown } from './shutdown.js'
import { StartError } from './start-error.js'
import { welcome } from './welcome.js'

const say = (line: string) => console.log(line)

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

async function start(config: Config, shutdown: Shutdown): Promise<void> {
  const database = await prepareDatabase(config, shutdown, say)
  if (config.demo) await loadDemoPeople(database.ownerUrl)
  const app = await createService(database.serviceUrl, config)
  shutdown.defer(() => app.close())
  if (config.demo && (await playCase(app.get(DataSource), config))) say('Loaded the demo case.')
  await app.listen(config.port, config.host).catch((error: unknown) => {
    throw explainListenError(error, config.host, config.port)
  })
  for (const line of await welcome(await app.getUrl(), config.demo, database.ownerUrl)) say(line)
}

const shutdown = shutdownOnSignals(report)
try {
  await start(readConfig(), shutdown)
} catch (error) {
  // Whoever ends a start half-way does not want to hear what that broke.
  if (!shutdown.closing) report(error)
  await shutdown.close().catch(report)
  process.exit(1)
}
