/** The reference rates of the European Central Bank in its published CSV forms: of one day, or of all days since 1999. */
import { isDay, type Day } from '../core/time/day.js'
import { wasCurrency } from '../core/money.js'
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'

/** How many units of the currency are one euro on the day. */
export interface Rate {
  currency: string
  day: Day
  rate: string
}

const notThere = new Set(['', 'N/A'])

/** Reads `eurofxref-hist.csv` or `eurofxref.csv`; `path` is where it came from. What is not there is left out. */
export function ecbRates(text: string, path: string): Rate[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const currencies = currenciesOf(header, path)
  const rates = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : ratesOf(line, currencies, lineFault(path, i + 2, line)),
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

/** `Date,USD,JPY,...,` where nothing stands behind the last comma. */
function currenciesOf(header: string, path: string): string[] {
  const [date, ...currencies] = withoutEnd(cellsOf(header))
  const right =
    date === 'Date' &&
    currencies.length > 0 &&
    currencies.every((code) => /^[A-Z]{3}$/.test(code) && code !== 'EUR')
  if (!right || new Set(currencies).size < currencies.length)
    throw badField(path, 'RATES_HEADING', { value: quoteForMessage(header) })
  const unknown = currencies.find((code) => !wasCurrency(code))
  if (unknown) throw badField(path, 'UNKNOWN_CURRENCY', { value: unknown })
  return currencies
}

const withoutEnd = (cells: string[]): string[] => (cells.at(-1) === '' ? cells.slice(0, -1) : cells)

function ratesOf(line: string, currencies: string[], fault: Fault): Rate[] {
  const [date = '', ...cells] = cellsOf(line)
  const day = dayOf(date)
  const values = cells.length > currencies.length ? withoutEnd(cells) : cells
  if (!day || values.length !== currencies.length) throw fault()
  return currencies.flatMap((currency, i) => {
    const rate = values[i]!
    if (notThere.has(rate)) return []
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

/** `2018-03-12`, or `12 March 2018` as the file of one day has it. */
function dayOf(text: string): Day | null {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? []
  const number = months.indexOf(month ?? '') + 1
  const formatted = number > 0 ? `${year}-${`${number}`.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
  return isDay(formatted) ? formatted : null
}

function checkOnce(rates: Rate[], path: string): void {
  const days = new Set<string>()
  for (const { currency, day } of rates) {
    const key = `${currency} ${day}`
    if (days.has(key)) throw badField(path, 'RATES_TWICE', { currency, day })
    days.add(key)
  }
}
