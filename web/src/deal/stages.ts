import type { Stage } from '../shell/viewer.js'

type StageOfDeal = Pick<Stage, 'code' | 'outcome' | 'position'>

const byPosition = (a: Stage, b: Stage) => a.position - b.position

/** The stages that a deal goes through until it is won. */
export const openStages = (stages: Stage[]): Stage[] =>
  stages.filter(({ outcome }) => outcome === 'OPEN').sort(byPosition)

/** Returns the stage after that of an open deal; the last one is followed by the landing. Null once it has an outcome. */
export function nextStage(stages: Stage[], current: StageOfDeal): Stage | null {
  if (current.outcome !== 'OPEN') return null
  const later = openStages(stages).find(({ position }) => position > current.position)
  return later ?? stages.find(({ outcome }) => outcome === 'WON') ?? null
}

export type MoveKind = 'forward' | 'back' | 'won' | 'lost' | 'paused' | 'reopen'

/** Returns what a move to this stage would be. */
export function moveKindOf(from: StageOfDeal, to: StageOfDeal): MoveKind {
  if (from.outcome === 'WON' || from.outcome === 'LOST') return 'reopen'
  if (to.outcome === 'LOST') return 'lost'
  if (to.outcome === 'WON') return 'won'
  if (to.outcome === 'PAUSED') return 'paused'
  return from.outcome === 'PAUSED' || to.position > from.position ? 'forward' : 'back'
}
