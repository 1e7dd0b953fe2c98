/** Reads everything that a document shows of a week or another period, in one statement. */
import { checkReadScope } from '../core/key-scopes.js'
import type { Pool } from 'pg'
import type { ViewerIdentity } from '../core/scope.js'
import { toPeriod, type PeriodCode } from '../core/time/period.js'
import { withAuth, readAs, notifyAs, type AuthFunction } from '../database/authenticated-query.js'
import { contentSql, issuedRows, liveRows, type WeeklyContent } from './content.js'
import { issuedViewSql, type IssuedView } from './issued/issued-form.js'

export interface SummaryKey {
  agency: string
  /** The code of a week, month, quarter or year. */
  period: PeriodCode
  /** Null: live; of a week, the number of an issued revision. */
  revision: number | null
  /** Of the live summary: the instant up to which records count. Null: now. */
  knownAt?: string | null
}

export interface SummaryDto {
  viewer: ViewerIdentity
  /** Null if there is no such agency or revision. */
  content: WeeklyContent | null
  /** Whether there is such an agency. */
  hasAgency: boolean
  /** For a revision: what its reader sees, and so which stored file is theirs. */
  view: IssuedView | null
  /** For a revision: the one before it. */
  before: WeeklyContent | null
  lastRevision: { revision: number; issuedAt: string } | null
}

/** Selects the id of a revision of the agency $1 and the week $2. */
const revisionIdSql = (number: string): string =>
  `(select s.id from weekly_summary s join agency g on g.id = s.agency_id where g.code = $1 and s.week = $2 and s.revision = ${number})`

/** The id of the revision $3. */
export const issuedIdSql = revisionIdSql('$3::int')

const lastSql = (
  condition = '',
): string => `select json_build_object('revision', s.revision, 'issuedAt', s.issued_at)::text
  from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 and s.week = $2 ${condition} order by s.revision desc limit 1`

const agencySql = "select 'true' from agency where code = $1"

const liveQueries = [
  contentSql(liveRows),
  agencySql,
  lastSql("and s.issued_at <= coalesce($4::timestamptz, now() + interval '1 minute')"),
]
const issuedQueries = [
  contentSql(issuedRows(issuedIdSql)),
  agencySql,
  lastSql(),
  contentSql(issuedRows(revisionIdSql('$3::int - 1'))),
  issuedViewSql(issuedIdSql),
]

/** Reads a summary. `token` is the SHA-256 of the reader's bearer token, or of the secret that `authFunction` takes. */
export async function readSummary(
  pool: Pool,
  token: Buffer | null,
  key: SummaryKey,
  authFunction: AuthFunction = 'authenticate_token',
): Promise<SummaryDto> {
  const { agency, period, revision, knownAt } = key
  const queries = revision === null ? liveQueries : issuedQueries
  const values =
    revision === null ? [agency, period, toPeriod(period).from, knownAt ?? null] : [agency, period, revision]
  const { viewer, texts } = await readAs(pool, token, {
    text: withAuth(queries, values.length, authFunction),
    values,
    authFunction,
  })
  checkReadScope(viewer, ['WeeklySummary'])
  await recordReads(pool, token, findDealNames(texts), authFunction)
  const [content, hasAgency, lastRevision, before, view] = [0, 1, 2, 3, 4].map(
    (i) => JSON.parse(texts[i] ?? 'null') as unknown,
  )
  return {
    viewer,
    content: content as WeeklyContent | null,
    hasAgency: hasAgency === true,
    before: (before ?? null) as WeeklyContent | null,
    view: view === null ? null : { ...(view as IssuedView), dealNames: findDealNames(texts) },
    lastRevision: lastRevision as SummaryDto['lastRevision'],
  }
}

export const findDealNames = (texts: Readonly<Record<number, string | null>>): string[] => [
  ...new Set([0, 3].flatMap((i) => texts[i]?.match(dealNamePattern) ?? [])),
]

/** Records the reads of the deals that a document names. The database leaves out those whose reads are not recorded. */
export async function recordReads(
  pool: Pool,
  token: Buffer | null,
  names: readonly string[],
  authFunction: AuthFunction,
): Promise<void> {
  const way = authFunction === 'authenticate_delivery' ? 'MAIL' : 'DOCUMENT'
  if (names.length > 0) await notifyAs(pool, token, 'record_deal_reads', names, way, authFunction)
}

/** The id of a row or the reference of a deal. */
const dealNamePattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{2,5}-\d{4}-\d{4,}/g

const latest = `select json_build_object('week', s.week, 'revision', s.revision)::text
  from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 order by s.monday desc, s.revision desc limit 1`

/** Returns the last revision of the last issued week; null if none was issued. */
export async function readLatest(
  pool: Pool,
  token: Buffer | null,
  agency: string,
): Promise<{ week: string; revision: number } | null> {
  const { viewer, texts } = await readAs(pool, token, { text: withAuth([latest], 1), values: [agency] })
  checkReadScope(viewer, ['WeeklySummary'])
  return JSON.parse(texts[0] ?? 'null') as { week: string; revision: number } | null
}
