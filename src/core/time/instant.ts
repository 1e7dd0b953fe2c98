import { isDay } from './day.js'

/** A moment as 'YYYY-MM-DDTHH:mm:ss.sssZ': UTC, milliseconds; such texts sort as the moments do. */
export type Instant = string

const written =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/**
 * The moment that an ISO 8601 text with an offset stands for; null when it does not stand for one exactly: no
 * offset, a day that does not exist, a leap second, more than milliseconds, years outside 1900 to 2200.
 */
export function readInstant(text: string): Instant | null {
  const day = written.exec(text)?.[1]
  if (day === undefined || !isDay(day)) return null
  const instant = new Date(text).toISOString()
  return isDay(instant.slice(0, 10)) ? instant : null
}

const stored = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?)$/

/** The moment from the JSON that PostgreSQL writes, which has microseconds: these are left out. */
export function toStoredInstant(text: string): Instant {
  if (!stored.test(text)) throw new TypeError('Not a timestamp with a time zone')
  return new Date(text.replace(/([+-]\d\d)$/, '$1:00')).toISOString()
}
