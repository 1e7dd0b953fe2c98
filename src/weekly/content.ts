/**
 * The content of a summary for one reader, as a document prints it: figures, charts and lines. It is language-neutral;
 * only quotations are text. One statement reads live and issued summaries, from different row sets.
 */
import type { Precision } from '../core/time/partial-date.js'
import type { FactCode, StageCode } from '../deal/stage/stage.js'
import {
  weekChangeSql,
  weekFiguresSql,
  weekScopeNames,
  weekScopesSql,
  talliesSql,
  thisWeekSql,
  weekCapexSql,
} from './week-sums.js'
import { attentionSql } from './week-news.js'
import {
  detailedSql,
  firstPageJsonSql,
  issuedFirstPageRows,
  liveFirstPageRows,
  noFirstPageRows,
} from './first-page/first-page-rows.js'
import type { FirstPageFacts, SourceDto } from './first-page/facts.js'
import { capexAsOfColumns } from '../pipeline/scoped-deals.js'
import type { PeriodCode, PeriodKind } from '../core/time/period.js'
import { namesInIssued, namesInLive } from './names-in-lines.js'
import { periodColumns, periodDealsSql, periodNames } from './period-sql.js'
import type { AttentionReason } from './attention.js'
import type { MoveDirection } from './summary-rows.js'
import type { WithdrawnKind } from './withdrawn-row.js'

/** The figures, by the names of their fields. */
export type FigureName =
  Exclude<(typeof weekScopeNames)[number], `restated_${string}`> | 'restatedBefore' | 'restatedAfter'

export interface FiguresDto {
  deals: number
  low: number
  /** Null: open-ended. */
  high: number | null
  weightedLow: number
  weightedHigh: number | null
  realised: number
  /** Null: open-ended. */
  realisedHigh: number | null
  dealsWithout: number
  capex: { currency: string; low: string; high: string | null }[]
}
/** Title and prospect are null if the reader sees the deal masked. */
export interface DealDto {
  id: string
  reference: string
  codeName: string
  title: string | null
  prospect: string | null
  masked: boolean
  /** At the end of the week; null for a deal that only a line names. */
  now: DealStateDto | null
}
/** Jobs are the projected direct ones that count, and those realised; null where none are stated. */
export interface DealStateDto {
  stage: StageCode
  isOpen: boolean
  low: number | null
  high: number | null
  realised: number | null
  realisedHigh: number | null
  capex: { low: string; high: string | null; currency: string } | null
}
export interface MovementDto {
  deal: string
  direction: MoveDirection
  from: StageCode | null
  to: StageCode
  on: string
  /** Null if the reader sees the deal masked. */
  by: string | null
  override: boolean
  recordedLate: boolean
  reason?: string
}
export interface HandoverDto {
  deal: string
  from: string
  to: string
  on: string
  reason: string
}
export interface MeetingDto {
  title: string
  from: string
  to: string
  precision: Precision
  startsAt: string | null
  endsAt: string | null
  place: string | null
  host: string | null
  topics: string[]
  deals: string[]
  /** Null for a person who was erased or is hidden from the reader. */
  participants: (string | null)[]
}
/** Of a signed agreement, or of one that was announced and is not signed yet. */
/** A partial date; null if the day is known; absent in revisions from before partial dates. */
type WhenDto = { from: string; to: string; precision: Precision } | null

export interface DatedDto {
  /** The day, or the one by which it had come. */
  on: string
  when?: WhenDto
}

