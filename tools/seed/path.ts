import {
  directionOf,
  needsReason,
  shippedStages,
  type Direction,
  type StageCode,
} from '../../src/deal/stage/stage.js'
import type { Random } from './random.js'

export interface PathStep {
  from: StageCode | null
  to: StageCode
  day: number
  /** Undefined for the opening. */
  direction?: Direction
}

/** The moves of a deal, the furthest position that it reached (1 to 7), and the stage in which it would resume. */
export interface DealPath {
  steps: PathStep[]
  top: number
  resume: StageCode | null
}

const line: readonly StageCode[] = shippedStages.slice(0, 6).map(({ code }) => code)
const openStage = (position: number): StageCode => line[position - 1]!

/** Returns a valid chain of moves from the day of the opening to the last day. */
export function makePath(random: Random, opened: number, until: number): DealPath {
  const path = new Walk(random, opened, until)
  const goal = Number(random.weighted({ 1: 15, 2: 20, 3: 20, 4: 15, 5: 13, 6: 17 }))
  for (let at = 1; at < goal;) {
    if (at > 1 && random.isTrue(0.04)) path.go(openStage(--at))
    if (random.isTrue(0.05) && path.go('DORMANT')) path.go(openStage(at))
    at = Math.min(goal, at + (random.isTrue(0.2) ? 2 : 1))
    path.go(openStage(at))
  }
  end(path, random, goal)
  return path
}

function end(path: Walk, random: Random, goal: number): void {
  const how = random.weighted({ OPEN: 42, LOST: 28, DORMANT: 12, LANDED: goal === 6 ? 90 : 0 })
  if (how === 'OPEN') return
  if (path.go(how) && how === 'LOST' && random.isTrue(0.03)) path.go(openStage(Math.min(2, goal)))
}

class Walk implements DealPath {
  readonly steps: PathStep[]
  top = 1
  resume: StageCode | null = null
  private over = false

  constructor(
    private readonly random: Random,
    opened: number,
    private readonly until: number,
  ) {
    this.steps = [{ from: null, to: 'IDENTIFIED', day: opened }]
  }

  /** Moves to a stage; returns false, without a move, if that would be after the last day. */
  go(to: StageCode): boolean {
    const last = this.steps.at(-1)!
    const day = last.day + this.random.int(3, 150)
    this.over ||= day > this.until
    if (this.over) return false
    const direction = directionOf(shippedStages, last.to, to, this.resume)
    if (!direction) throw new Error(`No deal goes from ${last.to} to ${to}.`)
    this.steps.push({ from: last.to, to, day, direction })
    this.note(last.to, to)
    return true
  }

  private note(from: StageCode, to: StageCode): void {
    const open = line.includes(to)
    if (open) this.resume = null
    else if (line.includes(from)) this.resume = from
    if (open || to === 'LANDED') this.top = Math.max(this.top, line.indexOf(to) + 1 || 7)
  }
}

export const hasReason = ({ direction }: PathStep): boolean =>
  direction !== undefined && needsReason[direction]
