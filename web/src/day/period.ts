/** Periods of summaries as texts: a week `2018-W27`, a month `2018-05`, a quarter `2018-Q2`, a year `2018`. */
import { mondayOfWeek, shiftDay, shiftWeek, weekOf } from './week.js'

export const periodKinds = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type PeriodKind = (typeof periodKinds)[number]

const patterns: Record<PeriodKind, RegExp> = {
  WEEK: /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/,
  MONTH: /^\d{4}-(?:0[1-9]|1[0-2])$/,
  QUARTER: /^\d{4}-Q[1-4]$/,
  YEAR: /^\d{4}$/,
}

/** Returns the kind of a period; undefined for another text. A week 53 that does not exist is one here. */
export const kindOf = (text: string): PeriodKind | undefined =>
  periodKinds.find((kind) => patterns[kind].test(text))

/** The months of each kind but a week. */
const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }

/** Returns the period of a kind that a day YYYY-MM-DD belongs to. */
export function periodOf(kind: PeriodKind, day: string): string {
  if (kind === 'WEEK') return weekOf(day)
  const [year, month] = day.split('-') as [string, string]
  if (kind === 'QUARTER') return `${year}-Q${Math.ceil(Number(month) / 3)}`
  return kind === 'MONTH' ? `${year}-${month}` : year
}

/** Returns the first day of a period. */
export function firstDayOf(period: string): string {
  const kind = kindOf(period)
  if (kind === 'WEEK') return mondayOfWeek(period)
  const year = period.slice(0, 4)
  if (kind === 'QUARTER') return `${year}-${String(Number(period.slice(-1)) * 3 - 2).padStart(2, '0')}-01`
  return kind === 'MONTH' ? `${period}-01` : `${year}-01-01`
}

/** Returns the period so many periods later, or earlier if negative. */
export function shiftPeriod(period: string, count: number): string {
  const kind = kindOf(period) ?? 'WEEK'
  if (kind === 'WEEK') return shiftWeek(period, count)
  const [year, month] = firstDayOf(period).split('-').map(Number) as [number, number]
  const first = new Date(Date.UTC(year, month - 1 + count * months[kind], 1))
  return periodOf(kind, first.toISOString().slice(0, 10))
}

export const lastDayOf = (period: string): string => shiftDay(firstDayOf(shiftPeriod(period, 1)), -1)
