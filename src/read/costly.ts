import { problem } from '../core/problem.js'

/** Throws TOO_COSTLY, with both numbers, where a cost goes beyond what is allowed. */
export function refuseAbove(cost: number, limit: number): void {
  if (cost > limit) throw problem('tooCostly', { cost, limit }, { extra: { cost, limit } })
}
