/** Rejects ranges that can contain no value, which would silently match nothing. */
import { badField } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'
import type { ConditionArgument, ValueKind } from '../shape.js'

type Bounds = Record<string, 'inclusive' | 'exclusive'>

export const lowerBounds: Bounds = { gte: 'inclusive', gt: 'exclusive' }
const upperBounds: Bounds = { lte: 'inclusive', lt: 'exclusive' }

// Texts are not among them: only PostgreSQL knows their order.
const orderedKinds: readonly ValueKind[] = ['int', 'float', 'decimal', 'day', 'instant']

/** Rejects an upper bound that leaves no value above the lower bound of the same filter; null is no bound. */
export function checkRange(
  kind: ValueKind,
  path: string,
  high: unknown,
  beside: Record<string, unknown>,
): void {
  const upper = upperBounds[path.split('.').at(-1)!]
  if (!upper || !orderedKinds.includes(kind)) return
  for (const [name, lower] of Object.entries(lowerBounds))
    checkNotEmpty(
      beside[name],
      high,
      path,
      Number(upper === 'exclusive') + Number(lower === 'exclusive'),
      kind,
    )
}

/**
 * Returns the check of an upper bound among conditions: it must be above the condition `lower` of the same filter. For
 * objects compares their `field`, when they have the same currency.
 */
export const checkAbove =
  (lower: string, strictly: boolean, field?: string): NonNullable<ConditionArgument['check']> =>
  (high, path, input, beside) => {
    const low = beside[lower] as Record<string, unknown> | undefined
    const exclusive = strictly ? 2 : 0
    if (!field) checkNotEmpty(low, high, path, exclusive)
    else if (low?.currency === input.currency) checkNotEmpty(low?.[field], high, path, exclusive)
    return high
  }

/** `exclusive` is the number of exclusive bounds, 0 to 2. */
function checkNotEmpty(low: unknown, high: unknown, path: string, exclusive: number, kind?: ValueKind): void {
  if (low == null || high == null) return
  const isEmpty =
    kind === 'float'
      ? Number(high) < Number(low) || (exclusive > 0 && high === low)
      : toSteps(high) - toSteps(low) < exclusive
  if (isEmpty)
    throw badField(path, 'NOTHING_BETWEEN', { low: quoteForMessage(low), high: quoteForMessage(high) })
}

const dayMilliseconds = 86_400_000

/** Returns a discrete value as a count of its smallest steps: units, cents, days or milliseconds. */
function toSteps(value: unknown): bigint {
  if (value instanceof Date) return BigInt(value.getTime())
  const text = String(value)
  if (text.includes('T')) return BigInt(Date.parse(text))
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return BigInt(Date.parse(text) / dayMilliseconds)
  const [whole, part = ''] = text.split('.')
  return typeof value === 'number' ? BigInt(value) : BigInt(`${whole}${part.padEnd(2, '0')}`)
}