export interface AgreementDto extends DatedDto {
  title: string
  kind: string
  place: string | null
  amount: string | null
  currency: string | null
  deals: string[]
  /** Null for a company that is hidden from the reader. */
  parties: (string | null)[]
}
export interface ProjectionDto extends DatedDto {
  deal: string
  kind: string
  horizon: string
  targetYear: number | null
  low: number
  high: number | null
  standing: string
  replaces: { low: number; high: number | null; on: string; when?: WhenDto } | null
  /** Whether a later statement has corrected it. */
  replaced: boolean
  wording?: string | null
  wordingLanguage?: string | null
  source?: SourceDto
}
export interface ClaimDto extends DatedDto {
  deal: string | null
  /** The prospect or agreement of a claim without a deal. */
  about: string | null
  statement: string
  wording: string | null
  wordingLanguage: string | null
  /** As of the end of the week. */
  standing: string
  grade: string
  source: SourceDto
}
/** What was withdrawn in the week, because it was entered by mistake. */
export interface WithdrawnDto {
  what: WithdrawnKind
  deal: string | null
  /** Day of the withdrawal. */
  on: string
  /** The statement about jobs that was withdrawn; null for another kind. */
  jobs: {
    kind: string
    horizon: string
    standing: string
    low: number
    high: number | null
    on: string
    when?: WhenDto
  } | null
  /** What the row says; null for deals and statements about jobs. */
  text: string | null
  /** Absent if the reader sees the row masked. */
  reason?: string
}
export interface AttentionDto {
  deal: string
  code: AttentionReason
  since: string | null
  tasks: number
  facts: FactCode[]
}
export interface IssueDto {
  id: string
  revision: number
  issuedAt: string
  issuedBy: string
  reason: string | null
  /** Of the content as issued. */
  sha256: string
  /** When an erased person was redacted; absent if never, so that the bytes of other summaries stay the same. */
  redactedAt?: string
  /** Of the content since then. */
  redactedSha256?: string
}
export interface WeeklyContent extends FirstPageFacts {
  agency: { code: string; name: string }
  kind: PeriodKind
  period: PeriodCode
  from: string
  to: string
  knownAt: string
  /** Null for the live summary. */
  issue: IssueDto | null
  figures: Record<FigureName, FiguresDto>
  previous: Record<FigureName, FiguresDto>
  difference: Record<
    FigureName,
    { deals: number; low: number; high: number | null; realised: number; realisedHigh: number | null }
  >
  /** The deals in view by stage at the end of the week; stages without deals are left out. */
  stages: {
    stage: StageCode
    deals: number
    low: number
    high: number | null
    dealsWithout: number
    /** Percent; the weight of its jobs. */
    probability: number
  }[]
  /** The open pipeline at the end of each of the periods up to this one, by their first days. */
  past: { from: string; deals: number; low: number; high: number | null; dealsWithout: number }[]
  /** Every deal that a figure counts or a line names. */
  deals: Record<string, DealDto>
  movements: MovementDto[]
  handovers: HandoverDto[]
  meetingsHeld: MeetingDto[]
  meetingsComing: MeetingDto[]
  agreementsSigned: AgreementDto[]
  agreementsAnnounced: AgreementDto[]
  projections: ProjectionDto[]
  facts: ClaimDto[]
  rumours: ClaimDto[]
  denied: ClaimDto[]
  disputes: (ClaimDto & { disputes: ClaimDto })[]
  withdrawn: WithdrawnDto[]
  attention: AttentionDto[]
}

/** The part that two revisions are compared by. Attention depends on the day, so it is no difference of the week. */
export type WeekRecord = Omit<WeeklyContent, 'attention' | 'past' | keyof FirstPageFacts>

export interface ContentRows {
  report: string
  /** Each deal that the figures count, in this week and the one before; one row if it is equal in both. Live, also the runs of `past`. */
  week: string
  /** The deals that were open at the end of each of twelve weeks, as runs of weeks in which nothing changed. */
  past: string
  words: string
  lines: string
  attention: string
  /** For the first page: what is to come, and what it says of deals. */
  coming: string
  facts: string
}

const reportSql = (known: string): string =>
  `select a.id as agency_id, a.code, a.name, ${periodColumns('$2::text', '$3::date')}, ${known} as known, null::json as issue
    from agency a, summary_period($2::text, $3::date) p where a.code = $1`

const liveWeekSql = (
  withPast: boolean,
): string => `select ${weekColumns.map((name) => `w.${name}`).join(', ')}, ${capexAsOfColumns('w')}
  from report r, ${periodDealsSql('r', withPast)} w left join (select k.* from report r, capex_known_at(r.known) k) k using (deal_id)`

/** The columns of period_deals() without the capex. */
const weekColumns = [
  ...[
    'part',
    'deal_id',
    'reference',
    'code_name',
    'was',
    'low_was',
    'high_was',
    'realised_was',
    'opening',
    'stage',
  ],
  ...[
    'low',
    'high',
    'realised',
    'closing',
    'way_in',
    'way_out',
    'direction',
    'probability_was',
    'probability',
  ],
  ...['first_run_day', 'last_run_day', 'realised_high_was', 'realised_high'],
]

