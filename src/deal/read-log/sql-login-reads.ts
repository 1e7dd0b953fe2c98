import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { createLogger } from '../../core/logger.js'
import { DataSource } from 'typeorm'
import { poolOf } from '../../database/connection.js'
import { ServiceSecret } from '../../database/service-secret.js'

const log = createLogger('sql-login-reads')

/** Milliseconds between two looks at the connections. */
const interval = 5_000

/** Records which deals connected SQL logins could read (`record_sql_login_reads.sql`). */
@Injectable()
export class SqlLoginReads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  private recording: Promise<void> | undefined

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.recording ??= this.record()
        .catch((error: unknown) => log.warn({ err: error }, 'reads of SQL logins were not recorded'))
        .finally(() => (this.recording = undefined))
    }, interval).unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.recording
  }

  async record(): Promise<void> {
    await poolOf(this.source).query('select record_sql_login_reads($1)', [this.serviceSecret.secret])
  }
}
