import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { poolOf } from '../../database/connection.js'

const log = pino({ name: 'sql-login' })

/** Milliseconds between two looks, and how long a statement or an idle transaction of a SQL login may take. */
const interval = 5_000
const longest = '60 seconds'

/** A SQL login may lift the limits of its own session: so the service ends what runs for longer. */
@Injectable()
export class SqlLoginMonitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<number> | undefined

  constructor(private readonly source: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.endLong(longest)
        .catch((error: unknown) => {
          log.warn({ err: error }, 'long statements of SQL logins were not looked for')
          return 0
        })
        .finally(() => (this.looking = undefined))
    }, interval).unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.looking
  }

  /** How many statements and transactions of SQL logins were ended, because they took longer than an interval of PostgreSQL. */
  async endLong(longest: string): Promise<number> {
    const { rows } = await poolOf(this.source).query<{ ended: number }>(
      'select cancel_long_sql_queries($1) as ended',
      [longest],
    )
    return rows[0]!.ended
  }
}
