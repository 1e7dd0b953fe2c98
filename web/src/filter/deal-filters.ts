/** The filters of deals. They mirror the dimensions of `dealStats`, so a filter finds the rows of a cell. */
import type {
  ActivityFilter,
  ConfidentialityFilter,
  DealOriginFilter,
  DealStageCodeFilter,
  DealTypeFilter,
  DealWhere,
  LossDestinationWhere,
  LossReasonCodeFilter,
  LossReasonWhere,
  StageOutcomeFilter,
} from '../api/generated/types.js'
import type { Moment } from '../api/moment.js'
import type { FilterDefinition, Span } from './definition.js'

/** The stage as of the day of the question, which is today’s without one. */
const stageWhere = (
  { asOf, knownAt }: Moment,
  condition: { stage?: DealStageCodeFilter; outcome?: StageOutcomeFilter; since?: object },
): DealWhere => {
  if (asOf) return { stageAsOf: { on: asOf, ...(knownAt && { knownAt }), ...condition } }
  const { stage, outcome, since } = condition
  return since
    ? { stageSince: since }
    : { stage: { ...(stage && { code: stage }), ...(outcome && { outcome }) } }
}

const range = <End>({ from, to }: Span<End>): object => ({
  ...(from !== undefined && { gte: from }),
  ...(to !== undefined && { lte: to }),
})

const teamWhere = (agencies: string[], { asOf, knownAt }: Moment): DealWhere => {
  const inTeams = agencies.map((agency) => ({
    inTeam: { agency, ...(asOf && { on: asOf }), ...(knownAt && { knownAt }) },
  }))
  return inTeams.length === 1 ? inTeams[0]! : { or: inTeams }
}

const isLost = (moment: Moment): DealWhere => stageWhere(moment, { outcome: { eq: 'LOST' } })

const unknown = 'UNKNOWN'

/** What held at an instant: it had been recorded, and neither replaced nor ended by reopening the deal. */
const heldAt = (knownAt: string) => {
  const holds = (column: 'reopenedAt' | 'replacedAt') => ({
    or: [{ [column]: { isNull: true } }, { [column]: { gt: knownAt } }],
  })
  return [{ recordedAt: { lte: knownAt } }, holds('reopenedAt'), holds('replacedAt')]
}

const lossReasonWhere = (how: LossReasonWhere, { knownAt }: Moment): DealWhere =>
  knownAt
    ? { lossReasonHistory: { some: { and: [how, ...heldAt(knownAt)] } } }
    : { lossReasons: { some: how } }

const lossDestinationWhere = (how: LossDestinationWhere, { knownAt }: Moment): DealWhere =>
  knownAt
    ? { lossDestinationHistory: { some: { and: [how, ...heldAt(knownAt)] } } }
    : { lossDestination: how }

function lostToWhere(codes: string[], moment: Moment): DealWhere {
  const countries = codes.filter((code) => code !== unknown)
  const conditions: DealWhere[] = [
    ...(countries.length > 0 ? [lossDestinationWhere({ country: { in: countries } }, moment)] : []),
    ...(countries.length < codes.length ? [lossDestinationWhere({ unknown: { eq: true } }, moment)] : []),
  ]
  return conditions.length === 1 ? conditions[0]! : { or: conditions }
}

/** Returns the deals whose title, code name or company contains the words. */
export const wordsWhere = (words: string): DealWhere => ({
  or: [
    { title: { contains: words } },
    { codeName: { contains: words } },
    { prospect: { name: { contains: words } } },
  ],
})

const always = (where: DealWhere) => (): DealWhere => where

