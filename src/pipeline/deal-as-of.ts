import { Deal } from '../deal/deal.entity.js'
import { declarePast, declarePastTable } from '../read/filter/past.js'
import { addFilter, idInQuery, type Class } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

const today = `(now() at time zone 'Europe/Brussels')::date`

/** Returns the value that was recorded then: that of the replaced row in the join, or the present one. */
const recorded = (join: string, column: string): string =>
  `(case when {${join}}.deal_id is null then {t}.${column} else {${join}}.${column} end)`

/** Joins the columns of an embedded part as they were then. */
const partThen = (name: string, columns: Record<string, string>): string =>
  `cross join lateral (select ${Object.entries(columns)
    .map(([column, sql]) => `${sql} as ${column}`)
    .join(', ')}) {${name}}`

const capex = (column: string): string =>
  `case when {repriced}.deal_id is null then {t}.capex_${column} else {repriced}.${column} end`
const decisionColumns = ['from', 'to', 'precision'].map((name) => `expected_decision_${name}`)

/**
 * A deal as of then. Officer, expected decision and confidentiality are states: those recorded by the end of the day. What
 * describes the deal has no day: what was recorded by the instant counts.
 */
declarePast(Deal, {
  beside: {
    described: 'left join deals_replaced_as_of(null, {knownAt}) {described} on {described}.deal_id = {t}.id',
    state: 'left join deals_replaced_as_of({day}, {knownAt}) {state} on {state}.deal_id = {t}.id',
    named: 'left join identities_replaced_since({knownAt}) {named} on {named}.deal_id = {identity}.deal_id',
    opening: 'left join openings_replaced_since({knownAt}) {opening} on {opening}.deal_id = {t}.id',
    lead: 'left join deal_leads_as_of({day}, {knownAt}) {lead} on {lead}.deal_id = {t}.id',
    stood: `left join stage_as_of(coalesce({day}, ${today}), {knownAt}) {stood} on {stood}.deal_id = {t}.id`,
    repriced: 'left join capex_known_at({knownAt}) {repriced} on {repriced}.deal_id = {t}.id',
    price: partThen(
      'price',
      Object.fromEntries(['low', 'high', 'currency'].map((name) => [`capex_${name}`, capex(name)])),
    ),
    decision: partThen(
      'decision',
      Object.fromEntries(decisionColumns.map((name) => [name, recorded('state', name)])),
    ),
  },
  filters: {
    ...{ id: true, reference: true, createdAt: true, masked: true, following: true },
    openedOn: 'coalesce({opening}.opened_on, {t}.opened_on)',
    codeName: recorded('described', 'code_name'),
    title: `coalesce({named}.title, {identity}.title, ${recorded('described', 'code_name')})`,
    sector: recorded('described', 'sector'),
    activity: recorded('described', 'activity'),
    type: recorded('described', 'type'),
    origin: recorded('described', 'origin'),
    capexUnknown: recorded('described', 'capex_unknown'),
    jobsUnknown: recorded('described', 'jobs_unknown'),
    noCompetingLocations: recorded('described', 'no_competing_locations'),
    prospect: '(case when {named}.deal_id is null then {identity}.prospect_id else {named}.prospect_id end)',
    capex: 'price',
    expectedDecision: 'decision',
    officer: `(case when {identity}.deal_id is not null then ${recorded('state', 'officer_id')} end)`,
    confidentiality: recorded('state', 'confidentiality'),
    leadAgency: 'coalesce({lead}.agency_id, {t}.lead_agency_id)',
    stage: '{stood}.stage',
    stageSince: '{stood}.since',
    daysInStage: `(coalesce({day}, ${today}) - {stood}.since)`,
    withdrawnAt: '(case when {t}.withdrawn_at <= {knownAt} then {t}.withdrawn_at end)',
    ...{ transitions: true, jobProjections: true, meetings: true, agreements: true, claims: true },
    locations: true,
    ...{ stageAsOf: true, inTeam: true, jobs: true, asKnown: true, noMeetingHeldSince: true },
    ...{ lossReasonHistory: true, lossDestinationHistory: true },
    team: { instead: 'inTeam' },
    jobsLow: { instead: 'jobs.atLeast' },
    jobsHigh: { instead: 'jobs.atMost' },
    // reasons and destinations have no day: what had been recorded counts
    lossReasons: { instead: 'lossReasonHistory', onlyKnownAt: true },
    lossDestination: { instead: 'lossDestinationHistory', onlyKnownAt: true },
    noMeetingSince: { instead: 'noMeetingHeldSince', onlyKnownAt: true },
  },
})

declarePastTable(
  'deal_identity',
  '(select i.deal_id, i.prospect_id from deal_prospects_known_at({knownAt}) i)',
)

/** Adds the filter `asKnown` to a type that `declarePast` dates. */
export function addAsKnown(type: Class, description: string): void {
  addFilter(type, 'asKnown', {
    description,
    args: {
      on: {
        ...onDay,
        nullable: true,
        description: `${onDay.description} Left out: whatever had been recorded by the instant.`,
      },
      knownAt,
    },
    rows: () => type,
    isPast: true,
    sql: idInQuery('select {row}.id from {rows}'),
  })
}

addAsKnown(
  Deal,
  'The deal as of a past day, as known at an instant: stage, lead agency, officer, expected decision and confidentiality of that day, and what was recorded by the instant. Where you could not see an earlier value, that of today. A filter on a value without history is rejected.',
)
