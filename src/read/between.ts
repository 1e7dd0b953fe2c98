/** Bounds that leave nothing between them would silently find nothing: they are refused. */
import { badField } from '../core/problem.js'
import { shown } from '../core/text.js'
import type { ConditionArgument, Kind } from './shape.js'

type Bounds = Record<string, 'with' | 'without'>

/** Whether the bound itself is among what is found. */
export const lowest: Bounds = { gte: 'with', gt: 'without' }
export const highest: Bounds = { lte: 'with', lt: 'without' }

// of texts PostgreSQL says which is the smaller
const ordered: readonly Kind[] = ['int', 'float', 'decimal', 'day', 'instant']

/** Refuses a highest value that is below the lowest beside it; null is no bound. */
export function checkBetween(kind: Kind, path: string, high: unknown, beside: Record<string, unknown>): void {
  const upper = highest[path.split('.').at(-1)!]
  if (!upper || !ordered.includes(kind)) return
  for (const [name, lower] of Object.entries(lowest))
    refuseNothing(beside[name], high, path, upper === 'without' || lower === 'without')
}

/** A bound for conditions: above `lower`, which stands beside it; `field` of both where they have several. */
export const above =
  (lower: string, strictly: boolean, field?: string): NonNullable<ConditionArgument['check']> =>
  (high, path, given, beside) => {
    const low = beside[lower] as Record<string, unknown> | undefined
    if (!field) refuseNothing(low, high, path, strictly)
    else if (low?.currency === given.currency) refuseNothing(low?.[field], high, path, strictly)
    return high
  }

function refuseNothing(low: unknown, high: unknown, path: string, strictly: boolean): void {
  if (low == null || high == null) return
  const [from, to] = [low, high].map(comparable)
  if (from! > to! || (strictly && from === to))
    throw badField(path, 'NOTHING_BETWEEN', { low: shown(low), high: shown(high) })
}

const comparable = (value: unknown): number | string =>
  value instanceof Date ? value.getTime() : Number.isNaN(Number(value)) ? String(value) : Number(value)
