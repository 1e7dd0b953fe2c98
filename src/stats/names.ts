import { countryCodes, countryName } from '../core/country.js'
import { languages, translate, type Language } from '../core/locale.js'
import { naceSection } from '../core/nace.js'
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

/** What a cell is called of which nothing is stated, or not to this viewer. */
export const unstated = (statement: Statement): string =>
  `(${statement.param(null, 'jsonb', () =>
    JSON.stringify(
      Object.fromEntries(languages.map((language) => [language, translate(language, 'stats.unstated')])),
    ),
  )} ->> viewer_language())`
