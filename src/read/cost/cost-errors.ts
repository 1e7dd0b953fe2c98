import { appError, type AppError } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'

/** Rejects a cost above the limit with TOO_COSTLY and both numbers. */
export function checkCost(cost: number, limit: number): void {
  if (cost > limit) throw appError('tooCostly', { cost, limit }, { extra: { cost, limit } })
}

/**
 * Returns TIMEOUT, with the fields and filters of the operation, for a cancelled statement; else the error unchanged.
 */
export function toTimeoutError(
  error: unknown,
  fields: readonly { path: string }[],
  filters: readonly string[],
): unknown {
  if ((error as { code?: string }).code !== '57014') return error
  const mostExpensive = [
    ...fields.slice(0, 3).map(({ path }) => path),
    ...filters.slice(0, 5).map(quoteForMessage),
  ].map((path) => ({ path }))
  const names = mostExpensive.map(({ path }) => path).join(', ')
  return appError('timedOut', { mostExpensive: names }, { extra: { mostExpensive } })
}

/** Returns TOO_COSTLY for filters with too many conditions; it names the paths with most of them. */
export function tooManyConditions(paths: readonly string[], limit: number): AppError {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const filter = path.replace(/\[\d+\]/g, '')
    counts.set(filter, (counts.get(filter) ?? 0) + 1)
  }
  const mostExpensive = [...counts]
    .map(([path, cost]) => ({ path, cost }))
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 5)
  const names = mostExpensive.map(({ path, cost }) => `${quoteForMessage(path)} (${cost})`).join(', ')
  return appError(
    'tooManyConditions',
    { limit, mostExpensive: names },
    { extra: { cost: paths.length, limit, mostExpensive } },
  )
}
