import type { DateTime } from 'luxon'
import type { Day } from './day.js'
import { toDateTime, toIsoDay } from './day.js'

/** An ISO 8601 week as 'YYYY-Www', Monday to Sunday; its year is that of its Thursday. */
export type IsoWeek = string

const weekPattern = /^(?:19\d\d|2[01]\d\d|2200)-W\d\d$/

/** Returns whether this is a week that exists, from 1900 to 2200. Only some years have a week 53. */
export const isWeek = (text: string): text is IsoWeek => weekPattern.test(text) && toDateTime(text).isValid

/** Returns the week that the day belongs to: 2018-12-31 is in 2019-W01. */
export const weekOf = (day: Day): IsoWeek => toIsoWeek(toDateTime(day))

/** Returns the Monday and the Sunday of the week. */
export function weekRange(week: IsoWeek): { from: Day; to: Day } {
  const monday = toDateTime(week)
  return { from: toIsoDay(monday), to: toIsoDay(monday.plus({ days: 6 })) }
}

export const previousWeek = (week: IsoWeek): IsoWeek => toIsoWeek(toDateTime(week).minus({ weeks: 1 }))

function toIsoWeek(date: DateTime): IsoWeek {
  const text = date.toISOWeekDate()
  if (text === null) throw new RangeError('Not a day or a week: ' + date.invalidExplanation)
  return text.slice(0, '2018-W22'.length)
}
