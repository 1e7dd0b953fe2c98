import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { i18n } from 'i18next'
import { createInstance } from 'i18next'
import Negotiator from 'negotiator'
import { BoundedCache } from './bounded-cache.js'
import { packageFolder } from './package-folder.js'

/** The languages of the service: upper case in code, database and GraphQL, lower case in file names and HTTP. */
export const languages = ['FR', 'NL', 'DE', 'EN'] as const

export type Language = (typeof languages)[number]

/** The values of a sentence's placeholders; `count` also selects singular or plural. */
export type MessageParams = Readonly<Record<string, string | number>>

const tags: Record<Language, string> = { FR: 'fr-BE', NL: 'nl-BE', DE: 'de-BE', EN: 'en-GB' }

/** Returns the BCP 47 tag with which numbers, days and names are formatted. */
export const languageTag = (language: Language): string => tags[language]

/**
 * Returns the sentence under a dotted key of `locales/`, its placeholders filled in. Returns an unknown key unchanged.
 */
export const translate = (language: Language, key: string, params: MessageParams = {}): string =>
  fillPlaceholders(findSentence(language, key, countIn(params), false), params)

/** Does the same for a sentence that depends on the ordinal number `count` (1st, 2nd). */
export const translateOrdinal = (
  language: Language,
  key: string,
  params: MessageParams & { count: number },
): string => fillPlaceholders(findSentence(language, key, params.count, true), params)

/**
 * Returns the sentence with its placeholders. Cached, because a document uses the same few sentences some ten thousand
 * times. Where a language has a plural form that the catalogue lacks (a million in French), the form `other` is used.
 */
function findSentence(language: Language, key: string, count: number | undefined, ordinal: boolean): string {
  const form = count === undefined ? '' : getPluralRules(language, ordinal).select(count)
  return sentenceCache.get(`${language} ${key} ${ordinal} ${form}`, () =>
    getCatalogue().t([key, `${key}_${ordinal ? 'ordinal_' : ''}other`], {
      ...{ lng: language, count, ordinal, defaultValue: key, skipInterpolation: true, nest: false },
    }),
  )
}

const pluralRules = new Map<string, Intl.PluralRules>()

/** Returns the plural rules that i18next applies too. */
function getPluralRules(language: Language, ordinal: boolean): Intl.PluralRules {
  const name = `${language} ${ordinal}`
  const rules =
    pluralRules.get(name) ?? new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' })
  pluralRules.set(name, rules)
  return rules
}

const sentenceCache = new BoundedCache<string>()

/** Fills all placeholders in one pass, so that a value is never read as a placeholder. One without a value stays. */
const fillPlaceholders = (sentence: string, params: MessageParams): string =>
  sentence.includes('{{')
    ? sentence.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
        Object.hasOwn(params, name) ? String(params[name]) : placeholder,
      )
    : sentence

/** Returns the best of our languages for an HTTP `Accept-Language` header; English when it accepts none of them. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } })
  return (negotiator.language(['en', 'fr', 'nl', 'de'])?.toUpperCase() as Language | undefined) ?? 'EN'
}

let catalogue: i18n | undefined

/** Loads the catalogue on first use, so that importing this file costs nothing. */
const getCatalogue = (): i18n => (catalogue ??= loadCatalogue())

function loadCatalogue(): i18n {
  const instance = createInstance()
  void instance.init({
    resources: Object.fromEntries(
      languages.map((language) => [language, { translation: readSentences(language) }]),
    ),
    initAsync: false,
    showSupportNotice: false,
    fallbackLng: false,
  })
  return instance
}

function readSentences(language: Language): Record<string, unknown> {
  const file = join(packageFolder(), 'locales', `${language.toLowerCase()}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}

const countIn = ({ count }: MessageParams): number | undefined =>
  typeof count === 'number' ? count : undefined
