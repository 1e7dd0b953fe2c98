/** Questions are made at random; bounds with nothing between them are refused, which is tested by itself. */
const pairs: [lower: string, upper: string, strictly: boolean][] = [
  ['gte', 'lte', false],
  ['gte', 'lt', true],
  ['gt', 'lte', true],
  ['gt', 'lt', true],
  ['atLeast', 'atMost', false],
  ['certainlyAfter', 'certainlyBefore', true],
  ['possiblyAfter', 'certainlyBefore', true],
  ['certainlyAfter', 'possiblyBefore', true],
]

/** The same without each upper bound that leaves no room above a lower one beside it, however deep. */
export function withRoom<T>(given: T): T {
  if (Array.isArray(given)) return given.map(withRoom) as T
  if (typeof given !== 'object' || given === null) return given
  const found = given as Record<string, unknown>
  const tight = pairs.filter(([low, high, strictly]) => !hasRoom(found[low], found[high], strictly))
  const kept = Object.entries(found).filter(([name]) => !tight.some(([, high]) => high === name))
  return Object.fromEntries(kept.map(([name, value]) => [name, withRoom(value)])) as T
}

function hasRoom(low: any, high: any, strictly: boolean): boolean {
  if (low == null || high == null) return true
  if (typeof low === 'object')
    return low.currency !== high.currency || hasRoom(low.amount, high.amount, strictly)
  const [from, to] = Number.isNaN(Number(low)) ? [low, high] : [Number(low), Number(high)]
  return from < to || (!strictly && from === to)
}
