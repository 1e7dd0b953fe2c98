/** Cells of a worksheet as XML (Office Open XML). */
import { DateTime } from 'luxon'
import { daysBetween, timeZone } from '../../core/time/day.js'
import { BoundedCache } from '../../core/bounded-cache.js'
import type { RawValue } from '../model/document-model.js'
import { escapeXml } from '../../core/escape-xml.js'

/**
 * Null and an empty string are an empty cell; an empty `text` is a cell with a text of no characters. A `real` has no
 * thousands separator; an `amount` is an exact decimal number, as text.
 */
export type CellValue =
  RawValue | { text: string } | { real: number } | { amount: string } | { instant: string }

/** Positions in `stylesXml` of `package-xml.ts`. */
export const cellStyles = {
  plain: 0,
  /** Heading of a column. */
  heading: 1,
  text: 2,
  day: 3,
  whole: 4,
  decimal: 5,
  instant: 6,
  /** Title of the workbook. */
  title: 7,
  link: 8,
  /** Heading of a part of a sheet. */
  subtitle: 9,
} as const

export function renderCell(value: CellValue, ref: string): string {
  if (value === null || value === '') return ''
  if (typeof value === 'string') return renderTextCell(value, ref, cellStyles.text)
  if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number')
    return renderNumberCell(ref, Number.isInteger(value) ? cellStyles.whole : cellStyles.decimal, value)
  if ('text' in value) return renderTextCell(value.text, ref, cellStyles.text)
  if ('day' in value) return renderNumberCell(ref, cellStyles.day, toSerialDay(value.day))
  if ('instant' in value) return renderNumberCell(ref, cellStyles.instant, toSerialInstant(value.instant))
  if ('real' in value) return renderNumberCell(ref, cellStyles.plain, value.real)
  return renderAmountCell(value.amount, ref)
}

const renderNumberCell = (ref: string, style: number, value: number | string): string =>
  `<c r="${ref}" s="${style}"><v>${value}</v></c>`

/** Spreadsheet programs calculate with fifteen digits: a longer amount stays exact as text. */
const renderAmountCell = (amount: string, ref: string): string =>
  amount.replace(/\D/g, '').length > 15
    ? renderTextCell(amount, ref, cellStyles.text)
    : renderNumberCell(ref, amount.includes('.') ? cellStyles.decimal : cellStyles.whole, amount)

/** An inline string is never run as a formula, whatever it begins with. */
export const renderTextCell = (text: string, ref: string, style: number): string =>
  `<c r="${ref}" s="${style}" t="inlineStr"><is><t${needsPreserve.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(escapeLiterals(truncate(text)))}</t></is></c>`

/** Without `xml:space`, programs may drop leading and trailing white space, or merge it. */
const needsPreserve = /^\s|\s$|\s\s|[\t\n\r]/

/** A cell holds 32,767 characters; with more, programs refuse the file. Never cuts a surrogate pair. */
const truncate = (text: string): string =>
  text.length > 32_000 ? `${text.slice(0, 32_000).replace(/[\uD800-\uDBFF]$/, '')} […]` : text

/** Programs read `_x000D_` as the character of that number, so its underscore is escaped. */
export const escapeLiterals = (text: string): string =>
  text.includes('_x') ? text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_') : text

/** Spreadsheet programs count days from 1 January 1900, and take 1900 for a leap year. */
const toSerialDay = (day: string): number => serialDays.get(day, () => daysBetween('1900-01-01', day) + 2)

const serialDays = new BoundedCache<number>()

/** Returns the time of day in Brussels, as spreadsheets have no time zones. */
function toSerialInstant(instant: string): number {
  const time = DateTime.fromISO(instant, { zone: timeZone })
  return (time.toMillis() + time.offset * 60_000) / 86_400_000 + 25_569
}

/** Returns a reference such as `A1`, for a row from 1 and a column from 0; columns end at `ZZ`. */
export function formatCellRef(row: number, column: number): string {
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row}`
}
