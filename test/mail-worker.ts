/** What a process does about what is due: within a test, or as a process of its own that can be killed. */
import { fileURLToPath } from 'node:url'
import '../src/app.module.js'
import { readConfig } from '../src/config.js'
import { connect } from '../src/database/connection.js'
import { serviceUrl } from '../src/database/roles.js'
import { makeWarrant } from '../src/database/warrant.js'
import { Deliveries } from '../src/mail/mail-sender.js'
import { Post } from '../src/mail/mail-scheduler.js'
import { StandingOrders } from '../src/mail/schedule-runner.js'
import { IssueService } from '../src/weekly/issue.service.js'

export interface Worker {
  run: (at: Date) => Promise<void>
  stop: () => Promise<void>
}

/** `url` is the owner's. */
export async function aWorker(url: string, server: string): Promise<Worker> {
  const settings = {
    ...readConfig({}),
    mail: { server, from: 'Ancrage <ancrage@awex.example>' },
    poolSize: 3,
  }
  const source = await connect(serviceUrl({ serviceDatabaseUrl: undefined }, url), settings)
  const warrant = await makeWarrant(url)
  const orders = new StandingOrders(source, new IssueService(), warrant)
  const post = new Post(source, settings, orders, new Deliveries(source, settings, warrant))
  return { run: (at) => post.run(() => Promise.resolve(at)), stop: () => source.destroy() }
}

const [file, url, server, at] = process.argv.slice(1)
if (file === fileURLToPath(import.meta.url)) {
  const worker = await aWorker(url!, server!)
  await worker.run(new Date(at!))
  await worker.stop()
}
