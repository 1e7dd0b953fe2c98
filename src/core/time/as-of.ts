/** What a question about the past may be given: a value that was sent, or null where it was left out. */
import { dayOf } from './day.js'
import { badField } from '../error/app-error.js'

/** A day up to today; left out: today in Brussels. */
export function parsePastDay(input: unknown, path: string): string {
  const today = dayOf(new Date())
  if (typeof input !== 'string') return today
  if (input > today) throw badField(path, 'FUTURE_DAY', { value: input, today })
  return input
}

/** Nothing is known yet of what will be recorded later; the clock of whoever asks may be ahead of ours. */
export function limitToNow(input: unknown): string {
  const now = new Date().toISOString()
  return typeof input === 'string' && input < now ? input : now
}
