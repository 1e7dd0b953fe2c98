import { Injectable } from '@nestjs/common'
import { createLogger } from '../core/logger.js'
import { DataSource } from 'typeorm'
import { Settings } from '../config/settings.js'
import { MailSender, type Clock } from './mail-sender.js'
import { PasswordLinkSender } from './password-link-sender.js'
import { ScheduleRunner } from './schedule-runner.js'

const log = createLogger('mail')

/** Milliseconds between two polls. */
const pollInterval = 30_000

/** Polls for due schedules and deliveries. Runs in every process; the database ensures that each is done once. */
@Injectable()
export class MailScheduler {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private isStopped = false

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly schedules: ScheduleRunner,
    private readonly sender: MailSender,
    private readonly links: PasswordLinkSender,
  ) {}

  /** Does nothing without a mail server. A poll that takes longer than the interval is not run twice at a time. */
  start(): void {
    if (!this.settings.mail) return
    const poll = () => void (this.running ??= this.poll().finally(() => (this.running = undefined)))
    this.timer = setInterval(poll, pollInterval).unref()
    poll()
  }

  /** Waits for the delivery that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.running
  }

  /** Does all that is due. */
  async run(clock: Clock): Promise<void> {
    await this.links.sendDue()
    await this.schedules.runDue(await clock())
    await this.schedules.queueCorrections(await clock())
    await this.sender.sendDue(clock, () => this.isStopped)
  }

  private async poll(): Promise<void> {
    try {
      await this.run(() => readDatabaseTime(this.source))
    } catch (error) {
      log.error({ err: error }, 'unexpected error')
    }
  }
}

/** Uses one clock for all processes: with a fast clock, a process would take over deliveries that another is sending. */
async function readDatabaseTime(source: DataSource): Promise<Date> {
  const [row] = await source.query<{ now: Date }[]>('select clock_timestamp() as now')
  return row!.now
}
