import { dayOf } from '../core/day.js'
import { badField } from '../core/problem.js'
import type { Asking } from '../read/roots.js'

/** From where a report looks, as parameters of its statement: what had happened by the day, as far as it was recorded by the instant. */
export interface AsOf {
  day: string
  known: string
}

/** The arguments `asOf` and `knownAt`; left out: today in Brussels, and now. */
export const asOf = ({ statement, args }: Asking): AsOf => ({
  day: statement.param(args.asOf ?? null, 'date', (given) => pastDay(given, 'asOf')),
  known: statement.param(args.knownAt ?? null, 'timestamptz', untilNow),
})

/** Left out: today in Brussels. */
export function pastDay(given: unknown, path: string): string {
  const today = dayOf(new Date())
  if (typeof given !== 'string') return today
  if (given > today) throw badField(path, 'FUTURE_DAY', { value: given, today })
  return given
}

/** Nothing is known yet of what will be recorded later; the clock of whoever asks may be ahead of ours. */
export function untilNow(given: unknown): string {
  const now = new Date().toISOString()
  return typeof given === 'string' && given < now ? given : now
}
