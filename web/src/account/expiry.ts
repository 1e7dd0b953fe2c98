import { endOfDay } from '../day/end-of-day.js'
import { today } from '../day/today.js'

/** Returns a day some months after another, as YYYY-MM-DD; the last of the month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The day that a form proposes. */
export const proposedExpiry = (): string => addMonths(today(), 12)

/** The last day that the service accepts: keys and logins live two years. */
export const latestExpiry = (): string => {
  const day = new Date(`${addMonths(today(), 24)}T12:00:00Z`)
  return new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10)
}

/** Returns the instant at which something that ends on a day expires; an empty text if no day is stated. */
export const expiryOf = (day: string): string => (day ? endOfDay(day) : '')

export const hasPassed = (instant: string): boolean => Date.parse(instant) < Date.now()
