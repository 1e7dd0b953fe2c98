/** What a process does about what is due: within a test, or as a process of its own that can be killed. */
import { fileURLToPath } from 'node:url'
import '../src/app.module.js'
import { readConfig } from '../src/config/read-config.js'
import { connect } from '../src/database/connection.js'
import { serviceUrl } from '../src/database/roles.js'
import { createServiceSecret } from '../src/database/service-secret.js'
import { Deliveries } from '../src/sending/deliveries.js'
import { Post } from '../src/sending/post.js'
import { StandingOrders } from '../src/sending/standing-order.js'
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
  const serviceSecret = await createServiceSecret(url)
  const orders = new StandingOrders(source, new IssueService(), serviceSecret)
  const post = new Post(source, settings, orders, new Deliveries(source, settings, serviceSecret))
  return { run: (at) => post.run(() => Promise.resolve(at)), stop: () => source.destroy() }
}

const [file, url, server, at] = process.argv.slice(1)
if (file === fileURLToPath(import.meta.url)) {
  const worker = await aWorker(url!, server!)
  await worker.run(new Date(at!))
  await worker.stop()
}
