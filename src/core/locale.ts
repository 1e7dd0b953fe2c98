import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { i18n } from 'i18next'
import { createInstance } from 'i18next'
import Negotiator from 'negotiator'
import { BoundedCache } from './bounded-cache.js'
import { packageFolder } from './package-folder.js'

/** The languages of the service. Upper case in code, database and GraphQL; lower case in file names and HTTP. */
export const languages = ['FR', 'NL', 'DE', 'EN'] as const

export type Language = (typeof languages)[number]

/** What fills the placeholders of a sentence; `count` also chooses between singular and plural. */
export type MessageParams = Readonly<Record<string, string | number>>

const tags: Record<Language, string> = { FR: 'fr-BE', NL: 'nl-BE', DE: 'de-BE', EN: 'en-GB' }

/** The BCP 47 tag to format numbers, days and names with. */
export const languageTag = (language: Language): string => tags[language]

/** The sentence under a dotted key of `locales/`, its placeholders filled in. An unknown key comes back as it is. */
export const translate = (language: Language, key: string, params: MessageParams = {}): string =>
  filled(sentenceOf(language, key, countIn(params), false), params)

/** The same for a sentence that differs by ordinal number (1st, 2nd) as given by `count`. */
export const translateOrdinal = (
  language: Language,
  key: string,
  params: MessageParams & { count: number },
): string => filled(sentenceOf(language, key, params.count, true), params)

/**
 * A document asks for the same few sentences some ten thousand times, so they are remembered as they stand. A number for
 * which a language has a form of its own (a million in French) gets the common one where there is no sentence for it.
 */
function sentenceOf(language: Language, key: string, count: number | undefined, ordinal: boolean): string {
  const form = count === undefined ? '' : formsOf(language, ordinal).select(count)
  return result.get(`${language} ${key} ${ordinal} ${form}`, () =>
    sentences().t([key, `${key}_${ordinal ? 'ordinal_' : ''}other`], {
      ...{ lng: language, count, ordinal, defaultValue: key, skipInterpolation: true, nest: false },
    }),
  )
}

const forms = new Map<string, Intl.PluralRules>()

/** The forms of a number that the library goes by as well. */
function formsOf(language: Language, ordinal: boolean): Intl.PluralRules {
  const name = `${language} ${ordinal}`
  const existing =
    forms.get(name) ?? new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' })
  forms.set(name, existing)
  return existing
}

const result = new BoundedCache<string>()

/** Word by word, so that what is filled in is never taken for a placeholder. One that nothing is given for stays. */
const filled = (sentence: string, params: MessageParams): string =>
  sentence.includes('{{')
    ? sentence.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
        Object.hasOwn(params, name) ? String(params[name]) : placeholder,
      )
    : sentence

/** The best of our languages for an HTTP `Accept-Language` header; English when it wants none of them. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } })
  return (negotiator.language(['en', 'fr', 'nl', 'de'])?.toUpperCase() as Language | undefined) ?? 'EN'
}

let loaded: i18n | undefined

/** Read on first use, so that importing this file costs nothing. */
const sentences = (): i18n => (loaded ??= load())

function load(): i18n {
  const instance = createInstance()
  void instance.init({
    resources: Object.fromEntries(languages.map((language) => [language, { translation: read(language) }])),
    initAsync: false,
    showSupportNotice: false,
    fallbackLng: false,
  })
  return instance
}

function read(language: Language): Record<string, unknown> {
  const file = join(packageFolder(), 'locales', `${language.toLowerCase()}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}

const countIn = ({ count }: MessageParams): number | undefined =>
  typeof count === 'number' ? count : undefined
