/** Rows of a random pipeline, inserted by the owner of the database. */
import fc from 'fast-check'
import type { Client } from 'pg'

export interface MembershipRow {
  agency: string
  from: string
  until: string | null
  recordedAt: string
  endRecordedAt: string | null
}
/** A team membership before its correction. */
export interface FormerMembershipRow extends MembershipRow {
  correctedAt: string
}
export interface MoveRow {
  to: string
  effectiveOn: string
  recordedAt: string
  /** Instant of its correction, or null. */
  correctedAt: string | null
}
export interface Projection {
  id: string
  kind: string
  horizon: string
  standing: string
  low: number
  high: number | null
  statedOn: string
  recordedAt: string
  replaces: string | null
}
export interface Capex {
  low: number
  high: number | null
  currency: string
}
export interface DealRows {
  id: string
  codeName: string
  confidentiality: string
  activity: string
  capex: Capex | null
  /** Earlier values with the instants of their replacement, oldest first. */
  capexBefore: { capex: Capex | null; replacedAt: string }[]
  lead: string
  team: MembershipRow[]
  formerTeam: FormerMembershipRow[]
  moves: MoveRow[]
  projections: Projection[]
}

export const agencies = ['awex', 'liege-airport', 'cabinet-michel']
export const pipelineStages = [
  'IDENTIFIED',
  'CONTACTED',
  'QUALIFIED',
  'NEGOTIATION',
  'COMMITTED',
  'LANDED',
  'LOST',
  'DORMANT',
]
export const kinds = ['DIRECT', 'INDIRECT']
export const horizons = ['INITIAL', 'MEDIUM_TERM', 'FULL']
const standings = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED', 'REALISED']

// few days and instants, so that they often coincide
export const aDay = fc.integer({ min: 1, max: 6 }).map((n) => `2018-03-0${n}`)
export const anInstant = fc.integer({ min: 1, max: 4 }).map((n) => `2018-03-0${n}T12:00:00.000Z`)
const oneOf = (words: readonly string[]) => fc.constantFrom(...words)
const aRange = fc
  .tuple(fc.nat(1000), fc.option(fc.nat(500)))
  .map(([low, more]) => ({ low, high: more === null ? null : low + more }))

/** Generates at most two memberships of an agency, the second not before the end of the first. */
const memberships = (agency: string): fc.Arbitrary<MembershipRow[]> =>
  fc
    .tuple(fc.array(aDay, { maxLength: 4 }), fc.array(anInstant, { minLength: 4, maxLength: 4 }))
    .map(([days, instants]) => {
      const sorted = [...days].sort()
      return [0, 2]
        .filter((i) => i < sorted.length)
        .map((i) => {
          const until = sorted[i + 1] ?? null
          return {
            agency,
            from: sorted[i]!,
            until,
            recordedAt: instants[i]!,
            endRecordedAt: until && instants[i + 1]!,
          }
        })
    })

/**
 * Moves in the order of their days, recorded in any order. All but the opening may be corrected.
 * The moves that are valid at an instant are a chain: their days and their order agree.
 */
