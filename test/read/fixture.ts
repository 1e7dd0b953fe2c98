/**
 * A small random pipeline as plain rows, inserted by the owner with triggers enabled. Only the check of the officer is
 * off: an officer can lose their place later, and reads must answer then too.
 */
import fc from 'fast-check'
import type { Client } from 'pg'
import { partialDate, precisions, type PartialDateValue } from '../../src/core/time/partial-date.js'
import { uuidv7 } from '../../src/core/uuid.js'
import { agencyCodes, days, instants, money, people, sampleStages, texts } from './values.js'

export type Json = Record<string, unknown>
export interface AgencyRow {
  id: string
  code: string
}
export interface UserRow {
  id: string
  email: string
  agency: string
  role: string
  clearance: string
}
export interface ProspectRow {
  id: string
  name: string
  aliases: string[]
  city: string | null
  country: string | null
  headcount: number | null
  headcountAsOf: string | null
  revenue: string | null
  confidentiality: string
  enteredBy: string
  updatedAt: string
}
export interface TeamRow {
  agency: string
  role: string
  from: string
  until: string | null
}
export interface ProjectionRow {
  id: string
  kind: string
  horizon: string
  low: number
  high: number | null
  standing: string
  statedOn: string
  recordedAt: string
  by: string
  wording: string | null
  source: string | null
}
export interface MeetingRow {
  id: string
  when: PartialDateValue
  status: string
  updatedAt: string
}
export interface StakeRow {
  holder: string
  held: string
  ended: boolean
}
export interface DealRow {
  id: string
  reference: string
  codeName: string
  title: string
  description: string | null
  prospect: string | null
  sector: string | null
  activity: string | null
  capexLow: string | null
  capexHigh: string | null
  currency: string
  decision: PartialDateValue | null
  nextReview: string | null
  confidentiality: string
  lead: string
  officer: string | null
  openedOn: string
  stage: string
  updatedAt: string
  team: TeamRow[]
  needToKnow: string[]
  transition: { id: string; by: string; recordedAt: string; reason: string | null }
  projections: ProjectionRow[]
  meetings: MeetingRow[]
}
export interface ReadFixture {
  agencies: AgencyRow[]
  users: UserRow[]
  prospects: ProspectRow[]
  stakes: StakeRow[]
  deals: DealRow[]
}

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 2 })
const id = fc.nat().map(() => uuidv7())
const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const

const prospect = fc.record<ProspectRow>({
  id,
  name: pick(...texts),
  aliases: fc.array(pick(...texts), { maxLength: 3 }),
  city: maybe(pick(...texts)),
  country: maybe(pick('BE', 'CN', 'DE')),
  headcount: maybe(pick(0, 7, 60_000, 2 ** 31 - 1)),
  headcountAsOf: maybe(pick(...days)),
  revenue: maybe(pick(...money)),
  confidentiality: pick('OPEN', 'INTERNAL'),
  enteredBy: pick(...agencyCodes),
  updatedAt: pick(...instants),
})

const projection = fc
  .record({
    id,
    kind: pick('DIRECT', 'INDIRECT'),
    horizon: pick('INITIAL', 'MEDIUM_TERM', 'FULL'),
    low: pick(0, 200, 1000),
    more: maybe(pick(0, 799)),
    standing: pick('RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED'),
    statedOn: pick(...days),
    recordedAt: pick(...instants),
    by: pick(...people),
    wording: maybe(pick(...texts)),
    source: maybe(pick(...texts)),
  })
  .map(({ more, ...row }): ProjectionRow => ({ ...row, high: more === null ? null : row.low + more }))

const aPartialDate = fc
  .tuple(pick(...precisions), pick(...days))
  .map(([precision, day]) => partialDate(precision, day))

const meeting = fc.record<MeetingRow>({
  id,
  when: aPartialDate,
  status: pick('HELD', 'HELD', 'PLANNED', 'CANCELLED'),
  updatedAt: pick(...instants),
})

const stake = (prospects: string[]) =>
  fc
    .tuple(pick(...prospects), pick(...prospects), fc.boolean())
    .map(([holder, held, ended]): StakeRow => ({ holder, held, ended }))

const deal = (prospects: string[]) =>
  fc
    .record({
      id,
      codeName: pick(...texts),
      title: pick(...texts),
      description: maybe(pick(...texts)),
      prospect: maybe(pick(...prospects)),
      sector: maybe(pick('H', 'C', '52')),
      activity: maybe(pick('LOGISTICS', 'MANUFACTURING')),
      capexLow: maybe(pick(...money)),
      capexMost: maybe(pick(...money)),
      currency: pick('EUR', 'EUR', 'USD'),
      decision: maybe(aPartialDate),
      nextReview: maybe(pick(...days)),
      confidentiality: pick(...levels),
      lead: pick(...agencyCodes),
      others: fc.subarray([...agencyCodes], { maxLength: 2 }),
      left: fc.boolean(),
      officer: maybe(pick(...people)),
      openedOn: pick(...days),
      stage: pick(...sampleStages),
      updatedAt: pick(...instants),
      needToKnow: fc.subarray([...people], { maxLength: 2 }),
      transition: fc.record({
        id,
        by: pick(...people),
        recordedAt: pick(...instants),
        reason: maybe(pick(...texts)),
      }),
      projections: fc.array(projection, { maxLength: 3 }),
      meetings: fc.array(meeting, { maxLength: 2 }),
    })
    .map(({ capexMost, others, left, ...row }): Omit<DealRow, 'reference'> => {
      const from = row.openedOn
      const support = others
        .filter((agency) => agency !== row.lead)
        .map((agency) => ({ agency, role: 'SUPPORT', from, until: left ? from : null }))
      return {
        ...row,
        capexHigh:
          row.capexLow && capexMost && (Number(capexMost) < Number(row.capexLow) ? row.capexLow : capexMost),
        team: [{ agency: row.lead, role: 'LEAD', from, until: null }, ...support],
      }
    })

