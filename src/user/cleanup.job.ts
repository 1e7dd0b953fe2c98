import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { createLogger } from '../core/logger.js'
import { DataSource } from 'typeorm'
import { ServiceSecret } from '../database/service-secret.js'

const log = createLogger('cleanup')

/** Milliseconds. */
const interval = 3_600_000

/**
 * Hourly clean-up of expired sessions, sign-in attempts and secrets of ended service processes (`purge_expired.sql`).
 * Also reports that this process is alive.
 */
@Injectable()
export class CleanupJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  onApplicationBootstrap(): void {
    const runAndLog = () =>
      void this.run().catch((error: unknown) => log.warn({ err: error }, 'clean-up failed'))
    this.timer = setInterval(runAndLog, interval).unref()
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  run(): Promise<unknown> {
    return this.source.query('select purge_expired($1)', [this.serviceSecret.secret])
  }
}
