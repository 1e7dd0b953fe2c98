/** The filters of deals. They mirror the dimensions of `dealStats`, so a filter finds the rows of a cell. */
import type {
  ActivityFilter,
  ConfidentialityFilter,
  DealOriginFilter,
  DealStageCodeFilter,
  DealTypeFilter,
  DealWhere,
  LossReasonCodeFilter,
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

const isLost: DealWhere = { stage: { outcome: { eq: 'LOST' } } }

const unknown = 'UNKNOWN'

function lostToWhere(codes: string[]): DealWhere {
  const countries = codes.filter((code) => code !== unknown)
  const conditions: DealWhere[] = [
    ...(countries.length > 0 ? [{ lossDestination: { country: { in: countries } } }] : []),
    ...(countries.length < codes.length ? [{ lossDestination: { unknown: { eq: true } } }] : []),
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

const dealWhere = (where: DealWhere): DealWhere => where

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
    none: dealWhere({ lossDestination: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'loss-reason',
    dimension: 'LOSS_REASON',
    isHiddenInMasked: true,
    shownInMasked: isLost,
    where: (codes): DealWhere => ({
      lossReasons: { some: { code: { in: codes as LossReasonCodeFilter['in'] } } },
    }),
    none: dealWhere({ lossReasons: { none: { code: { isNull: false } } } }),
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
    none: dealWhere({ officer: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'country',
    dimension: 'PROSPECT_COUNTRY',
    isHiddenInMasked: true,
    where: (codes): DealWhere => ({ prospect: { country: { in: codes } } }),
    none: dealWhere({ or: [{ prospect: { isNull: true } }, { prospect: { country: { isNull: true } } }] }),
  },
  {
    kind: 'choice',
    name: 'area',
    dimension: 'NUTS3',
    isHiddenInMasked: true,
    where: (codes): DealWhere => ({ locations: { some: { site: { nuts3: { in: codes } } } } }),
    none: dealWhere({ locations: { none: { site: { nuts3: { isNull: false } } } } }),
  },
  {
    kind: 'choice',
    name: 'sector',
    dimension: 'SECTOR',
    where: (codes): DealWhere => ({ sector: { in: codes } }),
    none: dealWhere({ sector: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'activity',
    dimension: 'ACTIVITY',
    where: (codes): DealWhere => ({ activity: { in: codes as ActivityFilter['in'] } }),
    none: dealWhere({ activity: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'type',
    dimension: 'TYPE',
    where: (codes): DealWhere => ({ type: { in: codes as DealTypeFilter['in'] } }),
    none: dealWhere({ type: { isNull: true } }),
  },
  {
    kind: 'choice',
    name: 'origin',
    dimension: 'ORIGIN',
    where: (codes): DealWhere => ({ origin: { in: codes as DealOriginFilter['in'] } }),
    none: dealWhere({ origin: { isNull: true } }),
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
