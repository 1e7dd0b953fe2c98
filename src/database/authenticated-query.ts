/**
 * Authenticated access to the database. Each transaction begins with a call of an authentication function in SQL, which
 * sets the viewer for row-level security. The rules (expiry, idle time, revocation, inactive users) are in
 * `user/session/authenticate_token.sql`, `calendar/authenticate_calendar_feed.sql` and
 * `mail/authenticate_delivery.sql`.
 */
import type { Pool, PoolClient } from 'pg'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import { AppError, appError } from '../core/error/app-error.js'
import type { Language } from '../core/locale.js'
import type { ViewerIdentity } from '../core/scope.js'
import { ClientDisconnected, runCancellable, type Cancellation } from './cancellation.js'
import { withRetry } from './retry.js'

/**
 * Each function accepts one kind of secret: a bearer token, the secret of a calendar feed, or the claim of a mail
 * delivery.
 */
export type AuthFunction = 'authenticate_token' | 'authenticate_calendar_feed' | 'authenticate_delivery'

export interface BoundStatement {
  text: string
  name?: string
  values: unknown[]
  /** Default: `authenticate_token`. */
  authFunction?: AuthFunction
}

interface ViewerRow {
  id: string
  agency_id: string
  role: ViewerIdentity['role']
  clearance: ViewerIdentity['clearance']
  language: ViewerIdentity['language']
  reads_only: boolean
  /** Only in the row of `authenticate_token`. */
  scopes?: string[] | null
}

/** The columns with the answers are numbered from 0; `noted` has the noted rows, if the statement notes any. */
type ResultRow = ViewerRow & { noted?: string | null } & Record<number, string | null>

const authenticateSql = (authFunction: AuthFunction = 'authenticate_token') =>
  `select * from ${authFunction}($1)`

/** Rejects an empty result, which means an invalid token, with UNAUTHENTICATED. */
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
    scopes: row.scopes ?? null,
  }
}

/** SQL of the ids that `note_rows()` has noted in the transaction, separated by blanks; null or empty if none. */
export const notedRowsSql = `current_setting('ancrage.noted_rows', true)`

/**
 * Returns one statement that authenticates the caller and runs several queries. Each query returns one JSON text.
 * The queries run only after authentication returned a row, so anonymous callers learn nothing. The token is the
 * parameter after the `params` of the queries.
 *
 * `withAuth(['select …', 'select …'], 2)` returns
 * `select a.*, (select …) as "0", (select …) as "1" from authenticate_token($3) a`.
 */
export const withAuth = (
  queries: readonly string[],
  params: number,
  authFunction: AuthFunction = 'authenticate_token',
  notesRows = false,
): string =>
  // the noted rows come last: columns are evaluated in their order
  `select a.*, ${queries.map((sql, i) => `(${sql}) as "${i}"`).join(', ')}${notesRows ? `, ${notedRowsSql} as noted` : ''} from ${authFunction}($${params + 1}) a`

export interface AuthenticatedRead {
  viewer: ViewerIdentity
  texts: Readonly<Record<number, string | null>>
  /** Ids of the rows that the statement has noted. */
  noted: string[]
}

/**
 * Runs a statement of `withAuth`; cancels it when the client disconnects. `token` is the SHA-256 of the bearer token.
 * Rejects null and an invalid token with UNAUTHENTICATED.
 */
export async function readAs(
  pool: Pool,
  token: Buffer | null,
  statement: BoundStatement,
  cancellation?: Cancellation,
): Promise<AuthenticatedRead> {
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

/** Runs one query as the user behind a token; returns null if the token is invalid. */
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

/**
 * Calls a SQL function, as the user behind the token, with the names of rows and how they were requested: rows that an
 * operation did not get, or whose reads are recorded. Returns its result. Does nothing if the token is invalid.
 */
export const notifyAs = async (
  pool: Pool,
  token: Buffer | null,
  sqlFunction: string,
  names: readonly string[],
  operation: string,
  authFunction: AuthFunction = 'authenticate_token',
): Promise<unknown> => {
  const text = `select ${sqlFunction}($1, $2) as result from ${authFunction}($3)`
  const { rows } = await withRetry(() => pool.query<{ result: unknown }>(text, [names, operation, token]))
  return rows[0]?.result
}

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
  const viewer = viewerOf(rows)
  return { viewer, texts: rows[0]!, noted: parseNoted(rows[0]!.noted) }
}

