/** Random filters can have empty ranges, which the service rejects: they are removed here and tested in ranges.spec.ts. */
/** Pairs of bounds, and how many of the two are exclusive. */
const pairs: [lower: string, upper: string, without: number][] = [
  ['gte', 'lte', 0],
  ['gte', 'lt', 1],
  ['gt', 'lte', 1],
  ['gt', 'lt', 2],
  ['atLeast', 'atMost', 0],
  ['certainlyAfter', 'certainlyBefore', 2],
  ['possiblyAfter', 'certainlyBefore', 2],
  ['certainlyAfter', 'possiblyBefore', 2],
]

/** Returns a copy without the upper bounds of empty ranges, at any depth. */
export function withoutEmptyRanges<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutEmptyRanges) as T
  if (typeof value !== 'object' || value === null) return value
  const filter = value as Record<string, unknown>
  const emptyPairs = pairs.filter(([low, high, without]) => !hasValues(filter[low], filter[high], without))
  const entries = Object.entries(filter).filter(([name]) => !emptyPairs.some(([, high]) => high === name))
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutEmptyRanges(value)])) as T
}

function hasValues(low: any, high: any, without: number): boolean {
  if (low == null || high == null) return true
  if (typeof low === 'object')
    return low.currency !== high.currency || hasValues(low.amount, high.amount, without)
  const [from, to] = [low, high].map(toNumber)
  return to! - from! >= without
}

/** Returns a bound in days, milliseconds, cents or as a number. The test values are exact in a double. */
function toNumber(value: string | number): number {
  if (typeof value === 'number') return value
  if (value.includes('T')) return Date.parse(value)
  return value.includes('-', 1) ? Date.parse(value) / 86_400_000 : Math.round(Number(value) * 100)
}
