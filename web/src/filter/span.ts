/** Ranges in the address: `2017..`, `..2018-06`, `2017..2018`, `100..`; one value without dots is the range of itself. */
import { parsePartialDate } from '../day/partial-date.js'
import type { Span } from './definition.js'

const endsOf = (value: string): [from: string, to: string] => {
  const dots = value.indexOf('..')
  return dots < 0 ? [value, value] : [value.slice(0, dots), value.slice(dots + 2)]
}

const written = /^\d{4}(-\d\d(-\d\d)?|-Q[1-4])?$/

const parseDay = (text: string) => (written.test(text) ? parsePartialDate(text, '') : null)

/** Returns the days of a range; null if it is not understood. */
export function parseDays(value: string): Span<string> | null {
  const [from, to] = endsOf(value)
  const [first, last] = [parseDay(from), parseDay(to)]
  if ((from !== '' && !first) || (to !== '' && !last) || (from === '' && to === '')) return null
  if (first && last && first.from > last.to) return null
  return { ...(first && { from: first.from }), ...(last && { to: last.to }) }
}

const isWhole = (text: string): boolean => /^\d{1,9}$/.test(text)

/** Returns the numbers of a range; null if it is not understood. */
export function parseNumbers(value: string): Span<number> | null {
  const [from, to] = endsOf(value)
  if ((from !== '' && !isWhole(from)) || (to !== '' && !isWhole(to)) || (from === '' && to === ''))
    return null
  if (from !== '' && to !== '' && Number(from) > Number(to)) return null
  return { ...(from !== '' && { from: Number(from) }), ...(to !== '' && { to: Number(to) }) }
}

const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Writes the first day of a range as short as possible: 2017-01-01 is `2017`. */
const shortFrom = (day: string): string =>
  day.endsWith('-01-01') ? day.slice(0, 4) : day.endsWith('-01') ? day.slice(0, 7) : day

const shortTo = (day: string): string => {
  if (day.endsWith('-12-31')) return day.slice(0, 4)
  return day === lastDayOf(day.slice(0, 7)) ? day.slice(0, 7) : day
}

/** Writes a range of days for the address. */
export const printDays = ({ from, to }: Span<string>): string => {
  const [first, last] = [from ? shortFrom(from) : '', to ? shortTo(to) : '']
  return first === last ? first : `${first}..${last}`
}

export const printNumbers = ({ from, to }: Span<number>): string =>
  from === to ? String(from ?? '') : `${from ?? ''}..${to ?? ''}`
