/** Computes statistics of deals from raw rows, one deal at a time, to compare them with the service. */
import type { Client } from 'pg'
import { naceSection } from '../src/core/validation/nace.js'
import { weekOf } from '../src/core/time/week.js'

export interface StatQuestion {
  groupBy: string[]
  measures: string[]
  agency: string | null
  asOf: string | null
  knownAt: string | null
  kind: string
  horizon: string | null
  rumours: boolean
  stage: string | null
}

interface Move {
  to_stage: string
  effective_on: string
  recorded_at: string
  wrong_since: string | null
  place: number
  override: boolean
}
interface HeldMeeting {
  id: string
  when_to: string
  known_since: string
  /** All its deals: a viewer sees a meeting who sees each of them in full. */
  deals: string[]
}
interface Spell {
  agency: string
  from_day: string
  until_day: string | null
  recorded_at: string
  role: string
  end_recorded_at: string | null
  corrected_at: string | null
}
interface Statement {
  id: string
  kind: string
  horizon: string
  standing: string
  low: number
  high: number | null
  stated_on: string
  recorded_at: string
  replaces_id: string | null
}
interface Capex {
  low: string | null
  high: string | null
  currency: string | null
}
export interface RawDeal {
  id: string
  lead: string
  officer_id: string | null
  sector: string | null
  activity: string | null
  type: string | null
  origin: string | null
  confidentiality: string
  opened_on: string
  capex: Capex
  /** Earlier values until their replacement, oldest first. */
  capex_history: (Capex & { replaced_at: string })[]
  decision_from: string | null
  decision_to: string | null
  prospect_id: string | null
  prospect_country: string | null
  /** The company that represents the group of the company. */
  group: string | null
  meetings: HeldMeeting[]
  nuts: { nuts3: string; since: string; recorded_at: string }[]
  reasons: { code: string; recorded_at: string }[]
  lost_to: { country: string | null; town: string | null; recorded_at: string } | null
  moves: Move[]
  spells: Spell[]
  statements: Statement[]
}
export interface StageRow {
  code: string
  outcome: string
  probability: number
}
/** For each visible deal, whether the viewer sees it masked. */
export type View = ReadonlyMap<string, boolean>

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const rawSql = `select d.id, a.code as lead, d.officer_id, d.sector, d.activity, d.type, d.origin, d.confidentiality,
    d.opened_on::text, json_build_object('low', d.capex_low::text, 'high', d.capex_high::text, 'currency', d.capex_currency) as capex,
    coalesce((select json_agg(json_build_object('low', b.low::text, 'high', b.high::text, 'currency', b.currency, 'replaced_at', ${instant('b.replaced_at')}) order by b.ordinal)
      from capex_history b where b.deal_id = d.id), '[]') as capex_history,
    d.expected_decision_from::text as decision_from, d.expected_decision_to::text as decision_to,
    (select p.country from deal_identity i join prospect p on p.id = i.prospect_id where i.deal_id = d.id) as prospect_country,
    (select i.prospect_id from deal_identity i where i.deal_id = d.id) as prospect_id,
    coalesce((select json_agg(json_build_object('id', m.id, 'when_to', m.when_to, 'known_since', ${instant('greatest(m.known_since, l.known_since)')},
        'deals', (select json_agg(o.deal_id) from meeting_deal o where o.meeting_id = m.id)))
      from meeting m join meeting_deal l on l.meeting_id = m.id where l.deal_id = d.id and m.status = 'HELD'), '[]') as meetings,
    coalesce((select json_agg(json_build_object('nuts3', s.nuts3, 'since', h.since, 'recorded_at', ${instant('h.recorded_at')}))
      from location l join site s on s.id = l.site_id join location_history h on h.location_id = l.id where l.deal_id = d.id and s.nuts3 is not null), '[]') as nuts,
    coalesce((select json_agg(json_build_object('code', code, 'recorded_at', ${instant('r.recorded_at')})) from loss_reason r where r.deal_id = d.id and r.reopened_at is null), '[]') as reasons,
    (select json_build_object('country', g.country, 'town', g.town, 'recorded_at', ${instant('g.recorded_at')}) from loss_destination g where g.deal_id = d.id and g.reopened_at is null) as lost_to,
    coalesce((select json_agg(json_build_object('to_stage', t.to_stage, 'effective_on', t.effective_on, 'recorded_at', ${instant('t.recorded_at')},
        'wrong_since', (select ${instant('c.recorded_at')} from transition_correction c where c.transition_id = t.id), 'place', coalesce(t.place, t.ordinal), 'override', t.override))
      from transition t where t.deal_id = d.id), '[]') as moves,
    coalesce((select json_agg(json_build_object('agency', (select code from agency where id = m.agency_id), 'role', m.role, 'from_day', m.from_day, 'until_day', m.until_day,
        'recorded_at', ${instant('m.recorded_at')}, 'end_recorded_at', ${instant('m.end_recorded_at')}, 'corrected_at', m.corrected))
      from (select deal_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at, null as corrected from deal_team
        union all select deal_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at, ${instant('corrected_at')} from deal_team_correction) m where m.deal_id = d.id), '[]') as spells,
    coalesce((select json_agg(json_build_object('id', j.id, 'kind', j.kind, 'horizon', j.horizon, 'standing', j.standing, 'low', j.low, 'high', j.high,
        'stated_on', j.stated_on, 'recorded_at', ${instant('j.recorded_at')}, 'replaces_id', j.replaces_id)) from job_projection j where j.deal_id = d.id), '[]') as statements
  from deal d join agency a on a.id = d.lead_agency_id`

