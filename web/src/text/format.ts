/** Formats days, instants, numbers and ranges in one language. A day is a text `YYYY-MM-DD`, never an instant. */
export interface Range {
  low: number
  high: number | null
}

export interface Amounts {
  low: string
  high: string | null
  currency: string
}

export interface Format {
  tag: string
  number: (value: number) => string
  /** "+3", "−2", "0" */
  change: (value: number) => string
  /** "31 May 2018" */
  day: (day: string) => string
  /** "May 2018", of any day of the month. */
  month: (day: string) => string
  /** "Thu 31 May" */
  shortDay: (day: string) => string
  /** "31 May 2018, 14:00", in Brussels. */
  instant: (instant: string) => string
  time: (instant: string) => string
  /** "80–90", or "1,000+" without an upper end. */
  range: (range: Range) => string
  /** "€12.8bn–€17.4bn" */
  money: (amounts: Amounts) => string
  country: (code: string) => string
  /** The name of a language of the schema, such as FR. */
  language: (code: string) => string
  list: (items: string[]) => string
  /** "France or Germany" */
  either: (items: string[]) => string
}

const brussels = 'Europe/Brussels'

export function createFormat(tag: string): Format {
  const numbers = new Intl.NumberFormat(tag)
  const formatDay = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
    return (day: string) => format.format(Date.parse(`${day}T00:00:00Z`))
  }
  const formatInstant = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: brussels })
    return (instant: string) => format.format(Date.parse(instant))
  }
  const months = formatDay({ month: 'long', year: 'numeric' })
  const changes = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' })
  const countries = new Intl.DisplayNames(tag, { type: 'region' })
  const languages = new Intl.DisplayNames(tag, { type: 'language' })
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' })
  const choices = new Intl.ListFormat(tag, { type: 'disjunction' })
  return {
    tag,
    number: (value) => numbers.format(value),
    change: (value) => changes.format(value).replace('-', '−'),
    day: formatDay({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: (day) => capitalize(months(day)),
    shortDay: formatDay({ weekday: 'short', day: 'numeric', month: 'short' }),
    instant: formatInstant({ dateStyle: 'medium', timeStyle: 'short' }),
    time: formatInstant({ timeStyle: 'short' }),
    range: ({ low, high }) => formatRange(low, high, numbers),
    money: ({ low, high, currency }) =>
      formatMoney(tag, Number(low), high === null ? null : Number(high), currency),
    country: (code) => countries.of(code) ?? code,
    language: (code) => languages.of(code.toLowerCase()) ?? code,
    list: (items) => lists.format(items),
    either: (items) => choices.format(items),
  }
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const formatRange = (low: number, high: number | null, numbers: Intl.NumberFormat): string => {
  if (high === null) return `${numbers.format(low)}+`
  return high === low ? numbers.format(low) : `${numbers.format(low)}–${numbers.format(high)}`
}

function formatMoney(tag: string, low: number, high: number | null, currency: string): string {
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  if (high === null) return `${format.format(low)}+`
  return high === low ? format.format(low) : format.formatRange(low, high)
}
