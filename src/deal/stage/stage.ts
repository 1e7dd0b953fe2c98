/**
 * The rules of the pipeline, as tables and pure functions. Facts are passed in as booleans by code. The database checks the
 * same rules again: see check_transition.sql and the functions named below.
 */
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

/** Facts that a stage may require. The condition of each is in fact_conditions.sql, its text in `locales/` under `fact`. */
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

const isInPipeline = (stage: Stage): boolean => stage.outcome === 'OPEN' || stage.outcome === 'WON'

/**
 * Returns the facts that a deal must show to be in a stage: cumulative along the pipeline; LOST and DORMANT need only their
 * own. The same rule: required_facts.sql.
 */
export function requiredFacts(stages: readonly Stage[], target: StageCode): FactCode[] {
  const stage = stageOf(stages, target)
  const earlier = stages.filter((s) => isInPipeline(stage) && isInPipeline(s) && s.position < stage.position)
  return [...earlier, stage].sort((a, b) => a.position - b.position).flatMap((s) => s.requires)
}

/** Returns the required facts that are not true. The same rule: missing_facts.sql, check_transition_facts.sql. */
export const missingFacts = (stages: readonly Stage[], facts: Facts, target: StageCode): FactCode[] =>
  requiredFacts(stages, target).filter((fact) => facts[fact] !== true)

/** Kind of a move, which decides what it needs. */
export type Direction = 'forward' | 'back' | 'lost' | 'paused' | 'resumed' | 'landed' | 'reopened'

/**
 * Returns the direction of a move, or null if the stages do not allow it. `resume` is the stage of the deal before it was
 * paused or ended. The same rule: transition/is_transition_allowed.sql.
 */
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

/** The same rule: transition/check_transition_reason.sql. */
export const needsReason: Record<Direction, boolean> = {
  forward: false,
  landed: false,
  resumed: false,
  lost: false,
  back: true,
  paused: true,
  reopened: true,
}
/** The same rule: transition/check_transition_facts.sql. */
export const needsFacts: Record<Direction, boolean> = {
  forward: true,
  landed: true,
  lost: true,
  back: false,
  paused: true,
  resumed: false,
  reopened: false,
}
/** The same rule: transition/needs_head_to_move.sql. */
export const needsHead: Record<Direction, boolean> = {
  forward: false,
  landed: false,
  lost: false,
  back: false,
  paused: false,
  resumed: false,
  reopened: true,
}

/**
 * Returns whether only a HEAD may correct or withdraw a recorded move: one into or out of LANDED or LOST, and an override.
 * The same rule: transition/needs_head_to_correct.sql.
 */
export const needsHeadToCorrect = (
  stages: readonly Stage[],
  { from, to, override }: { from: StageCode | null; to: StageCode; override: boolean },
): boolean => override || isEnded(stages, to) || (from !== null && isEnded(stages, from))

function isEnded(stages: readonly Stage[], code: StageCode): boolean {
  const { outcome } = stageOf(stages, code)
  return outcome === 'WON' || outcome === 'LOST'
}

/** Returns the stages that a deal may move to. */
export const allowedTargets = (
  stages: readonly Stage[],
  from: StageCode,
  resume: StageCode | null,
): StageCode[] =>
  stages.map((stage) => stage.code).filter((to) => directionOf(stages, from, to, resume) !== null)

/**
 * Returns the stage in which a paused or ended deal resumes: the one it was in when it was last open; null for an open deal.
 * The same rule: transition/resume_stage_after.sql.
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
