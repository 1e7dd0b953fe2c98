/** What an API key with scopes may read and write: terms, the types that belong to each, and the mutations. */
import { appError } from './error/app-error.js'
import type { ViewerIdentity } from './scope.js'

/** `<term>:write` includes `<term>:read`. In SQL, the check constraint of `api_key.scopes` has the same list. */
export const keyScopes = [
  'prospects:read',
  'prospects:write',
  'contacts:read',
  'contacts:write',
  'sites:read',
  'sites:write',
  'deals:read',
  'deals:write',
  'meetings:read',
  'meetings:write',
  'agreements:read',
  'agreements:write',
  'claims:read',
  'claims:write',
  'tasks:read',
  'tasks:write',
  'statistics:read',
  'summaries:read',
  'rates:read',
] as const
export type KeyScope = (typeof keyScopes)[number]

type Term = 'prospects' | 'contacts' | 'sites' | 'deals' | 'meetings' | 'agreements' | 'claims' | 'tasks'
const terms: readonly Term[] = [
  'prospects',
  'contacts',
  'sites',
  'deals',
  'meetings',
  'agreements',
  'claims',
  'tasks',
]

const belongTo = (term: Term | 'statistics' | 'summaries' | 'rates', ...types: string[]) =>
  Object.fromEntries(types.map((type): [string, readonly KeyScope[]] => [type, [`${term}:read`]]))

/** Types that show rows of every term. */
const ofEveryTerm = terms.map((term): KeyScope => `${term}:read`)

/**
 * The scopes that each type of the API requires; none for types that every key may read. A type that is not listed,
 * such as ApiKey or AuditEntry, is refused to every key with scopes.
 */
export const scopesOfTypes: Readonly<Record<string, readonly KeyScope[]>> = {
  Agency: [],
  User: [],
  Viewer: [],
  // Each event is of a type, whose scope decides.
  Change: [],
  Changes: [],
  DealStage: [],
  // Parts of other types.
  AreaRange: [],
  Coordinates: [],
  Grade: [],
  StageLabels: [],
  JobsRange: [],
  Money: [],
  MoneyRange: [],
  PartialDate: [],
  Source: [],
  ...belongTo('prospects', 'Prospect', 'SimilarProspect', 'Stake', 'GroupMember'),
  ...belongTo('contacts', 'Contact', 'Employment', 'SimilarContact'),
  ...belongTo('sites', 'Site'),
  ...belongTo(
    'deals',
    'Deal',
    'Handover',
    'HandoverCorrection',
    'HandoverOffer',
    'JobProjection',
    'LandingVerification',
    'Location',
    'LocationEntry',
    'LossDestination',
    'LossReason',
    'MembershipCorrection',
    'MissingFact',
    'NeedToKnowEntry',
    'TeamMember',
    'Transition',
    'TransitionCorrection',
  ),
  ...belongTo('meetings', 'Meeting', 'MeetingParticipant'),
  ...belongTo('agreements', 'Agreement', 'AgreementParty'),
  ...belongTo('claims', 'Claim', 'ClaimGrading', 'Dispute'),
  ...belongTo('tasks', 'Task'),
  ...belongTo(
    'statistics',
    'AgreementStat',
    'ClaimStat',
    'DealConversion',
    'DealStat',
    'DimensionValue',
    'Figures',
    'ForecastChange',
    'ForecastChangeItem',
    'ForecastPoint',
    'ForecastReasonSum',
    'ForecastState',
    'JobProjectionStat',
    'MeasureValue',
    'MeetingStat',
    'PipelineStatus',
    'StageFigures',
    'TransitionStat',
    'WeightedJobs',
  ),
  ...belongTo(
    'summaries',
    'Attention',
    'FiguresChange',
    'FirstPage',
    'FirstPageFigure',
    'FirstPageItem',
    'FirstPageList',
    'IssuedSummary',
    'Movement',
    'SummaryDifference',
    'SummaryDifferences',
    'ComparedDeal',
    'ComparedFigure',
    'PeriodComparison',
    'PeriodFigures',
    'PeriodSummary',
    'WeeklyDifference',
    'WeeklyFigures',
    'WeeklySummary',
    'WithdrawnRow',
  ),
  ...belongTo('rates', 'ExchangeRate', 'RateLoad'),
  Withdrawal: [],
  SearchHit: ofEveryTerm,
  SearchPart: ofEveryTerm,
  TimelineEvent: ofEveryTerm,
}

/** The scope that each mutation requires. A mutation that is not listed is refused to every key. */
export const scopesOfMutations: Readonly<Record<string, KeyScope>> = {
  createProspect: 'prospects:write',
  updateProspect: 'prospects:write',
  archiveProspect: 'prospects:write',
  recordStake: 'prospects:write',
  createContact: 'contacts:write',
  updateContact: 'contacts:write',
  createEmployment: 'contacts:write',
  updateEmployment: 'contacts:write',
  endEmployment: 'contacts:write',
  createSite: 'sites:write',
  updateSite: 'sites:write',
  openDeal: 'deals:write',
  updateDeal: 'deals:write',
  moveDeal: 'deals:write',
  correctMove: 'deals:write',
  joinDeal: 'deals:write',
  leaveDeal: 'deals:write',
  projectJobs: 'deals:write',
  withdrawJobProjection: 'deals:write',
  withdrawMeeting: 'meetings:write',
  withdrawAgreement: 'agreements:write',
  withdrawTask: 'tasks:write',
  correctJobProjection: 'deals:write',
  withdrawLocation: 'deals:write',
  withdrawClaim: 'claims:write',
  correctClaim: 'claims:write',
  withdrawStake: 'prospects:write',
  addLocation: 'deals:write',
  updateLocation: 'deals:write',
  planMeeting: 'meetings:write',
  recordMeeting: 'meetings:write',
  updateMeeting: 'meetings:write',
  cancelMeeting: 'meetings:write',
  recordAgreement: 'agreements:write',
  updateAgreement: 'agreements:write',
  recordClaim: 'claims:write',
  gradeClaim: 'claims:write',
  addTask: 'tasks:write',
  updateTask: 'tasks:write',
  completeTask: 'tasks:write',
}

const hasScope = (scopes: readonly string[], scope: KeyScope): boolean =>
  scopes.includes(scope) || scopes.includes(scope.replace(/:read$/, ':write'))

/** Rejects a read of types outside the scopes of the viewer's key with OUT_OF_SCOPE, which names what is missing. */
export function checkReadScope({ scopes }: ViewerIdentity, types: Iterable<string>): void {
  if (scopes === null) return
  const missing = new Set<string>()
  for (const type of types)
    for (const scope of scopesOfTypes[type] ?? [null])
      if (scope === null || !hasScope(scopes, scope)) missing.add(scope ?? type)
  if (missing.size > 0) throw outOfScope([...missing])
}

/** Rejects a mutation outside the scopes of the viewer's key with OUT_OF_SCOPE. */
export function checkWriteScope({ scopes }: ViewerIdentity, mutation: string): void {
  if (scopes === null) return
  const scope = scopesOfMutations[mutation]
  if (!scope || !scopes.includes(scope)) throw outOfScope([scope ?? mutation])
}

/** Rejects a part of a mutation that writes rows of another term, unless the viewer's key has its scope, with OUT_OF_SCOPE. */
export function checkScope({ scopes }: ViewerIdentity, scope: KeyScope): void {
  if (scopes !== null && !hasScope(scopes, scope)) throw outOfScope([scope])
}

const outOfScope = (missing: string[]) =>
  appError('outOfScope', { missing: missing.sort().join(', ') }, { extra: { scopes: missing } })
