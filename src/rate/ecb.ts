/** Parser of the two CSV forms in which the European Central Bank publishes reference rates: one day, or all days since 1999. */
import { isDay, type Day } from '../core/time/day.js'
import { wasCurrency } from '../core/money.js'
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/validation/text.js'

/** Units of the currency per euro on the day. */
export interface Rate {
  currency: string
  day: Day
  rate: string
}

const missingValues = new Set(['', 'N/A'])

/**
 * Returns the rates in the text of `eurofxref-hist.csv` or `eurofxref.csv`; missing values are left out. Rejects a malformed
 * file with an input error of `path`.
 */
export function parseEcbRates(text: string, path: string): Rate[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const currencies = parseHeading(header, path)
  const rates = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : parseLine(line, currencies, lineFault(path, i + 2, line)),
  )
  if (rates.length === 0) throw badField(path, 'RATES_HEADING', { value: quoteForMessage(header) })
  checkOnce(rates, path)
  return rates
}

type Fault = () => Error
const lineFault =
  (path: string, line: number, value: string): Fault =>
  () =>
    badField(path, 'RATES_LINE', { line, value: quoteForMessage(value) })

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim())

/** Returns the currencies of a heading `Date,USD,JPY,...,`: the last comma is followed by nothing. */
function parseHeading(header: string, path: string): string[] {
  const [date, ...currencies] = dropEmptyEnd(cellsOf(header))
  const isHeading =
    date === 'Date' &&
    currencies.length > 0 &&
    currencies.every((code) => /^[A-Z]{3}$/.test(code) && code !== 'EUR')
  if (!isHeading || new Set(currencies).size < currencies.length)
    throw badField(path, 'RATES_HEADING', { value: quoteForMessage(header) })
  const unknown = currencies.find((code) => !wasCurrency(code))
  if (unknown) throw badField(path, 'UNKNOWN_CURRENCY', { value: unknown })
  return currencies
}

const dropEmptyEnd = (cells: string[]): string[] => (cells.at(-1) === '' ? cells.slice(0, -1) : cells)

function parseLine(line: string, currencies: string[], fault: Fault): Rate[] {
  const [date = '', ...cells] = cellsOf(line)
  const day = parseDay(date)
  const values = cells.length > currencies.length ? dropEmptyEnd(cells) : cells
  if (!day || values.length !== currencies.length) throw fault()
  return currencies.flatMap((currency, i) => {
    const rate = values[i]!
    if (missingValues.has(rate)) return []
    if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate) || Number(rate) === 0) throw fault()
    return [{ currency, day, rate }]
  })
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Parses `2018-03-12`, or `12 March 2018` as in the file of one day; null if it is no day. */
function parseDay(text: string): Day | null {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? []
  const number = months.indexOf(month ?? '') + 1
  const formatted = number > 0 ? `${year}-${`${number}`.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
  return isDay(formatted) ? formatted : null
}

/** Rejects a file with two rates of one currency on one day. */
function checkOnce(rates: Rate[], path: string): void {
  const days = new Set<string>()
  for (const { currency, day } of rates) {
    const key = `${currency} ${day}`
    if (days.has(key)) throw badField(path, 'RATES_TWICE', { currency, day })
    days.add(key)
  }
}
