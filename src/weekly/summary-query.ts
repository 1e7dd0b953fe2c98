/** Reads everything that a document shows of a week, in one statement. */
import { checkReadScope } from '../core/key-scopes.js'
import type { Pool } from 'pg'
import type { ViewerIdentity } from '../core/scope.js'
import { weekRange } from '../core/time/week.js'
import { withAuth, readAs, notifyAs, type AuthFunction } from '../database/authenticated-query.js'
import {
  comparedRows,
  contentSql,
  issuedRows,
  liveRows,
  type WeekRecord,
  type WeeklyContent,
} from './content.js'

export interface SummaryKey {
  agency: string
  week: string
  /** Null: live. */
  revision: number | null
  /** Of the live summary: the instant up to which records count. Null: now. */
  knownAt?: string | null
}

export interface SummaryDto {
  viewer: ViewerIdentity
  /** Null if there is no such agency or revision. */
  content: WeeklyContent | null
  /** For a revision: the content as recorded now. Null for an unknown agency and for the live summary. */
  today: WeekRecord | null
  /** For a revision: the one before it. */
  before: WeeklyContent | null
  lastRevision: { revision: number; issuedAt: string } | null
}

const revisionIdSql = (number: string): string =>
  `(select s.id from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 and s.week = $2 and s.revision = ${number})`

const lastSql = (
  condition = '',
): string => `select json_build_object('revision', s.revision, 'issuedAt', s.issued_at)::text
  from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 and s.week = $2 ${condition} order by s.revision desc limit 1`

const liveQueries = [
  contentSql(liveRows),
  lastSql("and s.issued_at <= coalesce($4::timestamptz, now() + interval '1 minute')"),
]
const issuedQueries = [
  contentSql(comparedRows),
  lastSql(),
  contentSql(issuedRows(revisionIdSql('$4::int'))),
  contentSql(issuedRows(revisionIdSql('$4::int - 1'))),
]

/** Reads a summary. `token` is the SHA-256 of the reader's bearer token, or of the secret that `authFunction` takes. */
export async function readSummary(
  pool: Pool,
  token: Buffer | null,
  key: SummaryKey,
  authFunction: AuthFunction = 'authenticate_token',
): Promise<SummaryDto> {
  const { agency, week, revision, knownAt } = key
  const queries = revision === null ? liveQueries : issuedQueries
  const values = [agency, week, weekRange(week).from, revision ?? knownAt ?? null]
  const { viewer, texts } = await readAs(pool, token, {
    text: withAuth(queries, values.length, authFunction),
    values,
    authFunction,
  })
  checkReadScope(viewer, ['WeeklySummary'])
  await recordReads(pool, token, texts, authFunction)
  const [today, lastRevision, frozen, before] = [0, 1, 2, 3].map(
    (i) => JSON.parse(texts[i] ?? 'null') as unknown,
  )
  return {
    viewer,
    content: (revision === null ? today : frozen) as WeeklyContent | null,
    today: (revision === null ? null : today) as WeekRecord | null,
    before: (before ?? null) as WeeklyContent | null,
    lastRevision: lastRevision as SummaryDto['lastRevision'],
  }
}

/** Records which deals the texts of a document name. The database leaves out those whose reads are not recorded. */
async function recordReads(
  pool: Pool,
  token: Buffer | null,
  texts: Readonly<Record<number, string | null>>,
  authFunction: AuthFunction,
): Promise<void> {
  const names = [0, 1, 2, 3].flatMap((i) => texts[i]?.match(dealNamePattern) ?? [])
  const way = authFunction === 'authenticate_delivery' ? 'MAIL' : 'DOCUMENT'
  if (names.length > 0)
    await notifyAs(pool, token, 'record_deal_reads', [...new Set(names)], way, authFunction)
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
