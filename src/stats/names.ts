import { countryCodes, countryName } from '../core/country.js'
import { languages, translate, type Language } from '../core/locale.js'
import { partialDate, printPartialDate } from '../core/time/partial-date.js'
import { naceSection } from '../core/nace.js'
import type { Unit } from './unit.js'
import type { Statement } from '../read/statement.js'

/** The names of some keys in the four languages, in the order of the keys, as rows of a statement. */
function rowsOf(keys: readonly string[], name: (key: string, language: Language) => string): string {
  return JSON.stringify(
    keys.map((key, place) => ({
      key,
      place,
      label: Object.fromEntries(languages.map((language) => [language, name(key, language)])),
    })),
  )
}

const named = (statement: Statement, rows: () => string): string =>
  `select key, key as value, label ->> viewer_language() as label, place
    from jsonb_to_recordset(${statement.param(null, 'jsonb', rows)}) as name(key text, place int, label jsonb)`

/** A closed list of codes, whose words stand in `locales/` under `room`. */
export const codeNames = (statement: Statement, room: string, codes: readonly string[]): string =>
  named(statement, () => rowsOf(codes, (code, language) => translate(language, `${room}.${code}`)))

/** Sections and divisions of NACE; a division is called by its number and its section. */
export const sectorNames = (statement: Statement, codes: readonly string[]): string =>
  named(statement, () => rowsOf(codes, sectorName))

const sectorName = (code: string, language: Language): string =>
  `${code} ${translate(language, `nace.${naceSection(code) ?? code}`)}`

/** The countries of ISO 3166-1, as each language calls them. */
export const countryNames = (statement: Statement): string =>
  named(statement, () => (countryRows ??= rowsOf(countryCodes, countryName)))

let countryRows: string | undefined

const inYear = '2000'

/** What a period is called by the number of its week, month or quarter, as of a year that stands for any other. */
function periodNames(unit: Unit, language: Language): Record<string, string> {
  if (unit === 'WEEK')
    return namesBy(range(53, 2), (week) =>
      translate(language, 'weekly.week', { week: Number(week), year: inYear }),
    )
  if (unit === 'YEAR') return { '': inYear }
  const months = unit === 'MONTH' ? 1 : 3
  return namesBy(range(12 / months, unit === 'MONTH' ? 2 : 1), (n) => {
    const month = String((Number(n) - 1) * months + 1).padStart(2, '0')
    return printPartialDate(partialDate(unit, `${inYear}-${month}-01`), language)
  })
}

const range = (to: number, digits: number): string[] =>
  Array.from({ length: to }, (_, i) => String(i + 1).padStart(digits, '0'))
const namesBy = (keys: string[], name: (key: string) => string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, name(key)]))

const numbers: Record<Unit, string> = { WEEK: 'IW', MONTH: 'MM', QUARTER: 'Q', YEAR: '""' }

/** The label of a period by its first day: `May 2018`, `2e trimestre 2018`. */
export function periodLabel(statement: Statement, unit: Unit): (key: string) => string {
  const rows = () =>
    JSON.stringify(Object.fromEntries(languages.map((language) => [language, periodNames(unit, language)])))
  let names: string | undefined
  return (key) =>
    `replace(${(names ??= statement.param(null, 'jsonb', rows))} -> viewer_language() ->> to_char(${key}::date, '${numbers[unit]}'),
      '${inYear}', to_char(${key}::date, '${unit === 'WEEK' ? 'IYYY' : 'YYYY'}'))`
}

/** What a cell is called of which nothing is stated, or not to this viewer. */
export const unstated = (statement: Statement): string =>
  `(${statement.param(null, 'jsonb', () =>
    JSON.stringify(
      Object.fromEntries(languages.map((language) => [language, translate(language, 'stats.unstated')])),
    ),
  )} ->> viewer_language())`
