import { appError, type AppError } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'

/** Throws TOO_COSTLY, with both numbers, where a cost goes beyond what is allowed. */
export function checkCost(cost: number, limit: number): void {
  if (cost > limit) throw appError('tooCostly', { cost, limit }, { extra: { cost, limit } })
}

/** The error itself; of a statement that took too long, TIMEOUT, which names what was read and by which filters. */
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
  const named = mostExpensive.map(({ path }) => path).join(', ')
  return appError('timedOut', { mostExpensive: named }, { extra: { mostExpensive } })
}

/** TOO_COSTLY for filters that have more conditions than are allowed; it names where most of them stand. */
export function tooManyConditions(paths: readonly string[], limit: number): AppError {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const place = path.replace(/\[\d+\]/g, '')
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const mostExpensive = [...counts]
    .map(([path, cost]) => ({ path, cost }))
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 5)
  const named = mostExpensive.map(({ path, cost }) => `${quoteForMessage(path)} (${cost})`).join(', ')
  return appError(
    'tooManyConditions',
    { limit, mostExpensive: named },
    { extra: { cost: paths.length, limit, mostExpensive } },
  )
}
