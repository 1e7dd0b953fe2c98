/** The moves of a deal as a chain, and its corrections: pure functions. check_transition_chain.sql checks the same at commit. */
import { directionOf, resumeStageAfter, type Direction, type Stage, type StageCode } from '../stage/stage.js'

/** A valid move: no correction names it. `place` orders it among the moves of its deal. */
export interface ChainMove {
  id: string
  place: number
  from: StageCode | null
  to: StageCode
  effectiveOn: string
  override: boolean
  reason: string | null
}

/** Another day or stage for a move; the withdrawal of a move; or an additional, earlier move. */
export type ChainCorrection =
  | { move: string; to?: StageCode; effectiveOn?: string }
  | { withdrawn: string }
  | { to: StageCode; effectiveOn: string }

/** A move of the corrected chain; `of` is the recorded move that it comes from, null for an additional one. */
export interface ChainLink {
  of: ChainMove | null
  place: number
  from: StageCode | null
  to: StageCode
  effectiveOn: string
}

/** Returns the corrected chain: each move starts in the stage in which the previous one ended. */
export function correctChain(moves: readonly ChainMove[], correction: ChainCorrection): ChainLink[] {
  return applyCorrection(moves, correction).map((link, i, links) => ({
    ...link,
    from: links[i - 1]?.to ?? null,
  }))
}

function applyCorrection(moves: readonly ChainMove[], correction: ChainCorrection): ChainLink[] {
  if ('withdrawn' in correction) return moves.filter(({ id }) => id !== correction.withdrawn).map(toLink)
  if (!('move' in correction)) return insertMove(moves, correction)
  return moves.map((of) => ({ ...toLink(of), ...(of.id === correction.move && definedChanges(correction)) }))
}

const toLink = (of: ChainMove): ChainLink => ({
  of,
  place: of.place,
  from: of.from,
  to: of.to,
  effectiveOn: of.effectiveOn,
})

const definedChanges = ({ to, effectiveOn }: Partial<ChainLink>): Partial<ChainLink> => ({
  ...(to !== undefined && { to }),
  ...(effectiveOn !== undefined && { effectiveOn }),
})

/** Inserts a move by its day, after other moves of that day. */
function insertMove(
  moves: readonly ChainMove[],
  { to, effectiveOn }: { to: StageCode; effectiveOn: string },
): ChainLink[] {
  const links = moves.map(toLink)
  const at = moves.filter((move) => move.effectiveOn <= effectiveOn).length
  const place = ((moves[at - 1]?.place ?? 0) + (moves[at]?.place ?? at + 1)) / 2
  return [...links.slice(0, at), { of: null, place, from: null, to, effectiveOn }, ...links.slice(at)]
}

/** Returns whether a link differs from the recorded move that it comes from. */
export const isChanged = ({ of, from, to, effectiveOn }: ChainLink): boolean =>
  of?.from !== from || of.to !== to || of.effectiveOn !== effectiveOn

export type ChainFault =
  | { code: 'TOO_EARLY'; value: string; earliest: string }
  | { code: 'TOO_LATE'; value: string; latest: string }
  | { code: 'NO_SUCH_MOVE'; from: StageCode; to: StageCode; on: string }

/** Returns the first fault of a chain: days out of order, or a move that the stages do not allow. Null if it has none. */
export function findChainFault(stages: readonly Stage[], links: readonly ChainLink[]): ChainFault | null {
  return (
    links
      .slice(1)
      .reduce<ChainFault | null>((fault, link, i) => fault ?? findDayFault(links[i]!, link), null) ??
    findMoveFault(stages, links)
  )
}

/** Returns a fault that names the changed one of two moves whose days are out of order. */
function findDayFault(before: ChainLink, link: ChainLink): ChainFault | null {
  if (link.effectiveOn >= before.effectiveOn) return null
  return link.of?.effectiveOn !== link.effectiveOn
    ? { code: 'TOO_EARLY', value: link.effectiveOn, earliest: before.effectiveOn }
    : { code: 'TOO_LATE', value: before.effectiveOn, latest: link.effectiveOn }
}

function findMoveFault(stages: readonly Stage[], links: readonly ChainLink[]): ChainFault | null {
  const directions = directionsOf(stages, links)
  const at = links.findIndex((_, i) => i > 0 && directions[i] === null)
  if (at < 0) return null
  const { from, to, effectiveOn } = links[at]!
  return { code: 'NO_SUCH_MOVE', from: from!, to, on: effectiveOn }
}

/** Returns the direction of each move; null for the opening and for a move that the stages do not allow. */
export function directionsOf(stages: readonly Stage[], links: readonly ChainLink[]): (Direction | null)[] {
  let resume: StageCode | null = null
  return links.map(({ from, to }) => {
    if (from === null) return null
    const direction = directionOf(stages, from, to, resume)
    resume = resumeStageAfter(stages, from, to, resume)
    return direction
  })
}

/** The stage columns of a deal. recorded_stage.sql computes the same from the stored transitions. */
export interface StageState {
  stageCode: StageCode
  stageSince: string
  resumeStageCode: StageCode | null
  openedOn: string
}

/** Returns the stage columns of a deal after all moves of a chain. */
export function stateAfter(stages: readonly Stage[], links: readonly ChainLink[]): StageState {
  const [opening, last] = [links[0]!, links.at(-1)!]
  const resumeStageCode = links.reduce<StageCode | null>(
    (resume, { from, to }) => (from === null ? null : resumeStageAfter(stages, from, to, resume)),
    null,
  )
  return { stageCode: last.to, stageSince: last.effectiveOn, resumeStageCode, openedOn: opening.effectiveOn }
}
