/** Starts the service step by step. A StartError ends the process with its message. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DataSource } from 'typeorm'
import { readConfig, type Config } from './config/read-config.js'
import { loadDemoPeople, rejectDemoPeople } from './demo/load.js'
import { loadCase } from './demo/load-case.js'
import { backlog, checkFree, explainListenError } from './http/listen.js'
import { openDatabase } from './prepare-database.js'
import { createService } from './service.js'
import { shutdownOnSignals, type Shutdown } from './shutdown.js'
import { StartError } from './config/start-error.js'
import { welcome } from './cli/welcome.js'

const print = (line: string) => console.log(line)

const report = (error: unknown) => console.error(error instanceof StartError ? error.message : error)

/** Returns the address. Uses Fastify directly, because Nest's `listen` logs an error before we can explain it. */
async function listen(app: NestFastifyApplication, { host, port }: Config): Promise<string> {
  await app.init()
  const server = app.getHttpAdapter().getInstance()
  return server.listen({ host, port, backlog }).catch((error: unknown) => {
    throw explainListenError(error, host, port)
  })
}

async function start(config: Config, shutdown: Shutdown): Promise<void> {
  await checkFree(config.host, config.port)
  const { serviceUrl, serviceSecret, ownerUrl } = await openDatabase(config, shutdown, print)
  if (ownerUrl) await (config.demo ? loadDemoPeople(ownerUrl) : rejectDemoPeople(ownerUrl))
  const app = await createService(serviceUrl, config, serviceSecret)
  shutdown.defer(() => app.close())
  if (config.demo && (await loadCase(app.get(DataSource), config, serviceSecret)))
    print('Loaded the demo case.')
  const address = await listen(app, config)
  for (const line of await welcome(address, config.demo, ownerUrl)) print(line)
}

const shutdown = shutdownOnSignals(report)
try {
  await start(readConfig(), shutdown)
} catch (error) {
  // After Ctrl-C, errors of the interrupted start are not reported.
  if (!shutdown.closing) report(error)
  await shutdown.close().catch(report)
  process.exit(1)
}
