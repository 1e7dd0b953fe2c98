import { isDay } from './day.js'

/** An instant as 'YYYY-MM-DDTHH:mm:ss.sssZ': UTC, milliseconds. Such texts sort in time order. */
export type Instant = string

const inputPattern =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/**
 * Returns the instant of an ISO 8601 text with an offset. Returns null when the text does not name one exactly: no
 * offset, a day that does not exist, a leap second, more than milliseconds, years outside 1900 to 2200.
 */
export function readInstant(text: string): Instant | null {
  const day = inputPattern.exec(text)?.[1]
  if (day === undefined || !isDay(day)) return null
  const instant = new Date(text).toISOString()
  return isDay(instant.slice(0, 10)) ? instant : null
}

const storedPattern = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?)$/

/** Returns the instant of a timestamp in PostgreSQL's JSON; drops its microseconds. */
export function toStoredInstant(text: string): Instant {
  if (!storedPattern.test(text)) throw new TypeError('Not a timestamp with a time zone')
  return new Date(text.replace(/([+-]\d\d)$/, '$1:00')).toISOString()
}
