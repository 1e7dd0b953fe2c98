/** A read-only, repeatable-read transaction of one user, open until it is closed. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import type { ViewerIdentity } from '../core/scope.js'
import { authenticateOn } from './authenticated-query.js'

/** Milliseconds without a statement after which PostgreSQL ends the transaction. */
const idleMilliseconds = 120_000

export class Snapshot {
  private isRunning = false
  private isCancelled = false
  private cursors = 0

  private constructor(
    private readonly pool: Pool,
    private readonly client: PoolClient,
    readonly viewer: ViewerIdentity,
    /** The start of the transaction: the instant of the data. */
    readonly at: Date,
    private readonly backend: number,
  ) {}

  /** `token` is the SHA-256 of the bearer token. Rejects null and an invalid token with UNAUTHENTICATED. */
  static async open(pool: Pool, token: Buffer | null): Promise<Snapshot> {
    if (!token) throw appError('unauthenticated')
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      await client.query(`set local idle_in_transaction_session_timeout = ${idleMilliseconds}`)
      const viewer = await authenticateOn(client, token)
      const { rows } = await client.query<{ at: Date; backend: number }>(
        'select now() as at, pg_backend_pid() as backend',
      )
      return new Snapshot(pool, client, viewer, rows[0]!.at, rows[0]!.backend)
    } catch (error) {
      await release(client)
      throw error
    }
  }

  /** Sets the language of texts that the database produces, from now on. */
  async setLanguage(language: Language): Promise<void> {
    await this.query(`select set_config('ancrage.language', $1, true)`, [language])
  }

  /** Returns the first row; undefined when there is none. */
  async one<T extends object>(text: string, values: unknown[]): Promise<T | undefined> {
    return (await this.query<T>(text, values))[0]
  }

  /** Yields the rows of a statement in batches of `size`, through a cursor. */
  async *rows<T extends object>(text: string, values: unknown[], size: number): AsyncGenerator<T[]> {
    const cursor = `answer_${++this.cursors}`
    await this.query(`declare ${cursor} no scroll cursor for ${text}`, values)
    for (;;) {
      const rows = await this.query<T>(`fetch ${size} from ${cursor}`, [])
      if (rows.length > 0) yield rows
      if (rows.length < size) return
    }
  }

  /**
   * Cancels the running statement and rejects further ones. Repeats the request in case the statement had not begun.
   */
  async cancel(): Promise<void> {
    this.isCancelled = true
    while (this.isRunning) {
      await this.pool.query('select pg_cancel_backend($1)', [this.backend])
      await pause(100)
    }
  }

  close(): Promise<void> {
    return release(this.client)
  }

  async query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    if (this.isCancelled) throw appError('timeout')
    this.isRunning = true
    try {
      return (await this.client.query<T>({ text, values })).rows
    } finally {
      this.isRunning = false
    }
  }
}

/** Rolls back and returns the connection to the pool; discards a connection that cannot roll back. */
async function release(client: PoolClient): Promise<void> {
  const failure = await client.query('rollback').then(
    () => undefined,
    (error: Error) => error,
  )
  client.release(failure)
}
