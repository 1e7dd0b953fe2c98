/** Questions are made at random; bounds with nothing between them are refused, which is tested by itself. */
/** How many of the two are not among what is found themselves. */
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

/** The same without each upper bound that leaves no room above a lower one beside it, however deep. */
export function withoutEmptyRanges<T>(given: T): T {
  if (Array.isArray(given)) return given.map(withoutEmptyRanges) as T
  if (typeof given !== 'object' || given === null) return given
  const found = given as Record<string, unknown>
  const tight = pairs.filter(([low, high, without]) => !hasRoom(found[low], found[high], without))
  const kept = Object.entries(found).filter(([name]) => !tight.some(([, high]) => high === name))
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutEmptyRanges(value)])) as T
}

function hasRoom(low: any, high: any, without: number): boolean {
  if (low == null || high == null) return true
  if (typeof low === 'object')
    return low.currency !== high.currency || hasRoom(low.amount, high.amount, without)
  const [from, to] = [low, high].map(steps)
  return to! - from! >= without
}

/** Days, milliseconds, cents or numbers; the values that are asked with are far below what a double holds. */
function steps(value: string | number): number {
  if (typeof value === 'number') return value
  if (value.includes('T')) return Date.parse(value)
  return value.includes('-', 1) ? Date.parse(value) / 86_400_000 : Math.round(Number(value) * 100)
}
