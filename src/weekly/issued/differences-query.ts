/** Reads what an issued summary stated and what the same records give today, line by line, in one statement. */
import type { Pool } from 'pg'
import { checkReadScope } from '../../core/key-scopes.js'
import type { ViewerIdentity } from '../../core/scope.js'
import { readAs, withAuth } from '../../database/authenticated-query.js'
import { comparableRowsSql, comparedRows, issuedRows, type DealDto, type IssueDto } from '../content.js'
import { issuedIdSql, recordReads, findDealNames } from '../summary-query.js'

export const differenceReasons = [
  'RECORDED_LATE',
  'CORRECTED',
  'WITHDRAWN',
  'NOT_SHOWN_THEN',
  'NOT_SHOWN_NOW',
] as const
export type DifferenceReason = (typeof differenceReasons)[number]

/** What a line is about: a figure, a deal in the figures, or a line of a list. */
export const lineKinds = [
  ...['figure', 'deal', 'movement', 'handover', 'meetingHeld', 'meetingComing', 'agreementSigned'],
  ...['agreementAnnounced', 'projection', 'fact', 'rumour', 'denied', 'dispute', 'withdrawn'],
] as const

/** A line that differs. */
export interface DifferenceDto {
  kind: string
  /** Name of the figure, or id of the row that the line is about. */
  key: string
  deals: string[]
  /** The body of the line as issued; null if it was not there. */
  issued: object | null
  today: object | null
  /** Null for a figure: the lines explain it. */
  why: DifferenceReason | null
}

export interface DifferencesContent {
  agency: { code: string; name: string }
  week: string
  from: string
  to: string
  knownAt: string
  issue: IssueDto
  /** Every deal that a line names, as it is named today where the reader sees it so. */
  deals: Record<string, DealDto>
  differences: DifferenceDto[]
}

/** The lists come in the order of the document. */
const orderSql = `array_position(array[${lineKinds.map((kind) => `'${kind}'`).join(', ')}], d.kind)`

/** Returns the query; `id` is the SQL of the id of the issued summary. */
export const differencesSql = (id: string): string => {
  const issued = issuedRows(id)
  return `with report as materialized (${issued.report}),
    issued as materialized (${comparableRowsSql(issued)}),
    today as materialized (${comparableRowsSql(comparedRows(id))}),
    different as materialized (
      select kind, key, coalesce(t.deal_ids, i.deal_ids, '{}') as deal_ids, i.body as issued, t.body as today
        from (select * from issued where kind <> 'name') i full join (select * from today where kind <> 'name') t using (kind, key)
       where i.body is distinct from t.body)
    select json_build_object('agency', json_build_object('code', r.code, 'name', r.name), 'week', r.period, 'from', r.first_day, 'to', r.last_day,
      'knownAt', now(), 'issue', r.issue,
      'deals', (select coalesce(json_object_agg(n.key, n.body), '{}') from (
          select distinct on (n.key) n.key, n.body from (select 1 as place, * from today union all select 2, * from issued) n
           where n.kind = 'name' and n.key in (select unnest(d.deal_ids)::text from different d) order by n.key, n.place) n),
      'differences', (select coalesce(json_agg(json_build_object('kind', d.kind, 'key', d.key, 'deals', d.deal_ids, 'issued', d.issued,
          'today', d.today, 'why', case when d.kind <> 'figure' then coalesce(explain_difference(d.kind, d.key::uuid, r.known),
            case when d.today is null then 'NOT_SHOWN_NOW' else 'NOT_SHOWN_THEN' end) end)
          order by ${orderSql}, d.key), '[]') from different d))::text
    from report r`
}

export interface DifferencesDto {
  viewer: ViewerIdentity
  hasAgency: boolean
  /** Null if there is no such revision. */
  content: DifferencesContent | null
}

export async function readDifferences(
  pool: Pool,
  token: Buffer | null,
  { agency, week, revision }: { agency: string; week: string; revision: number },
): Promise<DifferencesDto> {
  const queries = [differencesSql(issuedIdSql), "select 'true' from agency where code = $1"]
  const text = withAuth(queries, 3)
  const { viewer, texts } = await readAs(pool, token, { text, values: [agency, week, revision] })
  checkReadScope(viewer, ['WeeklySummary'])
  await recordReads(pool, token, findDealNames(texts), 'authenticate_token')
  const content = JSON.parse(texts[0] ?? 'null') as DifferencesContent | null
  return { viewer, hasAgency: texts[1] !== null, content }
}
