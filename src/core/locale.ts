import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Negotiator from 'negotiator'

/** The languages of the service. Upper case in code, database and GraphQL; lower case in file names and HTTP. */
export const languages = ['FR', 'NL', 'DE', 'EN'] as const

export type Language = (typeof languages)[number]

/** What fills the placeholders of a sentence; `count` also chooses between singular and plural. */
export type Params = Readonly<Record<string, string | number>>

const tags: Record<Language, string> = { FR: 'fr-BE', NL: 'nl-BE', DE: 'de-BE', EN: 'en-GB' }

/** The BCP 47 tag to format numbers, days and names with. */
export const languageTag = (language: Language): string => tags[language]

/** The sentence under a dotted key of `locales/`, its placeholders filled in. An unknown key comes back as it is. */
export function translate(language: Language, key: string, params: Params = {}): string {
  const { sentences, cardinal } = spoken(language)
  const forms = typeof params.count === 'number' ? [cardinal.select(params.count), 'other'] : []
  const keys = [...forms.map((form) => `${key}_${form}`), key]
  return filled(firstOf(keys, sentences) ?? key, params)
}

/** The same for a sentence that differs by ordinal number (1st, 2nd) as given by `count`. */
export function translateOrdinal(
  language: Language,
  key: string,
  params: Params & { count: number },
): string {
  const { sentences, ordinal } = spoken(language)
  const keys = [`${key}_ordinal_${ordinal.select(params.count)}`, key]
  return filled(firstOf(keys, sentences) ?? key, params)
}

const firstOf = (keys: readonly string[], sentences: Spoken['sentences']): string | undefined =>
  sentences.get(keys.find((key) => sentences.has(key)) ?? '')

/** What nothing is given for stays as it is, to be seen. */
const filled = (sentence: string, params: Params): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(params[name] ?? place))

/** The best of our languages for an HTTP `Accept-Language` header; English when it wants none of them. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } })
  return (negotiator.language(['en', 'fr', 'nl', 'de'])?.toUpperCase() as Language | undefined) ?? 'EN'
}

interface Spoken {
  /** By dotted key; the form of a plural stands behind it: `_one`, `_ordinal_one`. */
  sentences: ReadonlyMap<string, string>
  cardinal: Intl.PluralRules
  ordinal: Intl.PluralRules
}

const loaded: Partial<Record<Language, Spoken>> = {}

/** Read on first use, so that importing this file costs nothing. */
const spoken = (language: Language): Spoken => (loaded[language] ??= load(language))

const load = (language: Language): Spoken => ({
  sentences: new Map(
    Object.entries(read(language)).flatMap(([room, sentences]) =>
      Object.entries(sentences).map(([key, sentence]) => [`${room}.${key}`, sentence] as const),
    ),
  ),
  cardinal: new Intl.PluralRules(tags[language]),
  ordinal: new Intl.PluralRules(tags[language], { type: 'ordinal' }),
})

function read(language: Language): Record<string, Record<string, string>> {
  const file = join(packageFolder(), 'locales', `${language.toLowerCase()}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>
}

/** The same folder for the source and for what is built from it, which lies deeper. */
function packageFolder(from = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(from, 'package.json')) ? from : packageFolder(dirname(from))
}
