/** A transaction that only reads, as whoever asks, and sees the database as it was when it began; held until it is closed. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { Language } from '../core/locale.js'
import { appError } from '../core/error/app-error.js'
import type { ViewerIdentity } from '../core/scope.js'
import { authenticateOn } from './authenticated-query.js'

/** Milliseconds for which nobody may take a row from it. */
const idleMilliseconds = 120_000

export class Snapshot {
  private working = false
  private ended = false
  private cursors = 0

  private constructor(
    private readonly pool: Pool,
    private readonly client: PoolClient,
    readonly viewer: ViewerIdentity,
    /** The instant that it sees. */
    readonly at: Date,
    private readonly backend: number,
  ) {}

  /** `token` is the SHA-256 of the bearer token; null is nobody. */
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

  /** In which language the database's own words are told, from now on. */
  async speak(language: Language): Promise<void> {
    await this.query(`select set_config('ancrage.language', $1, true)`, [language])
  }

  async one<T extends object>(text: string, values: unknown[]): Promise<T | undefined> {
    return (await this.query<T>(text, values))[0]
  }

  /** The rows of a statement, so many at a time: the next are read when these have been taken. */
  async *rows<T extends object>(text: string, values: unknown[], size: number): AsyncGenerator<T[]> {
    const cursor = `answer_${++this.cursors}`
    await this.query(`declare ${cursor} no scroll cursor for ${text}`, values)
    for (;;) {
      const rows = await this.query<T>(`fetch ${size} from ${cursor}`, [])
      if (rows.length > 0) yield rows
      if (rows.length < size) return
    }
  }

  /** Ends what the database is doing for it, and begins nothing more. Asked again where the database had not begun yet. */
  async cancel(): Promise<void> {
    this.ended = true
    while (this.working) {
      await this.pool.query('select pg_cancel_backend($1)', [this.backend])
      await pause(100)
    }
  }

  close(): Promise<void> {
    return release(this.client)
  }

  async query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    if (this.ended) throw appError('timeout')
    this.working = true
    try {
      return (await this.client.query<T>({ text, values })).rows
    } finally {
      this.working = false
    }
  }
}

/** A connection that cannot even undo is not used again. */
async function release(client: PoolClient): Promise<void> {
  const broken = await client.query('rollback').then(
    () => undefined,
    (error: Error) => error,
  )
  client.release(broken)
}
