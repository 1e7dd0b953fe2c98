/** Everything that a document says of a week, read in one statement. */
import type { Pool } from 'pg'
import type { ViewerIdentity } from '../core/scope.js'
import { weekRange } from '../core/time/week.js'
import { withAuth, readAs, type AuthFunction } from '../database/authenticated-query.js'
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
}

export interface SummaryDto {
  viewer: ViewerIdentity
  /** Null when there is no such agency or revision. */
  content: WeeklyContent | null
  /** Beside an issued one: what is recorded now. Null when there is no such agency, or it is what was asked for. */
  today: WeekRecord | null
  /** Beside a revision: the one before it. */
  before: WeeklyContent | null
  lastRevision: { revision: number; issuedAt: string } | null
}

const revision = (number: string): string =>
  `(select s.id from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 and s.week = $2 and s.revision = ${number})`

const last = `select json_build_object('revision', s.revision, 'issuedAt', s.issued_at)::text
  from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 and s.week = $2 order by s.revision desc limit 1`

const live = [contentSql(liveRows), last]
const issued = [
  contentSql(comparedRows),
  last,
  contentSql(issuedRows(revision('$4::int'))),
  contentSql(issuedRows(revision('$4::int - 1'))),
]

/** `token` is the SHA-256 of the reader's bearer token, or of what opens another authFunction. */
export async function readSummary(
  pool: Pool,
  token: Buffer | null,
  key: SummaryKey,
  authFunction: AuthFunction = 'authenticate_token',
): Promise<SummaryDto> {
  const { agency, week, revision } = key
  const questions = revision === null ? live : issued
  const values = [agency, week, weekRange(week).from, ...(revision === null ? [] : [revision])]
  const { viewer, texts } = await readAs(pool, token, {
    text: withAuth(questions, values.length, authFunction),
    values,
    authFunction,
  })
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

const latest = `select json_build_object('week', s.week, 'revision', s.revision)::text
  from weekly_summary s join agency a on a.id = s.agency_id where a.code = $1 order by s.monday desc, s.revision desc limit 1`

/** The last revision of the last week that was issued; null when none was. */
export async function readLatest(
  pool: Pool,
  token: Buffer | null,
  agency: string,
): Promise<{ week: string; revision: number } | null> {
  const { texts } = await readAs(pool, token, { text: withAuth([latest], 1), values: [agency] })
  return JSON.parse(texts[0] ?? 'null') as { week: string; revision: number } | null
}
