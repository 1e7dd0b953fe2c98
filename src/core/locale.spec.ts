import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCatalogue, fieldCodes } from './error/error-codes.js'
import { languages, pickLanguage, translate } from './locale.js'
import { naceSections } from './validation/nace.js'
import { precisions } from './time/partial-date.js'

type Sentences = Record<string, Record<string, string>>

interface Nested {
  [key: string]: string | Nested
}

/** Returns the sentences by section, those of sections in a section by all names: `openIdRefused.title`. */
function read(language: string): Sentences {
  const catalogue = JSON.parse(
    readFileSync(join('locales', `${language.toLowerCase()}.json`), 'utf8'),
  ) as Record<string, Nested>
  const flatten = (sentences: Nested): [string, string][] =>
    Object.entries(sentences).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[key, value]]
        : flatten(value).map(([inner, sentence]) => [`${key}.${inner}`, sentence]),
    )
  return Object.fromEntries(
    Object.entries(catalogue).map(([section, sentences]) => [
      section,
      Object.fromEntries(flatten(sentences)),
    ]),
  )
}

const plural = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/
const keysOf = (sentences: Record<string, string> = {}) =>
  [...new Set(Object.keys(sentences).map((key) => key.replace(plural, '')))].sort()
const placeholders = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}|\$t\([^)]*\)/g))].sort()

/**
 * A day has two placeholders: alone, and with the preposition of the language. Words for a period have two: one with a capital
 * letter, for the start of a sentence.
 */
const alike = (placeholder: string) =>
  placeholder === '{{when}}' ? '{{date}}' : placeholder.replace(/^\{\{\w/, (start) => start.toLowerCase())

const placeholdersByKey = (sentences: Record<string, string>) =>
  Object.entries(sentences)
    .map(
      ([key, sentence]) =>
        [
          key.replace(plural, ''),
          placeholders(sentence)
            .filter((one) => one !== '{{count}}')
            .map(alike)
            .sort(),
        ] as const,
    )
    .sort(([one], [other]) => one.localeCompare(other))

describe('the catalogue of sentences', () => {
  const english = read('EN')

  it.each(languages)('has exactly the keys of the code in %s', (language) => {
    const sentences = read(language)
    expect(keysOf(sentences['problem'])).toEqual(Object.keys(errorCatalogue).sort())
    expect(keysOf(sentences['field'])).toEqual([...fieldCodes].sort())
    expect(keysOf(sentences['partialDate'])).toEqual([...precisions, 'BEFORE_DAY'].sort())
    expect(keysOf(sentences['nace'])).toEqual([...naceSections])
  })

  it.each(languages)('has the keys and placeholders of the English one in %s', (language) => {
    const sentences = read(language)
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(english).sort())
    for (const section of Object.keys(english)) {
      expect(keysOf(sentences[section])).toEqual(keysOf(english[section]))
      expect(new Map(placeholdersByKey(sentences[section] ?? {}))).toEqual(
        new Map(placeholdersByKey(english[section] ?? {})),
      )
    }
  })

  it.each(languages)('has no empty and no untranslated sentence in %s', (language) => {
    for (const section of ['problem', 'field', 'fact']) {
      for (const [key, sentence] of Object.entries(read(language)[section] ?? {})) {
        expect(sentence.trim()).not.toBe('')
        if (language !== 'EN') expect(sentence).not.toBe(english[section]?.[key])
      }
    }
  })
})

describe('translate', () => {
  it('chooses singular and plural', () => {
    expect(translate('FR', 'problem.rateLimited', { count: 1 })).toContain('dans 1 seconde.')
    expect(translate('FR', 'problem.rateLimited', { count: 3 })).toContain('dans 3 secondes.')
  })

  it('falls back to the common plural for a million in French', () => {
    expect(translate('FR', 'problem.rateLimited', { count: 1_000_000 })).toContain('dans 1000000 secondes.')
  })

  it.each(['{{max}}', '$t(stage.LOST)', '$&', '<b>', '{{count, datetime}}', '__proto__'])(
    'inserts %j unchanged',
    (value) => {
      expect(translate('EN', 'field.UNKNOWN_CURRENCY', { value })).toContain(`“${value}”`)
    },
  )

  it('ignores parameters that the sentence does not use', () => {
    const params = { value: 'x', key: 'x', language: 'FR', form: 'x' }
    expect(translate('EN', 'field.UNKNOWN_CURRENCY', params)).toContain('Write a currency')
  })

  it('returns an unknown key unchanged', () => {
    expect(translate('EN', 'fact.unheardOf')).toBe('fact.unheardOf')
  })
})

describe('pickLanguage', () => {
  it.each([
    [undefined, 'EN'],
    ['', 'EN'],
    ['*', 'EN'],
    ['ja', 'EN'],
    ['fr', 'FR'],
    ['fr-BE,fr;q=0.9,en;q=0.8', 'FR'],
    ['nl-BE', 'NL'],
    ['DE-at', 'DE'],
    ['ja,de;q=0.5', 'DE'],
    ['en;q=0.1,nl;q=0.2', 'NL'],
    ['fr;q=0,nl', 'NL'],
    [';;;q=,,x', 'EN'],
  ])('picks for %j %s', (header, language) => {
    expect(pickLanguage(header)).toBe(language)
  })
})