const movesOfDeal: fc.Arbitrary<MoveRow[]> = fc
  .array(fc.tuple(oneOf(pipelineStages), aDay, anInstant, fc.option(anInstant)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((samples) => {
    const days = samples.map(([, day]) => day).sort()
    const first = samples.map(([, , instant]) => instant).sort()[0]!
    return samples.map(([to, , recordedAt, wrong], i) => ({
      to,
      effectiveOn: days[i]!,
      recordedAt: i === 0 ? first : recordedAt,
      correctedAt: i === 0 || wrong === null || wrong < recordedAt ? null : wrong,
    }))
  })

const formerMembers: fc.Arbitrary<FormerMembershipRow[]> = fc.array(
  fc
    .tuple(
      oneOf(agencies),
      fc.array(aDay, { minLength: 1, maxLength: 2 }),
      fc.array(anInstant, { minLength: 3, maxLength: 3 }),
    )
    .map(([agency, days, instants]) => {
      const [from, until] = [...days].sort()
      const [recordedAt, endRecordedAt, correctedAt] = [...instants].sort()
      return {
        agency,
        from: from!,
        until: until ?? null,
        recordedAt: recordedAt!,
        endRecordedAt: until ? endRecordedAt! : null,
        correctedAt: correctedAt!,
      }
    }),
  { maxLength: 2 },
)

const uuid = (tie: number, serial: number): string =>
  `${tie.toString(16).padStart(8, '0')}-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`

const statementOf = (day: fc.Arbitrary<string>, instant: fc.Arbitrary<string>) =>
  fc.record({
    tie: fc.nat(0xffff),
    kind: oneOf(kinds),
    horizon: oneOf(horizons),
    standing: oneOf(standings),
    range: aRange,
    statedOn: day,
    recordedAt: instant,
    replaces: fc.boolean(),
  })
type Statement = ReturnType<typeof statementOf> extends fc.Arbitrary<infer T> ? T : never

/** Builds projections. Some replace the previous one. */
const projectionsOf = (samples: Statement[], deal: number): Projection[] => {
  const ids = samples.map(({ tie }, i) => uuid(tie, deal * 100 + i))
  return samples.map(({ tie: _, range, replaces, ...rest }, i) => ({
    id: ids[i]!,
    ...rest,
    ...range,
    replaces: replaces && i > 0 ? ids[i - 1]! : null,
  }))
}

const someCapex = fc.option(
  fc.tuple(aRange, oneOf(['EUR', 'USD'])).map(([range, currency]): Capex => ({ ...range, currency })),
)
const capexBefore = fc
  .array(fc.record({ capex: someCapex, replacedAt: anInstant }), { maxLength: 2 })
  .map((all) => all.sort((a, b) => (a.replacedAt < b.replacedAt ? -1 : 1)))

const aDeal = fc.record({
  confidentiality: oneOf(['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET']),
  activity: oneOf(['LOGISTICS', 'ENERGY']),
  capex: someCapex,
  capexBefore,
  lead: oneOf(agencies),
  team: fc.tuple(...agencies.map(memberships)).map((each) => each.flat()),
  formerTeam: formerMembers,
  moves: movesOfDeal,
  statements: fc.array(statementOf(aDay, anInstant), { maxLength: 6 }),
})

export const somePipeline: fc.Arbitrary<DealRows[]> = fc
  .array(aDeal, { minLength: 0, maxLength: 30, size: 'max' })
  .map((samples) =>
    samples.map(({ statements, ...deal }, i) => ({
      ...deal,
      id: uuid(i, i),
      codeName: `D${i}`,
      projections: projectionsOf(statements, i),
    })),
  )

/** Generates open deals of one agency, all in one stage since 2017, with random job projections of these days and instants. */
export const dealsWithJobs = (
  day: fc.Arbitrary<string>,
  instant: fc.Arbitrary<string>,
): fc.Arbitrary<DealRows[]> =>
  fc
    .array(fc.array(statementOf(day, instant), { maxLength: 7 }), { maxLength: 12, size: 'max' })
    .map((samples) =>
      samples.map((statements, i) => ({
        id: uuid(i, i),
        codeName: `D${i}`,
        confidentiality: 'OPEN',
        activity: 'LOGISTICS',
        capex: null,
        capexBefore: [],
        lead: 'awex',
        team: [
          {
            agency: 'awex',
            from: '2017-01-02',
            until: null,
            recordedAt: '2017-01-02T12:00:00.000Z',
            endRecordedAt: null,
          },
        ],
        formerTeam: [],
        moves: [
          {
            to: 'QUALIFIED',
            effectiveOn: '2017-01-02',
            recordedAt: '2017-01-02T12:00:00.000Z',
            correctedAt: null,
          },
        ],
        projections: projectionsOf(statements, i),
      })),
    )

/** Replaces all deals by these, with triggers disabled. */
export async function insertPipeline(owner: Client, deals: DealRows[]): Promise<void> {
  await owner.query('truncate deal cascade')
  await owner.query('set session_replication_role = replica')
  const rows = JSON.stringify(
    deals.map((deal) => ({ ...deal, lastMove: deal.moves.findLast((m) => m.correctedAt === null) })),
  )
  for (const sql of [dealSql, capexSql, teamSql, formerTeamSql, moveSql, correctionSql, projectionSql])
    await owner.query(sql, [rows])
  for (const sql of accessSql) await owner.query(sql)
  await owner.query('set session_replication_role = origin')
}

const each = 'jsonb_array_elements($1::jsonb) d'
const dealSql = `insert into deal (id, reference, code_name, confidentiality, activity, capex_low, capex_high, capex_currency,
    lead_agency_id, opened_on, stage, stage_since, created_at, updated_at)
  select (d->>'id')::uuid, 'WAL-2018-' || lpad(substr(d->>'codeName', 2), 4, '0'), d->>'codeName', d->>'confidentiality', d->>'activity',
    (d->'capex'->>'low')::numeric, (d->'capex'->>'high')::numeric, d->'capex'->>'currency',
    (select id from agency where code = d->>'lead'), '2018-03-01',
    (d->'lastMove'->>'to'), (d->'lastMove'->>'effectiveOn')::date, now(), now() from ${each}`
const capexSql = `insert into capex_history (deal_id, ordinal, low, high, currency, replaced_at)
  select (d->>'id')::uuid, n, (b->'capex'->>'low')::numeric, (b->'capex'->>'high')::numeric, b->'capex'->>'currency', (b->>'replacedAt')::timestamptz
  from ${each}, jsonb_array_elements(d->'capexBefore') with ordinality of (b, n)`
const teamSql = `insert into deal_team (id, deal_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at)
  select gen_random_uuid(), (d->>'id')::uuid, (select id from agency where code = m->>'agency'), 'SUPPORT', (m->>'from')::date,
    (m->>'until')::date, (m->>'recordedAt')::timestamptz, (m->>'endRecordedAt')::timestamptz
  from ${each}, jsonb_array_elements(d->'team') m`
const formerTeamSql = `insert into deal_team_correction (id, deal_id, member_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at, corrected_at, by_id)
  select gen_random_uuid(), (d->>'id')::uuid, gen_random_uuid(), (select id from agency where code = m->>'agency'), 'SUPPORT', (m->>'from')::date,
    (m->>'until')::date, (m->>'recordedAt')::timestamptz, (m->>'endRecordedAt')::timestamptz, (m->>'correctedAt')::timestamptz, (select id from "user" limit 1)
  from ${each}, jsonb_array_elements(d->'formerTeam') m`
const moveSql = `insert into transition (id, deal_id, ordinal, place, to_stage, effective_on, recorded_at, by_id)
  select gen_random_uuid(), (d->>'id')::uuid, 100 - n, n, m->>'to', (m->>'effectiveOn')::date, (m->>'recordedAt')::timestamptz, (select id from "user" limit 1)
  from ${each}, jsonb_array_elements(d->'moves') with ordinality of (m, n)`
const correctionSql = `insert into transition_correction (id, deal_id, transition_id, by_id, recorded_at)
  select gen_random_uuid(), t.deal_id, t.id, t.by_id, (m->>'correctedAt')::timestamptz
  from ${each}, jsonb_array_elements(d->'moves') with ordinality of (m, n) join transition t on t.place = n
  where t.deal_id = (d->>'id')::uuid and m->>'correctedAt' is not null`
const projectionSql = `insert into job_projection (id, deal_id, kind, horizon, low, high, standing, stated_on, recorded_at, replaces_id, by_id,
    stated_when_from, stated_when_to, stated_when_precision)
  select (j->>'id')::uuid, (d->>'id')::uuid, j->>'kind', j->>'horizon', (j->>'low')::int, (j->>'high')::int, j->>'standing',
    (j->>'statedOn')::date, (j->>'recordedAt')::timestamptz, (j->>'replaces')::uuid, (select id from "user" limit 1),
    (j->>'statedOn')::date, (j->>'statedOn')::date, 'DAY'
  from ${each}, jsonb_array_elements(d->'projections') j`
const accessSql = [
  'update deal d set masked_acl = deal_masked_acl(d), full_acl = deal_full_acl(d)',
  ...[
    'capex_history',
    'deal_team',
    'deal_team_correction',
    'transition',
    'transition_correction',
    'job_projection',
  ].map((table) => `update ${table} t set acl = d.masked_acl from deal d where d.id = t.deal_id`),
]
