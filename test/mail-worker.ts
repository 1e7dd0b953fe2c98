/** Runs due schedules and deliveries, inside a test or as a process of its own that the test can kill. */
import { fileURLToPath } from 'node:url'
import '../src/app.module.js'
import { readConfig } from '../src/config/read-config.js'
import { connect } from '../src/database/connection.js'
import { serviceUrl } from '../src/database/roles.js'
import { createServiceSecret } from '../src/database/service-secret.js'
import { MailSender } from '../src/mail/mail-sender.js'
import { MailScheduler } from '../src/mail/mail-scheduler.js'
import { PasswordLinkSender } from '../src/mail/password-link-sender.js'
import { ScheduleRunner } from '../src/mail/schedule-runner.js'
import { IssueService } from '../src/weekly/issue.service.js'

export interface MailWorker {
  run: (now: Date) => Promise<void>
  stop: () => Promise<void>
}

/** `url` is the address of the database for its owner. */
export async function aMailWorker(url: string, server: string): Promise<MailWorker> {
  const settings = {
    ...readConfig({}),
    mail: { server, from: 'Ancrage <ancrage@awex.example>' },
    publicUrl: 'https://ancrage.example',
    poolSize: 3,
  }
  const source = await connect(serviceUrl({ serviceDatabaseUrl: undefined }, url), settings)
  const serviceSecret = await createServiceSecret(url)
  const schedules = new ScheduleRunner(source, new IssueService(), serviceSecret)
  const sender = new MailSender(source, settings, serviceSecret)
  const links = new PasswordLinkSender(source, settings, serviceSecret)
  const scheduler = new MailScheduler(source, settings, schedules, sender, links)
  return { run: (now) => scheduler.run(() => Promise.resolve(now)), stop: () => source.destroy() }
}

const [file, url, server, now] = process.argv.slice(1)
if (file === fileURLToPath(import.meta.url)) {
  const worker = await aMailWorker(url!, server!)
  await worker.run(new Date(now!))
  await worker.stop()
}
