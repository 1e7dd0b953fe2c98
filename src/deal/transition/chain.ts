/** The moves of a deal as a chain, and what a correction makes of it. It knows no database. */
import { directionOf, resumeStageAfter, type Direction, type Stage, type StageCode } from '../stage/stage.js'

/** A move that holds. `place` orders it among the moves of its deal. */
export interface ChainMove {
  id: string
  place: number
  from: StageCode | null
  to: StageCode
  effectiveOn: string
  override: boolean
  reason: string | null
}

/** Another day or stage for a move; a move that never was; or one that was learned of late. */
export type ChainCorrection =
  | { move: string; to?: StageCode; effectiveOn?: string }
  | { withdrawn: string }
  | { to: StageCode; effectiveOn: string }

/** One move of the corrected chain; `of` is the one it was until now, null for one learned of late. */
export interface ChainLink {
  of: ChainMove | null
  place: number
  from: StageCode | null
  to: StageCode
  effectiveOn: string
}

/** The chain as it should be: each move leaves from where the one before went. */
export function correctChain(held: readonly ChainMove[], correction: ChainCorrection): ChainLink[] {
  return linksOf(held, correction).map((link, i, links) => ({ ...link, from: links[i - 1]?.to ?? null }))
}

function linksOf(held: readonly ChainMove[], correction: ChainCorrection): ChainLink[] {
  if ('withdrawn' in correction) return held.filter(({ id }) => id !== correction.withdrawn).map(toLink)
  if (!('move' in correction)) return insertMove(held, correction)
  return held.map((of) => ({ ...toLink(of), ...(of.id === correction.move && definedChanges(correction)) }))
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

/** Among moves of the same day it is the last. */
function insertMove(
  held: readonly ChainMove[],
  { to, effectiveOn }: { to: StageCode; effectiveOn: string },
): ChainLink[] {
  const links = held.map(toLink)
  const at = held.filter((move) => move.effectiveOn <= effectiveOn).length
  const place = ((held[at - 1]?.place ?? 0) + (held[at]?.place ?? at + 1)) / 2
  return [...links.slice(0, at), { of: null, place, from: null, to, effectiveOn }, ...links.slice(at)]
}

/** Whether a link says something else than the move that it was. */
export const isChanged = ({ of, from, to, effectiveOn }: ChainLink): boolean =>
  of?.from !== from || of.to !== to || of.effectiveOn !== effectiveOn

export type ChainFault =
  | { code: 'TOO_EARLY'; value: string; earliest: string }
  | { code: 'TOO_LATE'; value: string; latest: string }
  | { code: 'NO_SUCH_MOVE'; from: StageCode; to: StageCode; on: string }

/** Why the links are no chain: days out of order, or a move that there is not. Null when they are one. */
export function findChainFault(stages: readonly Stage[], links: readonly ChainLink[]): ChainFault | null {
  return (
    links.slice(1).reduce<ChainFault | null>((fault, link, i) => fault ?? dayFault(links[i]!, link), null) ??
    moveFault(stages, links)
  )
}

/** The fault lies with the move that is new. */
function dayFault(before: ChainLink, link: ChainLink): ChainFault | null {
  if (link.effectiveOn >= before.effectiveOn) return null
  return link.of?.effectiveOn !== link.effectiveOn
    ? { code: 'TOO_EARLY', value: link.effectiveOn, earliest: before.effectiveOn }
    : { code: 'TOO_LATE', value: before.effectiveOn, latest: link.effectiveOn }
}

function moveFault(stages: readonly Stage[], links: readonly ChainLink[]): ChainFault | null {
  const directions = directionsOf(stages, links)
  const at = links.findIndex((_, i) => i > 0 && directions[i] === null)
  if (at < 0) return null
  const { from, to, effectiveOn } = links[at]!
  return { code: 'NO_SUCH_MOVE', from: from!, to, on: effectiveOn }
}

/** How each move goes; null for the opening, and where there is no such move. */
export function directionsOf(stages: readonly Stage[], links: readonly ChainLink[]): (Direction | null)[] {
  let resume: StageCode | null = null
  return links.map(({ from, to }) => {
    if (from === null) return null
    const direction = directionOf(stages, from, to, resume)
    resume = resumeStageAfter(stages, from, to, resume)
    return direction
  })
}

/** The stage columns of a deal. The SQL function recorded_stage() computes the same from the stored transitions. */
export interface StageState {
  stageCode: StageCode
  stageSince: string
  resumeStageCode: StageCode | null
  openedOn: string
}

/** Returns where a chain leaves its deal. */
export function stateAfter(stages: readonly Stage[], links: readonly ChainLink[]): StageState {
  const [opening, last] = [links[0]!, links.at(-1)!]
  const resumeStageCode = links.reduce<StageCode | null>(
    (resume, { from, to }) => (from === null ? null : resumeStageAfter(stages, from, to, resume)),
    null,
  )
  return { stageCode: last.to, stageSince: last.effectiveOn, resumeStageCode, openedOn: opening.effectiveOn }
}
