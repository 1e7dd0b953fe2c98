import { countryCodes, countryName } from '../core/validation/country.js'
import { languages, translate, type Language } from '../core/locale.js'
import { partialDate, printPartialDate } from '../core/time/partial-date.js'
import { naceSection } from '../core/validation/nace.js'
import type { Unit } from './unit.js'
import type { Statement } from '../read/compile/statement.js'

/** Returns the names of keys in the four languages, in the order of the keys, as JSON rows. */
function nameRowsOf(keys: readonly string[], name: (key: string, language: Language) => string): string {
  return JSON.stringify(
    keys.map((key, place) => ({
      key,
      place,
      label: Object.fromEntries(languages.map((language) => [language, name(key, language)])),
    })),
  )
}

const namesSql = (statement: Statement, rows: () => string): string =>
  `select key, key as value, label ->> viewer_language() as label, place
    from jsonb_to_recordset(${statement.param(null, 'jsonb', rows)}) as name(key text, place int, label jsonb)`

/** Selects the names of a closed list of codes, which `locales/` has under `section`. */
export const codeNames = (statement: Statement, section: string, codes: readonly string[]): string =>
  namesSql(statement, () => nameRowsOf(codes, (code, language) => translate(language, `${section}.${code}`)))

/** Selects the names of NACE sections and divisions: the code and the name of the section. */
export const sectorNames = (statement: Statement, codes: readonly string[]): string =>
  namesSql(statement, () => nameRowsOf(codes, sectorName))

const sectorName = (code: string, language: Language): string =>
  `${code} ${translate(language, `nace.${naceSection(code) ?? code}`)}`

/** Selects the names of the countries of ISO 3166-1. */
export const countryNames = (statement: Statement): string =>
  namesSql(statement, () => (countryRows ??= nameRowsOf(countryCodes, countryName)))

let countryRows: string | undefined

/** Placeholder that periodLabel() replaces by the year. */
const yearPlaceholder = '2000'

/** Returns the names of periods by the number of the week, month or quarter, with a placeholder for the year. */
function periodNames(unit: Unit, language: Language): Record<string, string> {
  if (unit === 'WEEK')
    return namesBy(range(53, 2), (week) =>
      translate(language, 'weekly.week', { week: Number(week), year: yearPlaceholder }),
    )
  if (unit === 'YEAR') return { '': yearPlaceholder }
  const months = unit === 'MONTH' ? 1 : 3
  return namesBy(range(12 / months, unit === 'MONTH' ? 2 : 1), (n) => {
    const month = String((Number(n) - 1) * months + 1).padStart(2, '0')
    return printPartialDate(partialDate(unit, `${yearPlaceholder}-${month}-01`), language)
  })
}

const range = (to: number, digits: number): string[] =>
  Array.from({ length: to }, (_, i) => String(i + 1).padStart(digits, '0'))
const namesBy = (keys: string[], name: (key: string) => string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, name(key)]))

const numbers: Record<Unit, string> = { WEEK: 'IW', MONTH: 'MM', QUARTER: 'Q', YEAR: '""' }

/** Returns the label of a period by its first day: `May 2018`, `2e trimestre 2018`. */
export function periodLabel(statement: Statement, unit: Unit): (key: string) => string {
  const rows = () =>
    JSON.stringify(Object.fromEntries(languages.map((language) => [language, periodNames(unit, language)])))
  let names: string | undefined
  return (key) =>
    `replace(${(names ??= statement.param(null, 'jsonb', rows))} -> viewer_language() ->> to_char(${key}::date, '${numbers[unit]}'),
      '${yearPlaceholder}', to_char(${key}::date, '${unit === 'WEEK' ? 'IYYY' : 'YYYY'}'))`
}

/** Returns the label of a cell without a key. */
export const unstated = (statement: Statement): string =>
  `(${statement.param(null, 'jsonb', () =>
    JSON.stringify(
      Object.fromEntries(languages.map((language) => [language, translate(language, 'stats.unstated')])),
    ),
  )} ->> viewer_language())`