/** The week as recorded at the instant $4; null: now. */
export const liveRows: ContentRows = {
  report: reportSql('least(coalesce($4::timestamptz, now()), now())'),
  week: liveWeekSql(true),
  past: 'select w.first_run_day, w.last_run_day, w.low, w.high from week w where w.first_run_day is not null',
  words: `select n.id as deal_id, i.title, i.prospect from report r, named n, lateral (
      select coalesce(k.title, i.title) as title, p.name as prospect
        from deal_identity i left join identities_replaced_since(r.known) k on k.deal_id = i.deal_id
          left join prospect p on p.id = case when k.deal_id is null then i.prospect_id else k.prospect_id end
       where i.deal_id = n.id offset 0) i`,
  lines: `select l.kind, l.source_id, l.deal_ids, l.words, ${namesInLive}, row_number() over (order by l.kind, l.place, l.source_id, l.words) as ordinal
    from report r, weekly_event_rows(r.agency_id, r.first_day, r.last_day, r.known) l`,
  attention: `select a.deal_id, row_number() over (order by a.deal_id, a.code) as ordinal,
      json_build_object('deal', a.deal_id, 'code', a.code, 'since', a.since, 'tasks', a.tasks, 'facts', a.facts) as body
    from (${attentionSql}) a`,
  ...liveFirstPageRows,
}

/** The rows of today to compare the issued summary with this id with: without attention and the weeks before. */
export const comparedRows = (id: string): ContentRows => ({
  ...liveRows,
  report: `select a.id as agency_id, a.code, a.name, ${periodColumns('s.week', 's.monday')}, now() as known, null::json as issue
    from weekly_summary s join agency a on a.id = s.agency_id, summary_period(s.week, s.monday) p where s.id = ${id}`,
  week: liveWeekSql(false),
  attention: 'select null::uuid as deal_id, null::int as ordinal, null::json as body where false',
  ...noFirstPageRows,
})

/** The marks of a summary in which an erased person was redacted. */
const redactionSql = `, 'redactedAt', ${instantSql('s.redacted_at')}, 'redactedSha256', s.redacted_sha256`

/** Returns the row sets of the issued summary with this id, an SQL expression. */
export const issuedRows = (id: string): ContentRows => ({
  report: `select s.agency_id, a.code, a.name, ${periodColumns('s.week', 's.monday')}, s.issued_at as known, case when s.redacted_at is null then ${issueSql()} else ${issueSql(redactionSql)} end as issue
    from weekly_summary s join agency a on a.id = s.agency_id join "user" u on u.id = s.issued_by_id, summary_period(s.week, s.monday) p where s.id = ${id}`,
  week: `select w.* from weekly_deal w where w.summary_id = ${id} and w.stage is not null`,
  past: `select p.monday as first_run_day, p.monday as last_run_day, p.low, p.high from weekly_deal w, jsonb_to_recordset(w.past) p(monday date, low int, high int)
    where w.summary_id = ${id} and w.part = 'week'`,
  words: `select w.deal_id, w.title, w.prospect from weekly_deal_text w where w.summary_id = ${id}`,
  lines: `select l.kind, l.source_id, l.deal_ids, l.words, ${namesInIssued}, l.ordinal from weekly_line l
    where l.summary_id = ${id} and l.kind not in ('attention', 'decisionComing', 'taskComing', 'dealFacts')`,
  attention: `select l.source_id as deal_id, l.ordinal, l.body from weekly_line l where l.summary_id = ${id} and l.kind = 'attention'`,
  ...issuedFirstPageRows(id),
})

const issueSql = (more = ''): string => `json_build_object('id', s.id, 'revision', s.revision,
      'issuedAt', ${instantSql('s.issued_at')}, 'issuedBy', u.name, 'reason', s.reason, 'sha256', s.sha256${more})`

