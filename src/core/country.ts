import { iso31661Alpha2ToAlpha3 } from 'iso-3166/1-a2-to-1-a3.js'
import type { Language } from './locale.js'
import { languageTag } from './locale.js'

// Kosovo has no code of ISO 3166-1 yet; XK is the one that the European institutions use for it.
const codes = new Set([...Object.keys(iso31661Alpha2ToAlpha3), 'XK'])

/** All codes, in order. */
export const countryCodes: readonly string[] = [...codes].sort()

/** Is this a country by its ISO 3166-1 alpha-2 code, in capitals? */
export const isCountry = (code: string): boolean => codes.has(code)

/** The country's name in the language ('BE' in French is 'Belgique'); an unknown code is returned as it is. */
export const countryName = (code: string, language: Language): string =>
  isCountry(code) ? (namesIn(language).of(code) ?? code) : code

const names = new Map<Language, Intl.DisplayNames>()

function namesIn(language: Language): Intl.DisplayNames {
  const result = names.get(language) ?? new Intl.DisplayNames(languageTag(language), { type: 'region' })
  names.set(language, result)
  return result
}
