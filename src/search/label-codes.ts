/** The codes that the words of a search stand for, by their labels in every language: "partenariat" is agreementKind.PARTNERSHIP. */
import { languages, sentencesUnder, type Language } from '../core/locale.js'
import { countryCodes, countryName } from '../core/validation/country.js'
import { isNace, naceDivisions, naceSection } from '../core/validation/nace.js'

/** Keys of `locales/` whose entries are labels of codes in the index (src/search/index/search_document.sql, deal_texts.sql). */
const catalogues = [
  'word',
  'nace',
  'activity',
  'dealType',
  'agreementKind',
  'web.agreementStanding',
  'web.locationStanding',
  'meetingStatus',
  'claimStanding',
  'sourceKind',
  'jobKind',
  'jobHorizon',
  'jobStanding',
  'lossReason',
]

/** Shorter words of a label, such as "of" or "non", stand for it only beside a longer one of its words. */
const minLength = 4
/** Letters by which an inflected word may be longer than the word of a label: "perdues" for "perdu". */
const maxEnding = 2

type Codes = ReadonlySet<string>

/** The codes by the words of their labels, and by the beginnings of these words. */
interface LabelIndex {
  words: ReadonlyMap<string, Codes>
  beginnings: ReadonlyMap<string, Codes>
  shortWords: ReadonlyMap<string, Codes>
}

/** Returns the codes for the words of a text that stand for any, by word in the form of search_words(). */
export function codesOfWords(text: string): Record<string, string[]> {
  const { shortWords } = (index ??= makeIndex())
  const words = splitWords(text)
  const found = new Map(words.map((word) => [word, codesOfWord(word)]))
  const all = new Set([...found.values()].flat())
  for (const word of new Set(words))
    found.get(word)!.push(...[...(shortWords.get(word) ?? [])].filter((code) => all.has(code)))
  return Object.fromEntries([...found].filter(([, codes]) => codes.length > 0))
}

function codesOfWord(word: string): string[] {
  const { words, beginnings } = (index ??= makeIndex())
  const codes = new Set([...(words.get(word) ?? []), ...(beginnings.get(word) ?? [])])
  for (let ending = 1; ending <= maxEnding && word.length - ending >= minLength; ending++)
    for (const code of words.get(word.slice(0, -ending)) ?? []) codes.add(code)
  return [...codes].sort()
}

/** Made at the first search. */
let index: LabelIndex | undefined

function makeIndex(): LabelIndex {
  const words = new Map<string, Set<string>>()
  const beginnings = new Map<string, Set<string>>()
  const shortWords = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, key: string, codes: readonly string[]): void => {
    if (!map.has(key)) map.set(key, new Set())
    for (const code of codes) map.get(key)!.add(code)
  }
  for (const language of languages)
    for (const [codes, label] of labelsIn(language)) {
      const labelWords = splitWords(label)
      for (const word of labelWords) {
        add(word.length < minLength && labelWords.length > 1 ? shortWords : words, word, codes)
        for (let length = minLength; length < word.length; length++)
          add(beginnings, word.slice(0, length), codes)
      }
    }
  return { words, beginnings, shortWords }
}

function* labelsIn(language: Language): Generator<[codes: string[], label: string]> {
  for (const catalogue of catalogues)
    for (const [key, label] of sentencesUnder(language, catalogue))
      yield [catalogue === 'nace' ? sectorCodes(key) : [`${catalogue}.${key}`], label]
  for (const country of countryCodes) yield [[`country.${country}`], countryName(country, language)]
}

/** A section is the label of its divisions too. */
const sectorCodes = (section: string): string[] =>
  isNace(section)
    ? [section, ...naceDivisions.filter((division) => naceSection(division) === section)].map(
        (sector) => `nace.${sector}`,
      )
    : []

/** Splits a text into words in the form of search_words(): in lower case, without accents. */
const splitWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .match(/[\p{L}\p{N}]+/gu) ?? []