/** Generates the rows of a seed. */
export function generateFixture(seed: number, agencies: AgencyRow[], users: UserRow[]): ReadFixture {
  const sample = <T>(of: fc.Arbitrary<T>, numRuns: number) => fc.sample(of, { seed, numRuns })
  const prospects = sample(prospect, 20)
  const deals = sample(deal(prospects.map((row) => row.id)), 90).map((row, i) => ({
    ...row,
    reference: `WAL-2018-${String(i + 1).padStart(4, '0')}`,
  }))
  const stakes = sample(stake(prospects.map((row) => row.id)), 15).filter(
    ({ holder, held }, i, all) =>
      holder !== held && all.findIndex((other) => other.holder === holder && other.held === held) === i,
  )
  return { agencies, users, prospects, stakes, deals }
}

export async function insertFixture(
  owner: Client,
  { agencies, users, prospects, stakes, deals }: ReadFixture,
): Promise<void> {
  const agency = new Map(agencies.map((row) => [row.code, row.id]))
  const user = new Map(users.map((row) => [row.email, row.id]))
  const add = async (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row)
    const values = columns.map((_, i) => `$${i + 1}`).join(', ')
    await owner.query(
      `insert into ${table} (${columns.map((c) => `"${c}"`).join(', ')}) values (${values})`,
      Object.values(row),
    )
  }
  await owner.query('alter table deal disable trigger check_deal_officer')
  await owner.query('begin')
  for (const row of prospects)
    await add('prospect', {
      id: row.id,
      name: row.name,
      aliases: row.aliases,
      city: row.city,
      country: row.country,
      headcount: row.headcount,
      headcount_as_of: row.headcountAsOf,
      revenue_amount: row.revenue,
      revenue_currency: row.revenue && 'EUR',
      confidentiality: row.confidentiality,
      entered_by_id: agency.get(row.enteredBy),
      created_at: row.updatedAt,
      updated_at: row.updatedAt,
    })
  for (const { holder, held, ended } of stakes)
    await add('stake', {
      id: uuidv7(),
      holder_id: holder,
      held_id: held,
      percent: '1',
      ended_on: ended ? '2018-01-01' : null,
      created_at: instants[0],
      updated_at: instants[0],
    })
  for (const row of deals) {
    const { id: deal_id } = row
    await add('deal', {
      id: deal_id,
      reference: row.reference,
      code_name: row.codeName,
      sector: row.sector,
      activity: row.activity,
      capex_low: row.capexLow,
      capex_high: row.capexHigh,
      capex_currency: row.capexLow && row.currency,
      expected_decision_from: row.decision?.from,
      expected_decision_to: row.decision?.to,
      expected_decision_precision: row.decision?.precision,
      next_review: row.nextReview,
      confidentiality: row.confidentiality,
      lead_agency_id: agency.get(row.lead),
      officer_id: row.officer && user.get(row.officer),
      opened_on: row.openedOn,
      stage: row.stage,
      stage_since: row.openedOn,
      created_at: row.updatedAt,
      updated_at: row.updatedAt,
    })
    await add('deal_identity', {
      deal_id,
      title: row.title,
      description: row.description,
      prospect_id: row.prospect,
    })
    for (const member of row.team)
      await add('deal_team', {
        id: uuidv7(),
        deal_id,
        agency_id: agency.get(member.agency),
        role: member.role,
        from_day: member.from,
        until_day: member.until,
        recorded_at: row.updatedAt,
        end_recorded_at: member.until && row.updatedAt,
      })
    for (const email of row.needToKnow)
      await add('need_to_know', {
        id: uuidv7(),
        deal_id,
        user_id: user.get(email),
        by_id: user.get(email),
        recorded_at: row.updatedAt,
      })
    await add('transition', {
      id: row.transition.id,
      deal_id,
      ordinal: 1,
      to_stage: row.stage,
      effective_on: row.openedOn,
      recorded_at: row.transition.recordedAt,
      by_id: user.get(row.transition.by),
    })
    if (row.transition.reason)
      await add('transition_text', {
        transition_id: row.transition.id,
        deal_id,
        reason: row.transition.reason,
      })
    for (const meeting of row.meetings) {
      await add('meeting', {
        id: meeting.id,
        title: 'A meeting',
        when_from: meeting.when.from,
        when_to: meeting.when.to,
        when_precision: meeting.when.precision,
        status: meeting.status,
        topics: [],
        confidentiality: 'INTERNAL',
        entered_by_id: agency.get(row.lead),
        recorded_at: meeting.updatedAt,
        created_at: meeting.updatedAt,
        updated_at: meeting.updatedAt,
      })
      await add('meeting_deal', { meeting_id: meeting.id, deal_id })
    }
    for (const projection of row.projections) {
      await add('job_projection', {
        id: projection.id,
        deal_id,
        kind: projection.kind,
        horizon: projection.horizon,
        low: projection.low,
        high: projection.high,
        standing: projection.standing,
        stated_on: projection.statedOn,
        stated_when_from: projection.statedOn,
        stated_when_to: projection.statedOn,
        stated_when_precision: 'DAY',
        recorded_at: projection.recordedAt,
        by_id: user.get(projection.by),
      })
      await add('job_projection_text', {
        job_projection_id: projection.id,
        deal_id,
        wording: projection.wording,
        wording_language: projection.wording && 'FR',
        source_kind: 'PRESS',
        source_name: projection.source,
      })
    }
  }
  await owner.query('commit')
  await owner.query('alter table deal enable trigger check_deal_officer')
}