export const dealFilters: readonly FilterDefinition[] = [
  {
    kind: 'choice',
    name: 'stage',
    dimension: 'STAGE',
    where: (codes, moment) => stageWhere(moment, { stage: { in: codes as DealStageCodeFilter['in'] } }),
  },
  {
    kind: 'choice',
    name: 'outcome',
    dimension: 'OUTCOME',
    where: (codes, moment) => stageWhere(moment, { outcome: { in: codes as StageOutcomeFilter['in'] } }),
  },
  { kind: 'days', name: 'since', where: (span, moment) => stageWhere(moment, { since: range(span) }) },
  {
    kind: 'choice',
    name: 'lost-to',
    dimension: 'LOST_TO',
    isHiddenInMasked: true,
    shownInMasked: isLost,
    where: lostToWhere,
    unnamed: unknown,
    none: (moment): DealWhere =>
      moment.knownAt
        ? { not: lossDestinationWhere({ unknown: { isNull: false } }, moment) }
        : { lossDestination: { isNull: true } },
  },
  {
    kind: 'choice',
    name: 'loss-reason',
    dimension: 'LOSS_REASON',
    isHiddenInMasked: true,
    shownInMasked: isLost,
    where: (codes, moment): DealWhere =>
      lossReasonWhere({ code: { in: codes as LossReasonCodeFilter['in'] } }, moment),
    none: (moment): DealWhere => ({ not: lossReasonWhere({ code: { isNull: false } }, moment) }),
  },
  {
    kind: 'choice',
    name: 'lead',
    dimension: 'LEAD_AGENCY',
    where: (codes): DealWhere => ({ leadAgency: { code: { in: codes } } }),
  },
  { kind: 'choice', name: 'team', dimension: 'TEAM_AGENCY', where: teamWhere },
  {
    kind: 'choice',
    name: 'officer',
    dimension: 'OFFICER',
    isHiddenInMasked: true,
    where: (ids): DealWhere => ({ officer: { id: { in: ids } } }),
    none: always({ officer: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'country',
    dimension: 'PROSPECT_COUNTRY',
    isHiddenInMasked: true,
    where: (codes): DealWhere => ({ prospect: { country: { in: codes } } }),
    none: always({ or: [{ prospect: { isNull: true } }, { prospect: { country: { isNull: true } } }] }),
  },
  {
    kind: 'choice',
    name: 'area',
    dimension: 'NUTS3',
    isHiddenInMasked: true,
    where: (codes): DealWhere => ({ locations: { some: { site: { nuts3: { in: codes } } } } }),
    none: always({ locations: { none: { site: { nuts3: { isNull: false } } } } }),
  },
  {
    kind: 'choice',
    name: 'sector',
    dimension: 'SECTOR',
    where: (codes): DealWhere => ({ sector: { in: codes } }),
    none: always({ sector: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'activity',
    dimension: 'ACTIVITY',
    where: (codes): DealWhere => ({ activity: { in: codes as ActivityFilter['in'] } }),
    none: always({ activity: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'type',
    dimension: 'TYPE',
    where: (codes): DealWhere => ({ type: { in: codes as DealTypeFilter['in'] } }),
    none: always({ type: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'origin',
    dimension: 'ORIGIN',
    where: (codes): DealWhere => ({ origin: { in: codes as DealOriginFilter['in'] } }),
    none: always({ origin: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'confidentiality',
    dimension: 'CONFIDENTIALITY',
    where: (codes): DealWhere => ({ confidentiality: { in: codes as ConfidentialityFilter['in'] } }),
  },
  {
    kind: 'numbers',
    name: 'jobs',
    where: ({ from, to }, { asOf, knownAt }): DealWhere => ({
      jobs: {
        ...(asOf && { on: asOf }),
        ...(knownAt && { knownAt }),
        ...(from !== undefined && { atLeast: from }),
        ...(to !== undefined && { atMost: to }),
      },
    }),
  },
  {
    kind: 'days',
    name: 'decision',
    where: ({ from, to }): DealWhere => ({
      expectedDecision: { ...(from && { to: { gte: from } }), ...(to && { from: { lte: to } }) },
    }),
  },
  { kind: 'days', name: 'opened', where: (span): DealWhere => ({ openedOn: range(span) }) },
  { kind: 'words', name: 'words', where: wordsWhere, isHiddenInMasked: true },
]
