/** Bounds that leave nothing between them would silently find nothing: they are refused. */
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'
import type { ConditionArgument, ValueKind } from './shape.js'

type Bounds = Record<string, 'with' | 'without'>

/** Whether the bound itself is among what is found. */
export const lowerBounds: Bounds = { gte: 'with', gt: 'without' }
export const upperBounds: Bounds = { lte: 'with', lt: 'without' }

// of texts PostgreSQL says which is the smaller
const ordered: readonly ValueKind[] = ['int', 'float', 'decimal', 'day', 'instant']

/** Refuses a highest value that leaves nothing above the lowest beside it; null is no bound. */
export function checkRange(
  kind: ValueKind,
  path: string,
  high: unknown,
  beside: Record<string, unknown>,
): void {
  const upper = upperBounds[path.split('.').at(-1)!]
  if (!upper || !ordered.includes(kind)) return
  for (const [name, lower] of Object.entries(lowerBounds))
    refuseNothing(beside[name], high, path, Number(upper === 'without') + Number(lower === 'without'), kind)
}

/** A bound for conditions: above `lower`, which stands beside it; `field` of both where they have several. */
export const checkAbove =
  (lower: string, strictly: boolean, field?: string): NonNullable<ConditionArgument['check']> =>
  (high, path, input, beside) => {
    const low = beside[lower] as Record<string, unknown> | undefined
    const without = strictly ? 2 : 0
    if (!field) refuseNothing(low, high, path, without)
    else if (low?.currency === input.currency) refuseNothing(low?.[field], high, path, without)
    return high
  }

/** `without`: how many of the two bounds are not among what is found. */
function refuseNothing(low: unknown, high: unknown, path: string, without: number, kind?: ValueKind): void {
  if (low == null || high == null) return
  const nothing =
    kind === 'float'
      ? Number(high) < Number(low) || (without > 0 && high === low)
      : steps(high) - steps(low) < without
  if (nothing)
    throw badField(path, 'NOTHING_BETWEEN', { low: quoteForMessage(low), high: quoteForMessage(high) })
}

const aDay = 86_400_000

/** Of what goes by steps how many there are up to it: numbers, cents, days, milliseconds. */
function steps(value: unknown): bigint {
  if (value instanceof Date) return BigInt(value.getTime())
  const text = String(value)
  if (text.includes('T')) return BigInt(Date.parse(text))
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return BigInt(Date.parse(text) / aDay)
  const [whole, part = ''] = text.split('.')
  return typeof value === 'number' ? BigInt(value) : BigInt(`${whole}${part.padEnd(2, '0')}`)
}
