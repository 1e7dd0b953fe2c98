/** Reads the arguments of a query as of a past time. Each input is the value sent, or null when it was left out. */
import { dayOf } from './day.js'
import { badField } from '../error/app-error.js'

/** Returns the day; today in Brussels when left out. Rejects a future day with FUTURE_DAY. */
export function parsePastDay(input: unknown, path: string): string {
  const today = dayOf(new Date())
  if (typeof input !== 'string') return today
  if (input > today) throw badField(path, 'FUTURE_DAY', { value: input, today })
  return input
}

/** Returns the instant, at most now; now if it is null. The clock of a client may be ahead of the server's. */
export function limitToNow(input: unknown): string {
  const now = new Date().toISOString()
  return typeof input === 'string' && input < now ? input : now
}