export const rawDeals = async (owner: Client): Promise<RawDeal[]> =>
  (await owner.query<RawDeal>(rawSql)).rows.map((deal) => ({ ...deal, group: deal.prospect_id }))

export interface RawStake {
  holder: string
  held: string
}

/** Returns the deals with the groups that a viewer sees, who sees these stakes. */
export const withGroups = (deals: RawDeal[], stakes: RawStake[]): RawDeal[] =>
  deals.map((deal) => ({ ...deal, group: deal.prospect_id && rootOf(deal.prospect_id, stakes) }))

/** Returns of all companies connected by stakes the first that no other holds; the first of all in a cycle. */
function rootOf(company: string, stakes: RawStake[]): string {
  const group = new Set([company])
  for (let size = 0; size < group.size;) {
    size = group.size
    for (const { holder, held } of stakes)
      if (group.has(holder) || group.has(held)) group.add(holder).add(held)
  }
  const tops = [...group].filter((id) => stakes.every(({ held }) => held !== id))
  return (tops.length > 0 ? tops : [...group]).sort()[0]!
}
export const stageRows = async (owner: Client): Promise<StageRow[]> =>
  (await owner.query<StageRow>('select code, outcome, probability from deal_stage order by position')).rows

export const hiddenUntilNow = '9999'

interface DealState {
  deal: RawDeal
  masked: boolean
  stage: StageRow
  days: number
  capex: Capex
  meetings: HeldMeeting[]
  /** Meetings held up to the first commitment; null without one, or if it is masked. */
  meetingsBefore: number | null
  stated: Statement | undefined
  realised: Statement | undefined
}

/** Returns the figures by cell. The key joins the values of the cell; without dimensions it is ''. */
export function statsOf(
  deals: RawDeal[],
  stages: StageRow[],
  view: View,
  today: string,
  question: StatQuestion,
): { cells: Map<string, object>; total: object } {
  const at = { day: question.asOf ?? today, knownAt: question.knownAt ?? hiddenUntilNow }
  const countedDeals = deals.flatMap((deal) => {
    const masked = view.get(deal.id)
    if (masked === undefined || (question.agency && !teamAgencies(deal, at).includes(question.agency)))
      return []
    const last = validMoves(deal, at).at(-1)
    const stage = stages.find(({ code }) => code === last?.to_stage)
    if (!last || !stage) return []
    const days = (Date.parse(at.day) - Date.parse(last.effective_on)) / 86_400_000
    const capex = deal.capex_history.find(({ replaced_at }) => replaced_at > at.knownAt) ?? deal.capex
    return [
      { deal, masked, stage, days, capex, ...meetingsOf(deal, at, view), ...jobsOf(deal, at, question) },
    ]
  })
  const cells = new Map<string, DealState[]>()
  for (const row of countedDeals)
    for (const key of cellsOf(row, question, at)) cells.set(key, [...(cells.get(key) ?? []), row])
  if (question.groupBy.length === 0) cells.set('', countedDeals)
  return {
    cells: new Map([...cells].map(([key, rows]) => [key, figures(rows, question.measures)])),
    total: figures(countedDeals, question.measures),
  }
}

interface At {
  day: string
  knownAt: string
}

/** Returns the moves that were effective and valid, in order. */
const validMoves = ({ moves }: RawDeal, { day, knownAt }: At): Move[] =>
  moves
    .filter(
      (m) =>
        m.effective_on <= day &&
        m.recorded_at <= knownAt &&
        !(m.wrong_since !== null && m.wrong_since <= knownAt),
    )
    .sort((a, b) => a.place - b.place)

