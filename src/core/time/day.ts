import { DateTime } from 'luxon'

/** The time zone in which the service counts days and weeks. */
export const timeZone = 'Europe/Brussels'

/** A calendar day as 'YYYY-MM-DD', from 1900 to 2200. It has no time zone of its own. */
export type Day = string

const dayPattern = /^(?:19\d\d|2[01]\d\d|2200)-\d\d-\d\d$/

/** Returns whether this text is a day that exists: '2018-02-30' does not, and '1899-12-31' is out of range. */
export const isDay = (text: string): text is Day => dayPattern.test(text) && isInCalendar(text)

/** Returns the day in Brussels at that instant. */
export const dayOf = (instant: Date): Day => toIsoDay(DateTime.fromJSDate(instant, { zone: timeZone }))

/** Returns the instant at which the day begins in Brussels. */
export const startOfDay = (day: Day): Date =>
  DateTime.fromISO(checkDay(day), { zone: timeZone }).startOf('day').toJSDate()

/** Returns the day that many days later, or earlier when negative. */
export const addDays = (day: Day, days: number): Day => toIsoDay(toDateTime(checkDay(day)).plus({ days }))

/** Returns the number of days from one day to another: 1 to the next day, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  (utcMidnight(checkDay(to)) - utcMidnight(checkDay(from))) / 86_400_000

/** Milliseconds. In UTC every day has 24 hours. */
const utcMidnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** Returns the day for calendar arithmetic, in UTC: without summer time every day has 24 hours. */
export const toDateTime = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' })

/** Returns the text of a day. Throws a RangeError for an invalid date, which is a programming error. */
export function toIsoDay(date: DateTime): Day {
  const text = date.toISODate()
  if (text === null) throw new RangeError('Not a day: ' + date.invalidExplanation)
  return text
}

function checkDay(day: Day): Day {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`)
  return day
}

// Runs for every day in a request or an answer, so it does without luxon: Date turns 30 February into 2 March.
function isInCalendar(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(8))
}
