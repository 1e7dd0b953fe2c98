import type { DateTime } from 'luxon'
import type { Day } from './day.js'
import { toDateTime } from './day.js'
import { readPartialDate } from './partial-date.js'
import { isWeek, weekOf, weekRange } from './week.js'

/** The kinds of periods that a summary is about. */
export const periodKinds = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A week '2018-W22', a month '2018-05', a quarter '2018-Q2' or a year '2018'. */
export type PeriodCode = string

export interface Period {
  kind: PeriodKind
  code: PeriodCode
  from: Day
  /** Included. */
  to: Day
}

/** Returns the period of a code in upper or lower case, from 1900 to 2200; null if there is none. */
export function readPeriod(text: string): Period | null {
  const code = text.trim().toUpperCase()
  if (isWeek(code)) return { kind: 'WEEK', code, ...weekRange(code) }
  const date = readPartialDate(code)
  if (date?.precision !== 'MONTH' && date?.precision !== 'QUARTER' && date?.precision !== 'YEAR') return null
  return { kind: date.precision, code, from: date.from, to: date.to }
}

/** Returns the period of a code that is one. Throws a RangeError otherwise, which is a programming error. */
export function toPeriod(code: PeriodCode): Period {
  const period = readPeriod(code)
  if (!period) throw new RangeError(`Not a period: ${code}`)
  return period
}

/** Returns the code of the period of a kind that a day belongs to. */
export function periodOf(kind: PeriodKind, day: Day): PeriodCode {
  const date: DateTime = toDateTime(day)
  switch (kind) {
    case 'WEEK':
      return weekOf(day)
    case 'MONTH':
      return day.slice(0, 7)
    case 'QUARTER':
      return `${day.slice(0, 4)}-Q${date.quarter}`
    case 'YEAR':
      return day.slice(0, 4)
  }
}