const leadAgency = (deal: RawDeal, { day, knownAt }: At): string => {
  const led = deal.spells.filter(
    (s) =>
      s.role === 'LEAD' &&
      s.from_day <= day &&
      s.recorded_at <= knownAt &&
      (s.corrected_at === null || s.corrected_at > knownAt) &&
      (s.until_day === null || s.until_day > day || s.end_recorded_at! > knownAt),
  )
  return led.sort((a, b) => (a.from_day < b.from_day ? 1 : -1))[0]?.agency ?? deal.lead
}

const teamAgencies = ({ spells }: RawDeal, { day, knownAt }: At): string[] => [
  ...new Set(
    spells
      .filter(
        (s) =>
          s.from_day <= day &&
          s.recorded_at <= knownAt &&
          (s.corrected_at === null || s.corrected_at > knownAt),
      )
      .filter((s) => s.until_day === null || s.until_day > day || s.end_recorded_at! > knownAt)
      .map(({ agency }) => agency),
  ),
]

function meetingsOf(deal: RawDeal, at: At, view: View) {
  const meetings = deal.meetings.filter(
    ({ when_to, known_since, deals }) =>
      when_to <= at.day && known_since <= at.knownAt && deals.every((id) => view.get(id) === false),
  )
  const committed = validMoves(deal, at).find(({ to_stage }) => to_stage === 'COMMITTED')
  const isCounted = committed !== undefined && view.get(deal.id) === false
  const before = meetings.filter(({ when_to }) => isCounted && when_to <= committed.effective_on)
  return { meetings, meetingsBefore: isCounted ? before.length : null }
}

function jobsOf({ statements }: RawDeal, { day, knownAt }: At, { kind, horizon, rumours }: StatQuestion) {
  const knownStatements = statements.filter((s) => s.stated_on <= day && s.recorded_at <= knownAt)
  const replaced = new Set(knownStatements.map(({ replaces_id }) => replaces_id))
  const validStatements = knownStatements
    .filter((s) => s.kind === kind && !replaced.has(s.id))
    .sort((a, b) => (order(a) < order(b) ? 1 : -1))
  const hasReached = ['INITIAL', 'MEDIUM_TERM', 'FULL']
  const upTo = horizon ? hasReached.slice(0, hasReached.indexOf(horizon) + 1) : hasReached
  const projected = validStatements.filter(
    (s) => s.standing !== 'REALISED' && (rumours || s.standing !== 'RUMOURED'),
  )
  const furthest =
    horizon ?? [...hasReached].reverse().find((reach) => projected.some((s) => s.horizon === reach))
  return {
    stated: ['CONTRACTED', 'ANNOUNCED', 'REPORTED', 'RUMOURED']
      .map((standing) => projected.find((s) => s.horizon === furthest && s.standing === standing))
      .find((statement) => statement !== undefined),
    realised: validStatements.find((s) => s.standing === 'REALISED' && upTo.includes(s.horizon)),
  }
}
const order = (s: Statement): string => `${s.stated_on} ${s.recorded_at} ${s.id}`

function cellsOf(row: DealState, { groupBy, stage }: StatQuestion, at: At): string[] {
  let keys = ['']
  for (const dimension of groupBy) {
    const values = [...new Set(valuesOf(dimension, row, stage, at))]
    keys = keys.flatMap((key) => (values.length ? values : ['-']).map((value) => `${key}/${value ?? '-'}`))
  }
  return keys
}

const one = (value: string | null): (string | null)[] => [value]

