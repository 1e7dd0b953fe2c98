/** The rules of the pipeline, as tables. They know no database: facts come in as yes or no, by name. */
export const stageCodes = [
  'IDENTIFIED',
  'CONTACTED',
  'QUALIFIED',
  'SHORTLISTED',
  'NEGOTIATION',
  'COMMITTED',
  'LANDED',
  'LOST',
  'DORMANT',
] as const
export type StageCode = (typeof stageCodes)[number]

export const stageOutcomes = ['OPEN', 'WON', 'LOST', 'PAUSED'] as const
export type StageOutcome = (typeof stageOutcomes)[number]

/** Each has its condition in `src/deal/stage/fact_conditions.sql` and its words in `locales/` under `fact`. */
export const factCodes = [
  'prospect',
  'sector',
  'activity',
  'type',
  'officer',
  'contactOrMeeting',
  'ourSite',
  'competingLocations',
  'decisionMakerMet',
  'capex',
  'jobProjection',
  'expectedDecision',
  'signedAgreement',
  'chosenSite',
  'realisedJobs',
  'verifiedLanding',
  'lossReason',
  'lossDestination',
] as const
export type FactCode = (typeof factCodes)[number]

export interface Stage {
  code: StageCode
  position: number
  probability: number
  outcome: StageOutcome
  requires: readonly FactCode[]
}

/** The pipeline as shipped; an agency may change labels, probabilities and required facts. */
export const shippedStages: readonly Stage[] = [
  { code: 'IDENTIFIED', position: 1, probability: 5, outcome: 'OPEN', requires: [] },
  { code: 'CONTACTED', position: 2, probability: 10, outcome: 'OPEN', requires: [] },
  {
    code: 'QUALIFIED',
    position: 3,
    probability: 25,
    outcome: 'OPEN',
    requires: ['prospect', 'sector', 'activity', 'type', 'officer', 'contactOrMeeting'],
  },
  {
    code: 'SHORTLISTED',
    position: 4,
    probability: 40,
    outcome: 'OPEN',
    requires: ['ourSite', 'competingLocations'],
  },
  {
    code: 'NEGOTIATION',
    position: 5,
    probability: 60,
    outcome: 'OPEN',
    requires: ['decisionMakerMet', 'capex', 'jobProjection', 'expectedDecision'],
  },
  { code: 'COMMITTED', position: 6, probability: 85, outcome: 'OPEN', requires: ['signedAgreement'] },
  {
    code: 'LANDED',
    position: 7,
    probability: 100,
    outcome: 'WON',
    requires: ['chosenSite', 'realisedJobs', 'verifiedLanding'],
  },
  { code: 'LOST', position: 8, probability: 0, outcome: 'LOST', requires: ['lossReason', 'lossDestination'] },
  { code: 'DORMANT', position: 9, probability: 0, outcome: 'PAUSED', requires: [] },
]

export type Facts = Readonly<Partial<Record<FactCode, boolean>>>

const inLine = (stage: Stage): boolean => stage.outcome === 'OPEN' || stage.outcome === 'WON'

/** What a deal must show to stand in a stage: cumulative along the pipeline; LOST and DORMANT need only their own. */
export function requiredFacts(stages: readonly Stage[], target: StageCode): FactCode[] {
  const stage = stageOf(stages, target)
  const earlier = stages.filter((s) => inLine(stage) && inLine(s) && s.position < stage.position)
  return [...earlier, stage].sort((a, b) => a.position - b.position).flatMap((s) => s.requires)
}

export const missingFacts = (stages: readonly Stage[], facts: Facts, target: StageCode): FactCode[] =>
  requiredFacts(stages, target).filter((fact) => facts[fact] !== true)

/** How a move goes, which decides what it needs. */
export type Direction = 'forward' | 'back' | 'lost' | 'paused' | 'resumed' | 'landed' | 'reopened'

/** The direction of a move, or null where there is no such move. `resume` is where a deal was before it was paused or ended. */
export function directionOf(
  stages: readonly Stage[],
  from: StageCode,
  to: StageCode,
  resume: StageCode | null,
): Direction | null {
  const [origin, target] = [stageOf(stages, from), stageOf(stages, to)]
  switch (origin.outcome) {
    case 'OPEN':
      return from === to ? null : directionFromOpen(origin, target)
    case 'PAUSED':
      return to === resume ? 'resumed' : null
    default:
      return target.outcome === 'OPEN' && resume && target.position <= stageOf(stages, resume).position
        ? 'reopened'
        : null
  }
}

function directionFromOpen(origin: Stage, target: Stage): Direction | null {
  if (target.outcome === 'LOST') return 'lost'
  if (target.outcome === 'PAUSED') return 'paused'
  if (target.outcome === 'WON') return origin.code === 'COMMITTED' ? 'landed' : null
  return target.position > origin.position ? 'forward' : 'back'
}

export const needsReason: Record<Direction, boolean> = {
  forward: false,
  landed: false,
  resumed: false,
  lost: false,
  back: true,
  paused: true,
  reopened: true,
}
export const needsFacts: Record<Direction, boolean> = {
  forward: true,
  landed: true,
  lost: true,
  back: false,
  paused: true,
  resumed: false,
  reopened: false,
}
export const needsHead: Record<Direction, boolean> = {
  forward: false,
  landed: false,
  lost: false,
  back: false,
  paused: false,
  resumed: false,
  reopened: true,
}

/** Where a deal may move to from here. */
export const openMoves = (stages: readonly Stage[], from: StageCode, resume: StageCode | null): StageCode[] =>
  stages.map((stage) => stage.code).filter((to) => directionOf(stages, from, to, resume) !== null)

/**
 * Returns the stage in which a paused or ended deal resumes: the one it was in when it was last open; null for an open deal.
 * transition/resume_stage_after.sql states the same rule.
 */
export function resumeStageAfter(
  stages: readonly Stage[],
  from: StageCode,
  to: StageCode,
  resume: StageCode | null,
): StageCode | null {
  const isOpen = (code: StageCode): boolean => stageOf(stages, code).outcome === 'OPEN'
  if (isOpen(to)) return null
  return isOpen(from) ? from : resume
}

function stageOf(stages: readonly Stage[], code: StageCode): Stage {
  const stage = stages.find((s) => s.code === code)
  if (!stage) throw new Error(`There is no stage ${code}.`)
  return stage
}
