import { iso31661Alpha2ToAlpha3 } from 'iso-3166/1-a2-to-1-a3.js'
import type { Language } from '../locale.js'
import { languageTag } from '../locale.js'

// Kosovo has no code of ISO 3166-1 yet; XK is the one that the European institutions use for it.
const codes = new Set([...Object.keys(iso31661Alpha2ToAlpha3), 'XK'])

/** All codes, in order. */
export const countryCodes: readonly string[] = [...codes].sort()

/** Returns whether this is the ISO 3166-1 alpha-2 code of a country, in capitals. */
export const isCountry = (code: string): boolean => codes.has(code)

/** Returns the country's name in the language ('BE' in French is 'Belgique'). Returns an unknown code unchanged. */
export const countryName = (code: string, language: Language): string =>
  isCountry(code) ? (getNames(language).of(code) ?? code) : code

const namesByLanguage = new Map<Language, Intl.DisplayNames>()

function getNames(language: Language): Intl.DisplayNames {
  const names =
    namesByLanguage.get(language) ?? new Intl.DisplayNames(languageTag(language), { type: 'region' })
  namesByLanguage.set(language, names)
  return names
}
