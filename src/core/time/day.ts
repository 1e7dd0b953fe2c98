import { DateTime } from 'luxon'

/** The one time zone in which the people of this service count days and weeks. */
export const timeZone = 'Europe/Brussels'

/** A calendar day as 'YYYY-MM-DD', from 1900 to 2200. It has no time zone of its own. */
export type Day = string

const shape = /^(?:19\d\d|2[01]\d\d|2200)-\d\d-\d\d$/

/** Is this text a day that exists? '2018-02-30' does not, and neither does '1899-12-31' here. */
export const isDay = (text: string): text is Day => shape.test(text) && exists(text)

/** The day it is in Brussels at that instant. */
export const dayOf = (instant: Date): Day => toIsoDay(DateTime.fromJSDate(instant, { zone: timeZone }))

/** The instant at which the day begins in Brussels. */
export const startOfDay = (day: Day): Date =>
  DateTime.fromISO(existing(day), { zone: timeZone }).startOf('day').toJSDate()

/** The day that many days later, or earlier when negative. */
export const addDays = (day: Day, days: number): Day => toIsoDay(toDateTime(existing(day)).plus({ days }))

/** How many days lie between: 1 from a day to the next, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  (midnight(existing(to)) - midnight(existing(from))) / 86_400_000

/** Of that day in UTC, where every day has 24 hours. */
const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** The day for calendar arithmetic: UTC knows no summer time, so every day there has 24 hours. */
export const toDateTime = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' })

/** The text of a day; an impossible one is our own mistake and throws. */
export function toIsoDay(date: DateTime): Day {
  const text = date.toISODate()
  if (text === null) throw new RangeError('Not a day: ' + date.invalidExplanation)
  return text
}

function existing(day: Day): Day {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`)
  return day
}

// Asked for every day that comes in and goes out, hence without the calendar: the 30th of February comes back as
// the 2nd of March.
function exists(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(8))
}
