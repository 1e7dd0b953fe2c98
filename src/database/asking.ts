/** Every operation is one transaction that first tells the database who asks. */
import type { Pool, PoolClient } from 'pg'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import { problem } from '../core/problem.js'
import type { Language } from '../core/locale.js'
import type { Viewer } from '../core/scope.js'
import { Gone, whileAwaited, type Patience } from './patience.js'
import { retrying } from './recovery.js'

/**
 * The doors of the database: a bearer token opens `authenticate_token`, the secret of a calendar feed only `authenticate_calendar_feed`, and the
 * claim of a delivery only `authenticate_delivery`.
 */
export type Door = 'authenticate_token' | 'authenticate_calendar_feed' | 'authenticate_delivery'

export interface BoundStatement {
  text: string
  name?: string
  values: unknown[]
  /** Left out: `authenticate_token`. */
  door?: Door
}

interface AskerRow {
  id: string
  agency_id: string
  role: Viewer['role']
  clearance: Viewer['clearance']
  language: Viewer['language']
  reads_only: boolean
}

/** The answers are numbered from 0. */
type AnsweredRow = AskerRow & Record<number, string | null>

const ask = (door: Door = 'authenticate_token') => `select * from ${door}($1)`

function viewerOf(rows: AskerRow[]): Viewer {
  const row = rows[0]
  if (!row) throw problem('unauthenticated')
  return {
    id: row.id,
    agencyId: row.agency_id,
    role: row.role,
    clearance: row.clearance,
    language: row.language,
    readsOnly: row.reads_only,
  }
}

/**
 * Several questions, each giving one JSON text, as one statement that first tells the database who asks. A question is
 * looked at only once there is somebody who asks: nobody gets no row. The token comes after the given parameters.
 */
export const askedTogether = (
  questions: readonly string[],
  params: number,
  door: Door = 'authenticate_token',
): string =>
  `select a.*, ${questions.map((sql, i) => `(${sql}) as "${i}"`).join(', ')} from ${door}($${params + 1}) a`

/** Runs such a statement, as long as somebody waits for it. `token` is the SHA-256 of the bearer token; null is nobody. */
export async function readAs(
  pool: Pool,
  token: Buffer | null,
  statement: BoundStatement,
  patience?: Patience,
): Promise<{ viewer: Viewer; texts: Readonly<Record<number, string | null>> }> {
  if (!token) throw problem('unauthenticated')
  return retrying(() =>
    withClient(
      pool,
      (client) => whileAwaited(client, patience, () => readOnce(client, token, statement, patience)),
      patience,
    ),
  )
}

/** One question to a door behind which there may be nobody: null then. */
export async function readIfOpen(
  pool: Pool,
  door: Door,
  token: Buffer,
  { text, values }: BoundStatement,
): Promise<{ viewer: Viewer; text: string | null } | null> {
  const statement = { text: askedTogether([text], values.length, door), values: [...values, token] }
  const { rows } = await retrying(() => pool.query<AnsweredRow>(statement))
  return rows[0] ? { viewer: viewerOf(rows), text: rows[0][0] ?? null } : null
}

/** Tells a function of the database, as whoever the token stands for, what was asked for where, and not given. */
export const tellAs = (
  pool: Pool,
  token: Buffer | null,
  tell: string,
  asked: readonly string[],
  where: string,
): Promise<unknown> =>
  retrying(() => pool.query(`select ${tell}($1, $2) from authenticate_token($3)`, [asked, where, token]))

async function readOnce(
  client: PoolClient,
  token: Buffer,
  { door, ...statement }: BoundStatement,
  patience?: Patience,
) {
  const values = [...statement.values, token]
  const { rows } = await client.query<AnsweredRow>({ ...statement, values }).catch((error: unknown) => {
    if (patience?.isGone()) throw error
    return refused(client, token, error, door)
  })
  return { viewer: viewerOf(rows), texts: rows[0]! }
}

/** Nobody is told what is wrong with a question. */
async function refused(client: PoolClient, token: Buffer, error: unknown, door?: Door): Promise<never> {
  if (!isLost(error)) viewerOf((await client.query<AskerRow>(ask(door), [token])).rows)
  throw error
}

async function withClient<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  const client = await pool.connect()
  let lost: Error | undefined
  if (patience?.isGone()) {
    client.release()
    throw new Gone()
  }
  try {
    return await work(client)
  } catch (error) {
    lost = isLost(error) ? (error as Error) : undefined
    throw error
  } finally {
    client.release(lost)
  }
}

// a statement that failed has a SQLSTATE, a connection that broke has not (or says that the server is going down)
const isLost = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? ''
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08')
}

/** In which language to address whoever the token stands for; null for nobody. */
export async function languageOf(pool: Pool, token: Buffer): Promise<Language | null> {
  const { rows } = await pool.query<{ language: Language }>('select language from authenticate_token($1)', [
    token,
  ])
  return rows[0]?.language ?? null
}

/** Throws where the token stands for nobody. */
export async function refuseNobody(pool: Pool, token: Buffer | null): Promise<Viewer> {
  if (!token) throw problem('unauthenticated')
  return viewerOf((await retrying(() => pool.query<AskerRow>(ask(), [token]))).rows)
}

/** Tells the database who asks, for the rest of the transaction. */
export const whoAsks = async (db: EntityManager, token: Buffer): Promise<Viewer> =>
  viewerOf(await db.query<AskerRow[]>(ask(), [token]))

/** The same on a connection that is held without TypeORM. */
export const whoAsksOn = async (client: PoolClient, token: Buffer): Promise<Viewer> =>
  viewerOf((await client.query<AskerRow>(ask(), [token])).rows)

/** Runs work in one transaction as whoever the token stands for; nothing of it stays when it throws. */
export async function writeAs<T>(
  source: DataSource,
  token: Buffer | null,
  work: (db: EntityManager, viewer: Viewer) => Promise<T>,
): Promise<T> {
  if (!token) throw problem('unauthenticated')
  return inTransaction(source, work, (db) => whoAsks(db, token))
}

/** Runs work in one transaction, as nobody where `first` does not say who asks; that goes to the database with the beginning. */
export async function inTransaction<T, First = void>(
  source: DataSource,
  work: (db: EntityManager, first: First) => Promise<T>,
  first: (db: EntityManager) => Promise<First> = async () => undefined as First,
): Promise<T> {
  return retrying(async () => {
    const runner = source.createQueryRunner()
    try {
      // not by TypeORM's own way, which waits for the beginning; it lets nothing be locked before it knows of it
      Object.assign(runner, { isTransactionActive: true })
      const [, known] = await Promise.all([runner.query('begin'), first(runner.manager)])
      const result = await work(runner.manager, known)
      await commit(runner)
      return result
    } catch (error) {
      await runner.query('rollback').catch(() => undefined)
      throw error
    } finally {
      await runner.release()
    }
  })
}

/** A commit that broke off may or may not have happened: it must not be tried again. */
async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('commit')
  } catch (error) {
    throw isLost(error) ? problem('internal') : error
  }
}
