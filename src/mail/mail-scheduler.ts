import { Injectable } from '@nestjs/common'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { Settings } from '../settings.js'
import { Deliveries, type Clock } from './mail-sender.js'
import { StandingOrders } from './schedule-runner.js'

const log = pino({ name: 'sending' })

/** Milliseconds between two looks at what is due. */
const interval = 30_000

/** Looks now and then what is due, in every process: the database sees to it that each thing is done once. */
@Injectable()
export class Post {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private stopped = false

  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly orders: StandingOrders,
    private readonly deliveries: Deliveries,
  ) {}

  /** Does nothing where there is no mail server. */
  start(): void {
    if (!this.settings.mail) return
    const look = () => void (this.running ??= this.look().finally(() => (this.running = undefined)))
    this.timer = setInterval(look, interval).unref()
    look()
  }

  /** Lets the mail that is on its way get there. */
  async stop(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    await this.running
  }

  /** Whatever is due. */
  async run(clock: Clock): Promise<void> {
    await this.orders.carryOut(await clock())
    await this.deliveries.deliver(clock, () => this.stopped)
  }

  private look(): Promise<void> {
    return this.run(() => databaseTime(this.source)).catch((error: unknown) =>
      log.error({ err: error }, 'unforeseen'),
    )
  }
}

/** That of the database: the clocks of two processes may differ, and one would take for abandoned what the other is at. */
async function databaseTime(source: DataSource): Promise<Date> {
  const [row] = await source.query<{ now: Date }[]>('select clock_timestamp() as now')
  return row!.now
}