function instantSql(sql: string): string {
  return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

const figureSql = `json_build_object('deals', f.deals, 'low', f.jobs_low, 'high', f.jobs_high, 'weightedLow', f.jobs_weighted_low,
  'weightedHigh', f.jobs_weighted_high, 'realised', f.jobs_realised, 'realisedHigh', f.jobs_realised_high, 'dealsWithout', f.jobs_deals_without, 'capex',
  (select coalesce(json_agg(json_build_object('currency', c.currency, 'low', c.low::text, 'high', c.high::text) order by c.currency), '[]')
     from capex c where c.scope = f.scope))`

const figuresJsonSql = (prefix: string): string =>
  `(select json_object_agg(n.name, ${figureSql}) from figures f join names n on f.scope = '${prefix}' || n.scope)`

/** `by` is included only for viewers with FULL access. */
const withoutMover = `case when l.body ? 'by' and l.deal_ids[1] not in (select n.deal_id from words n) then l.body || '{"by": null}' else l.body end`

/** Texts that identify are on lines of their own; they are merged into the line of the same row. Joins, since lines may be many. */
const mergedLinesSql = `select l.kind, l.source_id, l.deal_ids, l.ordinal, ${withoutMover} || coalesce(w.body, '{}') as body
    from (select * from lines where not words) l left join (select * from lines where words) w using (kind, source_id)
  union all
  select w.kind, w.source_id, w.deal_ids, w.ordinal, w.body
    from (select * from lines where words) w left join (select distinct kind, source_id, true as there from lines where not words) l using (kind, source_id)
   where l.there is null`

const stateSql = `case when t.stage is not null then json_build_object('stage', t.stage, 'isOpen', t.closing, 'low', t.low, 'high', t.high, 'realised', t.realised, 'realisedHigh', t.realised_high,
  'capex', case when t.capex_currency is not null then json_build_object('low', t.capex_low::text, 'high', t.capex_high::text, 'currency', t.capex_currency) end) end`

const linesSql = (kind: string): string =>
  `coalesce((select b.bodies from bodies b where b.kind = '${kind}'), '[]')`

/** The row sets of the live summary of a report row, whose columns are those of `summaryRows`. */
export const liveRowsOf = (row: string): ContentRows => ({
  ...liveRows,
  report: `select a.id as agency_id, a.code, a.name, ${periodNames.map((name) => `${row}.${name}`).join(', ')}, ${row}.known as known, null::json as issue
    from agency a where a.id = ${row}.agency_id`,
})

/** Returns the row sets of a content as the beginning of a statement; PostgreSQL reads only those that it names. */
function contentSetsSql(rows: ContentRows): string {
  const { report, week, past, words, lines, attention, coming, facts } = rows
  const sets = {
    report,
    week,
    this_week: thisWeekSql('week'),
    lines,
    attention,
    coming,
    detailed: detailedSql,
    facts,
    elsewhere: `select unnest(l.deal_ids) as id from lines l union select a.deal_id from attention a except select w.deal_id from this_week w`,
    named: `select w.deal_id as id, w.reference, w.code_name from this_week w
      union all select e.id, d.reference, coalesce((select k.code_name from report r, deals_replaced_since(r.known) k where k.deal_id = e.id), d.code_name)
        from elsewhere e, lateral (select d.reference, d.code_name from deal d where d.id = e.id offset 0) d`,
    words,
    tallies: talliesSql('week'),
    scopes: weekScopesSql,
    figures: weekFiguresSql,
    capex: weekCapexSql,
    change: weekChangeSql,
    names: `select * from (values ${weekScopeNames.map((name) => `('${name}', '${toCamelCase(name)}')`).join(', ')}) n(scope, name)`,
    by_stage: `select w.stage, count(*) as deals, coalesce(sum(w.low), 0) as low,
        case when bool_or(w.low is not null and w.high is null) then null else coalesce(sum(w.high), 0) end as high,
        count(*) filter (where w.low is null) as without, max(w.probability) as probability
      from this_week w where w.closing group by w.stage`,
    open_then: `select p.first_run_day, p.last_run_day, count(*) as deals, sum(p.low) as low, sum(p.high) as high,
        bool_or(p.low is not null and p.high is null) as open_ended, count(*) filter (where p.low is null) as without
      from (${past}) p group by p.first_run_day, p.last_run_day`,
    ended: `select m.first_day, sum(p.deals) as deals, coalesce(sum(p.low), 0) as low,
        case when bool_or(p.open_ended) then null else coalesce(sum(p.high), 0) end as high, sum(p.without) as without
      from report r, unnest(r.past_days) m(first_day) join open_then p on m.first_day between p.first_run_day and p.last_run_day group by m.first_day`,
    past: `select d.first_day, coalesce(e.deals, 0) as deals, coalesce(e.low, 0) as low, case when e.first_day is null then 0 else e.high end as high,
        coalesce(e.without, 0) as without
      from report r, unnest(r.past_days) d(first_day) left join ended e on e.first_day = d.first_day`,
    merged: mergedLinesSql,
    bodies: `select t.kind, json_agg(t.body order by t.ordinal) as bodies from merged t group by t.kind`,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return `with ${formatted.join(', ')}`
}

/** Returns the query that reads the content as the text of a JSON object. */
export const contentSql = (rows: ContentRows): string => `${contentSetsSql(rows)}
    select json_build_object('agency', json_build_object('code', r.code, 'name', r.name), 'kind', r.kind, 'period', r.period, 'from', r.first_day, 'to', r.last_day,
      'knownAt', ${instantSql('r.known')}, 'issue', r.issue, 'figures', ${figuresJsonSql('')}, 'previous', ${figuresJsonSql('previous_')},
      'difference', (select json_object_agg(n.name, json_build_object('deals', f.deals, 'low', f.jobs_low, 'high', f.jobs_high, 'realised', f.jobs_realised, 'realisedHigh', f.jobs_realised_high))
         from change f join names n on n.scope = f.scope),
      'stages', (select coalesce(json_agg(json_build_object('stage', b.stage, 'deals', b.deals, 'low', b.low, 'high', b.high, 'dealsWithout', b.without, 'probability', b.probability) order by s.position), '[]')
         from by_stage b join deal_stage s on s.code = b.stage),
      'past', (select json_agg(json_build_object('from', p.first_day, 'deals', p.deals, 'low', p.low, 'high', p.high, 'dealsWithout', p.without) order by p.first_day) from past p),
      'deals', (select coalesce(json_object_agg(n.id, json_build_object('id', n.id, 'reference', n.reference, 'codeName', n.code_name,
         'title', w.title, 'prospect', w.prospect, 'masked', w.deal_id is null, 'now', ${stateSql})), '{}')
         from named n left join words w on w.deal_id = n.id left join this_week t on t.deal_id = n.id),
      ${listKinds.map(([name, kind]) => `'${name}', ${linesSql(kind)}`).join(', ')},
      'attention', (select coalesce(json_agg(a.body order by a.ordinal), '[]') from attention a),
      ${firstPageJsonSql})::text
    from report r`

/**
 * Returns the query of the figures, deals and lines of a content as rows, which two contents are compared by: `key` is the
 * name of a figure or the id of the row that a line is about. Rows of kind `name` have the names of the deals.
 */
export const comparableRowsSql = (rows: ContentRows): string => `${contentSetsSql(rows)}
    select 'figure' as kind, n.name as key, null::uuid[] as deal_ids, (${figureSql})::jsonb as body
      from figures f join names n on f.scope = n.scope
    union all
    select 'deal', t.deal_id::text, array[t.deal_id], (${stateSql})::jsonb from this_week t where t.stage is not null
    union all
    select m.kind, m.source_id::text, m.deal_ids, m.body from merged m
    union all
    select 'name', n.id::text, array[n.id], jsonb_build_object('id', n.id, 'reference', n.reference, 'codeName', n.code_name,
        'title', w.title, 'prospect', w.prospect, 'masked', w.deal_id is null)
      from named n left join words w on w.deal_id = n.id`

/** The lists of a content, and the kinds of their lines. */
export const listKinds = [
  ['movements', 'movement'],
  ['handovers', 'handover'],
  ['meetingsHeld', 'meetingHeld'],
  ['meetingsComing', 'meetingComing'],
  ['agreementsSigned', 'agreementSigned'],
  ['agreementsAnnounced', 'agreementAnnounced'],
  ['projections', 'projection'],
  ['facts', 'fact'],
  ['rumours', 'rumour'],
  ['denied', 'denied'],
  ['disputes', 'dispute'],
  ['withdrawn', 'withdrawn'],
] as const

function toCamelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