function valuesOf(
  dimension: string,
  { deal, masked, stage, stated }: DealState,
  entered: string | null,
  at: At,
): (string | null)[] {
  const unlessMasked = <T>(value: T, otherwise: T): T => (masked ? otherwise : value)
  const lostTo = deal.lost_to && deal.lost_to.recorded_at <= at.knownAt ? deal.lost_to : null
  switch (dimension) {
    case 'STAGE':
      return one(stage.code)
    case 'OUTCOME':
      return one(stage.outcome)
    case 'LEAD_AGENCY':
      return one(leadAgency(deal, at))
    case 'TEAM_AGENCY':
      return teamAgencies(deal, at)
    case 'OFFICER':
      return one(unlessMasked(deal.officer_id, null))
    case 'SECTOR':
      return one(deal.sector)
    case 'SECTION':
      return one(deal.sector && (naceSection(deal.sector) ?? deal.sector))
    case 'ACTIVITY':
      return one(deal.activity)
    case 'TYPE':
      return one(deal.type)
    case 'ORIGIN':
      return one(deal.origin)
    case 'PROSPECT':
      return one(unlessMasked(deal.prospect_id, null))
    case 'GROUP':
      return one(unlessMasked(deal.group, null))
    case 'STANDING':
      return one(stated?.standing ?? null)
    case 'OVERRIDE':
      return one(validMoves(deal, at).some(({ override }) => override) ? 'YES' : 'NO')
    case 'CONFIDENTIALITY':
      return one(deal.confidentiality)
    case 'PROSPECT_COUNTRY':
      return one(unlessMasked(deal.prospect_country, null))
    case 'NUTS3':
      return unlessMasked(
        [
          ...new Set(
            deal.nuts
              .filter(({ since, recorded_at }) => since <= at.day && recorded_at <= at.knownAt)
              .map(({ nuts3 }) => nuts3),
          ),
        ],
        [],
      )
    case 'LOSS_REASON':
      return unlessMasked(
        deal.reasons.filter(({ recorded_at }) => recorded_at <= at.knownAt).map(({ code }) => code),
        [],
      )
    case 'LOST_TO':
      return one(unlessMasked(lostTo && (lostTo.country ?? 'UNKNOWN'), null))
    case 'LOST_TO_TOWN':
      return one(unlessMasked(lostTo?.town ? `${lostTo.country} ${lostTo.town}` : null, null))
    default:
      return dimension.startsWith('STATED_')
        ? one(stated ? period(dimension.slice('STATED_'.length), stated.stated_on) : null)
        : periodsOf(dimension, deal, entered, at)
  }
}

function periodsOf(dimension: string, deal: RawDeal, entered: string | null, at: At): string[] {
  const [what, unit] = dimension.split('_') as [string, string]
  if (what === 'OPENED') return [period(unit, deal.opened_on)]
  if (what === 'ENTERED')
    return validMoves(deal, at)
      .filter(({ to_stage }) => to_stage === entered)
      .map(({ effective_on }) => period(unit, effective_on))
  return deal.decision_from ? days(deal.decision_from, deal.decision_to!).map((day) => period(unit, day)) : []
}

export function period(unit: string, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  if (unit === 'WEEK') return weekOf(day)
  if (unit === 'MONTH') return day.slice(0, 7)
  return unit === 'QUARTER' ? `${year}-Q${Math.ceil(month / 3)}` : year
}

function days(from: string, to: string): string[] {
  const list = []
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000)
    list.push(new Date(day).toISOString().slice(0, 10))
  return list
}

/** Returns the value of each measure, for money by currency. Null: open-ended, or no rows. */
function figures(rows: DealState[], measures: string[]): object {
  return Object.fromEntries(measures.flatMap((measure) => figure(rows, measure)))
}

function figure(rows: DealState[], measure: string): [string, number | null][] {
  if (measure.startsWith('CAPEX')) return capex(rows, measure)
  return [[measure, roundNullable(plainFigure(rows, measure))]]
}

function capex(rows: DealState[], measure: string): [string, number | null][] {
  const stated = rows.filter((row) => row.capex.currency)
  const currencies = [...new Set(stated.map((row) => row.capex.currency!))].sort()
  return currencies.map((currency) => {
    const here = stated.filter((row) => row.capex.currency === currency)
    const ends = here.map((row) => (measure === 'CAPEX_LOW' ? row.capex.low : row.capex.high))
    return [`${measure} ${currency}`, ends.includes(null) ? null : roundNullable(sum(ends.map(Number)))]
  })
}

