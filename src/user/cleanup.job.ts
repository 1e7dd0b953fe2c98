import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { ServiceSecret } from '../database/service-secret.js'

const log = pino({ name: 'cleanup' })

/** Milliseconds. */
const interval = 3_600_000

/** Has the database forget now and then what has been over for long: sessions, tries to sign in, warrants. */
@Injectable()
export class CleanupJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  onApplicationBootstrap(): void {
    const look = () =>
      void this.run().catch((error: unknown) => log.warn({ err: error }, 'what is over was not forgotten'))
    this.timer = setInterval(look, interval).unref()
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  run(): Promise<unknown> {
    return this.source.query('select purge_expired($1)', [this.serviceSecret.secret])
  }
}
