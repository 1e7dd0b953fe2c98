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
  day: statement.param(args.asOf ?? null, 'date', (given) => pastDay(given as string | null)),
  known: statement.param(args.knownAt ?? null, 'timestamptz', (given) => untilNow(given as string | null)),
})

function pastDay(given: string | null): string {
  const today = dayOf(new Date())
  if (given !== null && given > today) throw badField('asOf', 'FUTURE_DAY', { value: given, today })
  return given ?? today
}

/** Nothing is known yet of what will be recorded later; the clock of whoever asks may be ahead of ours. */
function untilNow(given: string | null): string {
  const now = new Date().toISOString()
  return given !== null && given < now ? given : now
}
