/** Reads partial dates as people write them, in the four languages: "early March 2018", "T3 2018", "14/3/2018". */
import type { Precision } from '../api/generated/types.js'

/** A day known to a precision only, as the API takes it. */
export interface PartialDate {
  from: string
  to: string
  precision: Precision
}

const months = [
  ['january', 'jan', 'janvier', 'janv', 'januari', 'januar', 'jänner'],
  ['february', 'feb', 'fevrier', 'fevr', 'februari', 'februar'],
  ['march', 'mar', 'mars', 'maart', 'mrt', 'marz', 'maerz'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai', 'mei'],
  ['june', 'jun', 'juin', 'juni'],
  ['july', 'jul', 'juillet', 'juil', 'juli'],
  ['august', 'aug', 'aout', 'augustus'],
  ['september', 'sept', 'sep', 'septembre'],
  ['october', 'oct', 'octobre', 'oktober', 'okt'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'decembre', 'dezember', 'dez'],
]

const parts: Record<string, Precision> = {
  ...{
    early: 'EARLY_MONTH',
    beginning: 'EARLY_MONTH',
    debut: 'EARLY_MONTH',
    begin: 'EARLY_MONTH',
    anfang: 'EARLY_MONTH',
  },
  ...{
    mid: 'MID_MONTH',
    middle: 'MID_MONTH',
    mi: 'MID_MONTH',
    medio: 'MID_MONTH',
    half: 'MID_MONTH',
    mitte: 'MID_MONTH',
  },
  ...{
    late: 'LATE_MONTH',
    end: 'LATE_MONTH',
    fin: 'LATE_MONTH',
    eind: 'LATE_MONTH',
    einde: 'LATE_MONTH',
    ende: 'LATE_MONTH',
  },
}

const relativeDays: Record<string, number> = {
  ...{ today: 0, aujourdhui: 0, vandaag: 0, heute: 0 },
  ...{ yesterday: -1, hier: -1, gisteren: -1, gestern: -1 },
  ...{ tomorrow: 1, demain: 1, morgen: 1 },
}

const pad = (value: number) => String(value).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const dayOf = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`

const between = (
  precision: Precision,
  year: number,
  month: number,
  from: number,
  to: number,
): PartialDate => ({
  precision,
  from: dayOf(year, month, from),
  to: dayOf(year, month, to),
})

const ofDay = (year: number, month: number, day: number): PartialDate | null =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)
    ? between('DAY', year, month, day, day)
    : null

function ofMonth(year: number, month: number, precision: Precision = 'MONTH'): PartialDate | null {
  if (month < 1 || month > 12) return null
  const last = lastDay(year, month)
  const [from, to] = { EARLY_MONTH: [1, 10], MID_MONTH: [11, 20], LATE_MONTH: [21, last] }[
    precision as string
  ] ?? [1, last]
  return between(precision, year, month, from!, to!)
}

const ofQuarter = (year: number, quarter: number): PartialDate => ({
  precision: 'QUARTER',
  from: dayOf(year, quarter * 3 - 2, 1),
  to: dayOf(year, quarter * 3, lastDay(year, quarter * 3)),
})

const ofYear = (year: number): PartialDate => ({
  precision: 'YEAR',
  from: dayOf(year, 1, 1),
  to: dayOf(year, 12, 31),
})

function shift(today: string, days: number): PartialDate {
  const day = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return { precision: 'DAY', from: day, to: day }
}

/** The first day that the service accepts. */
const beginning = '1900-01-01'

/** Every day before the first one of a date. */
const before = (date: PartialDate): PartialDate | null =>
  date.from > beginning ? { precision: 'BEFORE', from: beginning, to: shift(date.from, -1).from } : null

/** Lower case, without accents, apostrophes and words that only connect ("of", "du", "van"). */
const simplify = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/\b(of|de|du|le|der|des|den|van|in|im)\b/g, ' ')
    .replace(/[\s.]+/g, ' ')
    .trim()

function ofNumbers(text: string): PartialDate | null | undefined {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text)
  if (iso)
    return iso[3]
      ? ofDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
      : ofMonth(Number(iso[1]), Number(iso[2]))
  const local = /^(\d{1,2})[/ -](\d{1,2})[/ -](\d{4})$/.exec(text)
  if (local) return ofDay(Number(local[3]), Number(local[2]), Number(local[1]))
  const short = /^(\d{1,2})[/-](\d{4})$/.exec(text)
  if (short) return ofMonth(Number(short[2]), Number(short[1]))
  return /^\d{4}$/.test(text) ? ofYear(Number(text)) : undefined
}

function ofQuarterText(text: string): PartialDate | undefined {
  const found =
    /^(?:[qtk])([1-4])(?: |-)?(\d{4})$/.exec(text) ??
    /^([1-4])(?:e|er|eme|st|nd|rd|th)? (?:trimestre|kwartaal|quartal|quarter) (\d{4})$/.exec(text)
  if (found) return ofQuarter(Number(found[2]), Number(found[1]))
  const iso = /^(\d{4})[- ]q([1-4])$/.exec(text)
  return iso ? ofQuarter(Number(iso[1]), Number(iso[2])) : undefined
}

function ofWords(text: string, today: string): PartialDate | null {
  const words = /^(?:(\d{1,2})(?:er|st|nd|rd|th|e)? )?(?:([a-z]+)[ -])?([a-z]+)(?: (\d{4}))?$/.exec(text)
  if (!words) return null
  const [, day, part, name, written] = words
  const month = months.findIndex((names) => names.includes(name!)) + 1
  const year = Number(written ?? today.slice(0, 4))
  const precision = part === undefined ? undefined : parts[part]
  if (month === 0 || (part !== undefined && precision === undefined)) return null
  if (day !== undefined) return part === undefined ? ofDay(year, month, Number(day)) : null
  return ofMonth(year, month, precision)
}

/**
 * Returns the partial date that a text means; null if it means none. `today` (YYYY-MM-DD) completes "today" and a missing
 * year.
 */
export function parsePartialDate(text: string, today: string): PartialDate | null {
  const simple = simplify(text)
  const limit = /^(?:before|avant|voor|vor)(?: the| dem)? (.+)$/.exec(simple)?.[1]
  if (limit !== undefined) {
    const date = parsePartialDate(limit, today)
    return date && date.precision !== 'BEFORE' ? before(date) : null
  }
  const days = relativeDays[simple]
  if (days !== undefined) return shift(today, days)
  const found = ofNumbers(text.trim()) ?? ofNumbers(simple) ?? ofQuarterText(simple)
  if (found) return found
  return ofWords(simple, today)
}

/**
 * Returns what a box for a past date states: `when` for a text that means a partial date, else the text as `on`, which
 * the service refuses with its reason.
 */
export function dateInputOf(text: string, today: string): { on: string | null; when: PartialDate | null } {
  const when = parsePartialDate(text, today)
  return { on: when ? null : text.trim() || null, when }
}
