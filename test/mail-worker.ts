/** What a process does about what is due: within a test, or as a process of its own that can be killed. */
import { fileURLToPath } from 'node:url'
import '../src/app.module.js'
import { readConfig } from '../src/config.js'
import { connect } from '../src/database/connection.js'
import { serviceUrl } from '../src/database/roles.js'
import { makeWarrant } from '../src/database/warrant.js'
import { MailSender } from '../src/mail/mail-sender.js'
import { MailScheduler } from '../src/mail/mail-scheduler.js'
import { ScheduleRunner } from '../src/mail/schedule-runner.js'
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
  const schedules = new ScheduleRunner(source, new IssueService(), warrant)
  const sender = new MailSender(source, settings, warrant)
  const scheduler = new MailScheduler(source, settings, schedules, sender)
  return { run: (now) => scheduler.run(() => Promise.resolve(now)), stop: () => source.destroy() }
}

const [file, url, server, at] = process.argv.slice(1)
if (file === fileURLToPath(import.meta.url)) {
  const worker = await aWorker(url!, server!)
  await worker.run(new Date(at!))
  await worker.stop()
}