function plainFigure(rows: DealState[], measure: string): number | null {
  const stated = rows.filter((row) => row.stated)
  const both = stated.filter((row) => row.realised)
  /** What is unknown is never 0: null if there are deals, but none of them has a value. */
  const sumOf = (of: DealState[], what: (row: DealState) => number) =>
    rows.length > 0 && of.length === 0 ? null : sum(of.map(what))
  const highs = (of: DealState[], what: (row: DealState) => number) =>
    of.some((row) => row.stated!.high === null) ? null : sumOf(of, what)
  switch (measure) {
    case 'DEALS':
      return rows.length
    case 'JOBS_LOW':
      return sumOf(stated, (row) => row.stated!.low)
    case 'JOBS_HIGH':
      return highs(stated, (row) => row.stated!.high!)
    case 'JOBS_OPEN_ENDED':
      return stated.filter((row) => row.stated!.high === null).length
    case 'JOBS_WEIGHTED_LOW':
      return sumOf(stated, (row) => (row.stated!.low * row.stage.probability) / 100)
    case 'JOBS_WEIGHTED_HIGH':
      return highs(stated, (row) => (row.stated!.high! * row.stage.probability) / 100)
    case 'JOBS_REALISED':
      return sumOf(
        rows.filter((row) => row.realised),
        (row) => row.realised!.low,
      )
    case 'JOBS_REALISED_HIGH': {
      const realised = rows.filter((row) => row.realised)
      return realised.some((row) => row.realised!.high === null)
        ? null
        : sumOf(realised, (row) => row.realised!.high!)
    }
    case 'JOBS_DEALS_WITHOUT':
      return rows.length - stated.length
    case 'COMPARED_DEALS':
      return both.length
    case 'COMPARED_ANNOUNCED_LOW':
      return sumOf(both, (row) => row.stated!.low)
    case 'COMPARED_ANNOUNCED_HIGH':
      return highs(both, (row) => row.stated!.high!)
    case 'COMPARED_REALISED':
      return sumOf(both, (row) => row.realised!.low)
    case 'COMPARED_REALISED_HIGH':
      return both.some((row) => row.realised!.high === null)
        ? null
        : sumOf(both, (row) => row.realised!.high!)
    case 'COMPARED_DIFFERENCE_LOW':
      return sumOf(both, (row) => row.realised!.low - row.stated!.low)
    case 'COMPARED_DIFFERENCE_HIGH':
      return both.some((row) => row.realised!.high === null)
        ? null
        : highs(both, (row) => row.realised!.high! - row.stated!.high!)
    case 'MEETINGS':
      return new Set(rows.flatMap(({ meetings }) => meetings.map(({ id }) => id))).size
    case 'MEETINGS_BEFORE_COMMITMENT_MEDIAN':
      return quantile(
        rows.flatMap(({ meetingsBefore }) => meetingsBefore ?? []),
        0.5,
      )
    case 'DAYS_IN_STAGE_MEDIAN':
      return quantile(
        rows.map((row) => row.days),
        0.5,
      )
    default:
      return quantile(
        rows.map((row) => row.days),
        0.9,
      )
  }
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)
export const roundNullable = (number: number | null): number | null =>
  number === null ? null : Math.round(number * 1000) / 1000

/** Interpolates between the two nearest ranks. */
function quantile(numbers: number[], share: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const rank = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  return below === undefined ? null : below + (above! - below) * (rank - Math.floor(rank))
}

export interface ConversionQuestion {
  from: string
  to: string
  period: string | null
  asOf: string | null
  knownAt: string | null
}

/** Returns the outcome of the deals that entered a stage, by the period of their first entry. */
export function conversionOf(
  deals: RawDeal[],
  stages: StageRow[],
  view: View,
  today: string,
  question: ConversionQuestion,
) {
  const at = { day: question.asOf ?? today, knownAt: question.knownAt ?? hiddenUntilNow }
  const targetIndex = stages.findIndex(({ code }) => code === question.to)
  const hasReached = ({ to_stage }: Move) =>
    to_stage === question.to ||
    (stages[targetIndex]!.outcome === 'OPEN' &&
      stages.some(
        ({ code, outcome }, i) =>
          code === to_stage && i > targetIndex && (outcome === 'OPEN' || outcome === 'WON'),
      ))
  const cohorts = new Map<string | null, { ends: string[]; days: number[] }>()
  if (question.period === null) cohorts.set(null, { ends: [], days: [] })
  for (const deal of deals.filter(({ id }) => view.has(id))) {
    const moves = validMoves(deal, at)
    const first = moves.findIndex(({ to_stage }) => to_stage === question.from)
    if (first < 0) continue
    const key = question.period && period(question.period, moves[first]!.effective_on)
    const cohort = cohorts.get(key) ?? { ends: [], days: [] }
    const arrival = moves.slice(first + 1).find(hasReached)
    cohort.ends.push(
      arrival ? 'CONVERTED' : stages.find(({ code }) => code === moves.at(-1)!.to_stage)!.outcome,
    )
    if (arrival)
      cohort.days.push(
        (Date.parse(arrival.effective_on) - Date.parse(moves[first]!.effective_on)) / 86_400_000,
      )
    cohorts.set(key, cohort)
  }
  const number = (ends: string[], ...of: string[]) => ends.filter((end) => of.includes(end)).length
  return [...cohorts]
    .sort(([a], [b]) => (a! < b! ? -1 : 1))
    .map(([key, { ends, days }]) => ({
      period: key,
      entered: ends.length,
      converted: number(ends, 'CONVERTED'),
      lost: number(ends, 'LOST'),
      paused: number(ends, 'PAUSED'),
      stillOpen: number(ends, 'OPEN', 'WON'),
      rate: ends.length ? roundNullable(number(ends, 'CONVERTED') / ends.length) : null,
      medianDays: quantile(days, 0.5),
    }))
}
