import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Negotiator from 'negotiator'
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
 * Returns the sentence with its placeholders: the plural form of `count` (`key_one`, `key_ordinal_few`), else `key` itself,
 * else the form `other`, as for a million in French, whose form `many` the catalogue lacks.
 */
function findSentence(language: Language, key: string, count: number | undefined, ordinal: boolean): string {
  const sentences = getCatalogue()[language]
  const stem = ordinal ? `${key}_ordinal_` : `${key}_`
  const form = count === undefined ? 'other' : getPluralRules(language, ordinal).select(count)
  return sentences.get(`${stem}${form}`) ?? sentences.get(key) ?? sentences.get(`${stem}other`) ?? key
}

/** Returns the sentences directly under a dotted key of `locales/`, by the last part of their keys. */
export function sentencesUnder(language: Language, key: string): [key: string, sentence: string][] {
  const start = `${key}.`
  return [...getCatalogue()[language]]
    .filter(([path]) => path.startsWith(start) && !path.includes('.', start.length))
    .map(([path, sentence]) => [path.slice(start.length), sentence])
}

const pluralRules = new Map<string, Intl.PluralRules>()

function getPluralRules(language: Language, ordinal: boolean): Intl.PluralRules {
  const name = `${language} ${ordinal}`
  const rules =
    pluralRules.get(name) ?? new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' })
  pluralRules.set(name, rules)
  return rules
}

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

/** The sentences of each language by their dotted key, such as `stage.LOST`. */
type Catalogue = Readonly<Record<Language, ReadonlyMap<string, string>>>

let catalogue: Catalogue | undefined

/** Loads the catalogue on first use, so that importing this file costs nothing. */
const getCatalogue = (): Catalogue =>
  (catalogue ??= {
    FR: readSentences('FR'),
    NL: readSentences('NL'),
    DE: readSentences('DE'),
    EN: readSentences('EN'),
  })

function readSentences(language: Language): Map<string, string> {
  const file = join(packageFolder(), 'locales', `${language.toLowerCase()}.json`)
  return new Map(flatten(JSON.parse(readFileSync(file, 'utf8')) as Section))
}

/** A section holds sentences and further sections. */
interface Section {
  readonly [key: string]: string | Section
}

const flatten = (section: Section, prefix = ''): [string, string][] =>
  Object.entries(section).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )

const countIn = ({ count }: MessageParams): number | undefined =>
  typeof count === 'number' ? count : undefined
