import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common'
import { createLogger } from '../../core/logger.js'
import { DataSource } from 'typeorm'
import { poolOf } from '../../database/connection.js'
import { ServiceSecret } from '../../database/service-secret.js'

const log = createLogger('sql-login')

/** Milliseconds between two checks, and the maximum duration of a statement or an idle transaction of a SQL login. */
const interval = 5_000
const maxDuration = '60 seconds'

/** Bytes of memory that one session may have for itself. */
const maxMemory = 512 * 1024 * 1024

export interface SqlLoginFault {
  login: string
  fault: 'SETTINGS' | 'PASSWORD' | 'MEMORY'
}

/**
 * Ends long statements and transactions of SQL logins (`cancel_long_sql_queries.sql`), and sessions with too much memory,
 * and undoes what a login has changed of itself (`enforce_sql_login_limits.sql`). Needed because a SQL login can raise the
 * limits of its own session.
 */
@Injectable()
export class SqlLoginMonitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  private checking: Promise<number> | undefined
  /** A service that is stopped while it starts is initialised after it was closed. */
  private isStopped = false

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  onApplicationBootstrap(): void {
    if (this.isStopped) return
    this.timer = setInterval(() => {
      this.checking ??= this.enforce(maxMemory)
        .then(() => this.endLong(maxDuration))
        .catch((error: unknown) => {
          log.warn({ err: error }, 'long statements of SQL logins were not ended')
          return 0
        })
        .finally(() => (this.checking = undefined))
    }, interval).unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.checking
  }

  /** Undoes changes and ends sessions above this many bytes. Logs and returns what it found. */
  async enforce(maxMemory: number): Promise<SqlLoginFault[]> {
    const { rows } = await poolOf(this.source).query<SqlLoginFault>(
      'select login, fault from enforce_sql_login_limits($1, $2)',
      [this.serviceSecret.secret, maxMemory],
    )
    for (const fault of rows) log.warn(fault, 'a SQL login went beyond its limits')
    return rows
  }

  /** Ends what runs longer than an interval in PostgreSQL's syntax, and returns how many. */
  async endLong(longest: string): Promise<number> {
    const { rows } = await poolOf(this.source).query<{ ended: number }>(
      'select cancel_long_sql_queries($1, $2) as ended',
      [this.serviceSecret.secret, longest],
    )
    return rows[0]!.ended
  }
}
