/** Every operation is one transaction that first tells the database who asks. */
import type { Pool, PoolClient } from 'pg'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import type { Language } from '../core/locale.js'
import type { ViewerIdentity } from '../core/scope.js'
import { ClientDisconnected, runCancellable, type Cancellation } from './cancellation.js'
import { withRetry } from './retry.js'

/**
 * The doors of the database: a bearer token opens `authenticate_token`, the secret of a calendar feed only `authenticate_calendar_feed`, and the
 * claim of a delivery only `authenticate_delivery`.
 */
export type AuthFunction = 'authenticate_token' | 'authenticate_calendar_feed' | 'authenticate_delivery'

export interface BoundStatement {
  text: string
  name?: string
  values: unknown[]
  /** Left out: `authenticate_token`. */
  authFunction?: AuthFunction
}

interface ViewerRow {
  id: string
  agency_id: string
  role: ViewerIdentity['role']
  clearance: ViewerIdentity['clearance']
  language: ViewerIdentity['language']
  reads_only: boolean
}

/** The answers are numbered from 0. */
type ResultRow = ViewerRow & Record<number, string | null>

const authenticateSql = (authFunction: AuthFunction = 'authenticate_token') =>
  `select * from ${authFunction}($1)`

function viewerOf(rows: ViewerRow[]): ViewerIdentity {
  const row = rows[0]
  if (!row) throw appError('unauthenticated')
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
export const withAuth = (
  questions: readonly string[],
  params: number,
  authFunction: AuthFunction = 'authenticate_token',
): string =>
  `select a.*, ${questions.map((sql, i) => `(${sql}) as "${i}"`).join(', ')} from ${authFunction}($${params + 1}) a`

/** Runs such a statement, as long as somebody waits for it. `token` is the SHA-256 of the bearer token; null is nobody. */
export async function readAs(
  pool: Pool,
  token: Buffer | null,
  statement: BoundStatement,
  cancellation?: Cancellation,
): Promise<{ viewer: ViewerIdentity; texts: Readonly<Record<number, string | null>> }> {
  if (!token) throw appError('unauthenticated')
  return withRetry(() =>
    withClient(
      pool,
      (client) =>
        runCancellable(client, cancellation, () => readOnce(client, token, statement, cancellation)),
      cancellation,
    ),
  )
}

/** One question to a door behind which there may be nobody: null then. */
export async function readIfAuthenticated(
  pool: Pool,
  authFunction: AuthFunction,
  token: Buffer,
  { text, values }: BoundStatement,
): Promise<{ viewer: ViewerIdentity; text: string | null } | null> {
  const statement = { text: withAuth([text], values.length, authFunction), values: [...values, token] }
  const { rows } = await withRetry(() => pool.query<ResultRow>(statement))
  return rows[0] ? { viewer: viewerOf(rows), text: rows[0][0] ?? null } : null
}

/** Tells a function of the database, as whoever the token stands for, what was asked for where, and not given. */
export const notifyAs = (
  pool: Pool,
  token: Buffer | null,
  tell: string,
  names: readonly string[],
  where: string,
): Promise<unknown> =>
  withRetry(() => pool.query(`select ${tell}($1, $2) from authenticate_token($3)`, [names, where, token]))

async function readOnce(
  client: PoolClient,
  token: Buffer,
  { authFunction, ...statement }: BoundStatement,
  cancellation?: Cancellation,
) {
  const values = [...statement.values, token]
  const { rows } = await client.query<ResultRow>({ ...statement, values }).catch((error: unknown) => {
    if (cancellation?.isCancelled()) throw error
    return rethrowIfAuthenticated(client, token, error, authFunction)
  })
  return { viewer: viewerOf(rows), texts: rows[0]! }
}

/** Nobody is told what is wrong with a question. */
async function rethrowIfAuthenticated(
  client: PoolClient,
  token: Buffer,
  error: unknown,
  authFunction?: AuthFunction,
): Promise<never> {
  if (!isLost(error)) viewerOf((await client.query<ViewerRow>(authenticateSql(authFunction), [token])).rows)
  throw error
}

async function withClient<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  cancellation?: Cancellation,
): Promise<T> {
  const client = await pool.connect()
  let lost: Error | undefined
  if (cancellation?.isCancelled()) {
    client.release()
    throw new ClientDisconnected()
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
export async function requireAuthentication(pool: Pool, token: Buffer | null): Promise<ViewerIdentity> {
  if (!token) throw appError('unauthenticated')
  return viewerOf((await withRetry(() => pool.query<ViewerRow>(authenticateSql(), [token]))).rows)
}

/** Tells the database who asks, for the rest of the transaction. */
export const authenticate = async (db: EntityManager, token: Buffer): Promise<ViewerIdentity> =>
  viewerOf(await db.query<ViewerRow[]>(authenticateSql(), [token]))

/** The same on a connection that is held without TypeORM. */
export const authenticateOn = async (client: PoolClient, token: Buffer): Promise<ViewerIdentity> =>
  viewerOf((await client.query<ViewerRow>(authenticateSql(), [token])).rows)

/** Runs work in one transaction as whoever the token stands for; nothing of it stays when it throws. */
export async function writeAs<T>(
  source: DataSource,
  token: Buffer | null,
  work: (db: EntityManager, viewer: ViewerIdentity) => Promise<T>,
): Promise<T> {
  if (!token) throw appError('unauthenticated')
  return inTransaction(source, work, (db) => authenticate(db, token))
}

/** Runs work in one transaction, as nobody where `first` does not say who asks; that goes to the database with the beginning. */
export async function inTransaction<T, First = void>(
  source: DataSource,
  work: (db: EntityManager, first: First) => Promise<T>,
  first: (db: EntityManager) => Promise<First> = async () => undefined as First,
): Promise<T> {
  return withRetry(async () => {
    const runner = source.createQueryRunner()
    try {
      // not by TypeORM's own way, which waits for the beginning; it lets nothing be locked before it knows of it
      Object.assign(runner, { isTransactionActive: true })
      const [, firstResult] = await Promise.all([runner.query('begin'), first(runner.manager)])
      const result = await work(runner.manager, firstResult)
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
    throw isLost(error) ? appError('internal') : error
  }
}
