import { Info, type DateTime } from 'luxon'
import type { Day } from './day.js'
import { addDays, isDay, toDateTime, toIsoDay } from './day.js'
import type { Language } from '../locale.js'
import { languageTag, translate, translateOrdinal } from '../locale.js'

/** How exactly a day is known. The thirds of a month are days 1 to 10, 11 to 20, and 21 to its end; BEFORE knows the last day only. */
export const precisions = [
  'DAY',
  'EARLY_MONTH',
  'MID_MONTH',
  'LATE_MONTH',
  'MONTH',
  'QUARTER',
  'YEAR',
  'BEFORE',
] as const

export type Precision = (typeof precisions)[number]

/** The first possible day of a date of precision BEFORE: that of the calendar. */
export const beginning: Day = '1900-01-01'

/** A day known to a precision only: it lies between `from` and `to`, both included. */
export interface PartialDateValue {
  from: Day
  to: Day
  precision: Precision
}

type Ends = readonly [from: DateTime, to: DateTime]

const ranges: Record<Precision, (day: DateTime) => Ends> = {
  DAY: (day) => [day, day],
  EARLY_MONTH: (day) => [day.set({ day: 1 }), day.set({ day: 10 })],
  MID_MONTH: (day) => [day.set({ day: 11 }), day.set({ day: 20 })],
  LATE_MONTH: (day) => [day.set({ day: 21 }), day.endOf('month')],
  MONTH: (day) => [day.startOf('month'), day.endOf('month')],
  QUARTER: (day) => [day.startOf('quarter'), day.endOf('quarter')],
  YEAR: (day) => [day.startOf('year'), day.endOf('year')],
  BEFORE: (day) => [toDateTime(beginning), day],
}

/** Returns the partial date around a day; for a third of a month, any day of that month will do; for BEFORE, the last one. */
export function partialDate(precision: Precision, anyDayInIt: Day): PartialDateValue {
  const [from, to] = ranges[precision](toDateTime(anyDayInIt))
  return { from: toIsoDay(from), to: toIsoDay(to), precision }
}

const thirds: Record<string, Precision> = { early: 'EARLY_MONTH', mid: 'MID_MONTH', late: 'LATE_MONTH' }

/** Returns the range of the precision that a date has: around its first day, or until the last one. */
export const rangeOf = ({ from, to, precision }: PartialDateValue): PartialDateValue =>
  partialDate(precision, precision === 'BEFORE' ? to : from)

/**
 * Returns the partial date of a short form, "2018", "2018-Q1", "2018-03", "early 2018-03", "2018-03-14", or "before 2018-03"
 * with any form but a third of a month; else null.
 */
export function readPartialDate(text: string): PartialDateValue | null {
  const limit = /^before (?=\d)(.+)$/i.exec(text.trim())?.[1]
  if (limit === undefined) return readRange(text)
  const range = readRange(limit)
  return range && range.from > beginning ? partialDate('BEFORE', addDays(range.from, -1)) : null
}

function readRange(text: string): PartialDateValue | null {
  const { third, year, quarter, month, day } =
    /^(?:(?<third>early|mid|late) (?=\d{4}-\d\d$))?(?<year>\d{4})(?:-Q(?<quarter>[1-4])|-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/i.exec(
      text.trim(),
    )?.groups ?? {}
  const firstMonth = quarter ? String(Number(quarter) * 3 - 2).padStart(2, '0') : (month ?? '01')
  const anyDay = `${year}-${firstMonth}-${day ?? '01'}`
  if (!isDay(anyDay)) return null
  const precision = day ? 'DAY' : month ? 'MONTH' : quarter ? 'QUARTER' : 'YEAR'
  return partialDate(third ? thirds[third.toLowerCase()]! : precision, anyDay)
}

/** Returns the partial date in words: 'early March 2018', 'début mars 2018', 'begin maart 2018', 'Anfang März 2018'. */
export function printPartialDate({ from, to, precision }: PartialDateValue, language: Language): string {
  if (precision === 'BEFORE') return printBefore(addDays(to, 1), language)
  const { day, month, quarter, year } = toDateTime(from)
  const count = precision === 'QUARTER' ? quarter : day
  const params = { count, month: getMonthNames(language)[month - 1]!, year }
  return translateOrdinal(language, `partialDate.${precision}`, params)
}

/** Names the month or the year of a limit that is its first day. */
function printBefore(limit: Day, language: Language): string {
  const precision = limit.endsWith('-01-01') ? 'YEAR' : limit.endsWith('-01') ? 'MONTH' : 'DAY'
  const date = printPartialDate(partialDate(precision, limit), language)
  return translate(language, precision === 'DAY' ? 'partialDate.BEFORE_DAY' : 'partialDate.BEFORE', { date })
}

const monthNames: Partial<Record<Language, readonly string[]>> = {}

/** Cached by language, because luxon is slow to make them. */
const getMonthNames = (language: Language): readonly string[] =>
  (monthNames[language] ??= Info.months('long', { locale: languageTag(language) }))