/** Returns the ids of `notedRowsSql`, each once. */
export const parseNoted = (noted: string | null | undefined): string[] => [
  ...new Set(noted?.split(' ').filter((id) => id !== '')),
]

/** Anonymous callers get UNAUTHENTICATED, never details of a query error. */
async function rethrowIfAuthenticated(
  client: PoolClient,
  token: Buffer,
  error: unknown,
  authFunction?: AuthFunction,
): Promise<never> {
  if (!isConnectionLost(error))
    viewerOf((await client.query<ViewerRow>(authenticateSql(authFunction), [token])).rows)
  throw error
}

async function withClient<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  cancellation?: Cancellation,
): Promise<T> {
  const client = await pool.connect()
  let connectionError: Error | undefined
  if (cancellation?.isCancelled()) {
    client.release()
    throw new ClientDisconnected()
  }
  try {
    return await work(client)
  } catch (error) {
    connectionError = isConnectionLost(error) ? (error as Error) : undefined
    throw error
  } finally {
    client.release(connectionError)
  }
}

// A failed statement has a SQLSTATE; a broken connection has none, or one of classes 08 (connection) and 57P
// (shutdown). An error of our own, such as UNAUTHENTICATED, leaves the connection in use: to open another one for each
// invalid token takes ten times as long as the answer.
const isConnectionLost = (error: unknown): boolean => {
  if (error instanceof AppError) return false
  const code = (error as { code?: string }).code ?? ''
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08')
}

/** Returns the language of the token's user; null if the token is invalid. */
export async function languageOf(pool: Pool, token: Buffer): Promise<Language | null> {
  const { rows } = await pool.query<{ language: Language }>('select language from authenticate_token($1)', [
    token,
  ])
  return rows[0]?.language ?? null
}

/** Returns the viewer. Rejects null and an invalid token with UNAUTHENTICATED. */
export async function requireAuthentication(pool: Pool, token: Buffer | null): Promise<ViewerIdentity> {
  if (!token) throw appError('unauthenticated')
  return viewerOf((await withRetry(() => pool.query<ViewerRow>(authenticateSql(), [token]))).rows)
}

/** Sets the viewer for the rest of the transaction and returns it. Rejects an invalid token with UNAUTHENTICATED. */
export const authenticate = async (db: EntityManager, token: Buffer): Promise<ViewerIdentity> =>
  viewerOf(await db.query<ViewerRow[]>(authenticateSql(), [token]))

/** Does the same on a connection without TypeORM. */
export const authenticateOn = async (client: PoolClient, token: Buffer): Promise<ViewerIdentity> =>
  viewerOf((await client.query<ViewerRow>(authenticateSql(), [token])).rows)

/** Runs `work` in one transaction as the token's user; rolls it back when it throws. */
export async function writeAs<T>(
  source: DataSource,
  token: Buffer | null,
  work: (db: EntityManager, viewer: ViewerIdentity) => Promise<T>,
): Promise<T> {
  if (!token) throw appError('unauthenticated')
  return inTransaction(source, work, (db) => authenticate(db, token))
}

/**
 * Runs `work` in a transaction. `first` is pipelined with BEGIN and normally sets the session user; without it the
 * transaction is anonymous. Runs all of it again after a deadlock or a lost connection, unless the commit had begun; a
 * deadlock that remains becomes CONFLICT (`core/error/error-response.ts`).
 */
export async function inTransaction<T, First = void>(
  source: DataSource,
  work: (db: EntityManager, first: First) => Promise<T>,
  first: (db: EntityManager) => Promise<First> = async () => undefined as First,
): Promise<T> {
  return withRetry(async () => {
    const runner = source.createQueryRunner()
    try {
      // TypeORM's startTransaction would wait for BEGIN. It refuses row locks unless this flag says that one is open.
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

/** After a lost connection the commit may or may not have happened, so it must not be retried. */
async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('commit')
  } catch (error) {
    throw isConnectionLost(error) ? appError('internal') : error
  }
}
