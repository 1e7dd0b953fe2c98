/** Texts of the pages that depend on a number, with 0, 1 and 2 in each language. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTranslate, type Section, type TextKey } from '../../web/src/text/translate.js'
import { withoutApiNames } from '../../web/src/api/without-api-names.js'

const folder = fileURLToPath(new URL('../../../locales/', import.meta.url))
const read = (language: string) =>
  JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')) as { web: Section; field: Section }

/** Returns the keys below `section` that have a singular, without `_one`. */
const singulars = (section: Section, path: string): string[] =>
  Object.entries(section).flatMap(([key, value]) =>
    typeof value === 'string'
      ? key.endsWith('_one')
        ? [`${path}.${key.slice(0, -'_one'.length)}`]
        : []
      : singulars(value, `${path}.${key}`),
  )

const english = read('en')
const keys = singulars(english.web, 'web')
const tags = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' }
const languages = Object.keys(tags) as (keyof typeof tags)[]

/** A word for the number one, which a text cannot use for zero. */
const one = { fr: /\bune?\b/i, nl: /\b(één|een|1)\b/i, de: /\b(eine?[nmrs]?|1)\b/i, en: /\b(one|1)\b/i }

const textOf = (catalogue: object, path: string): unknown =>
  path.split('.').reduce<unknown>((section, part) => (section as Section)[part], catalogue)

describe.each(languages)('the texts in %s', (language) => {
  const catalogue = read(language)
  const t = createTranslate(tags[language], catalogue)

  it.each(keys)('have both forms of %s, and show the number', (key) => {
    for (const form of ['one', 'other']) expect(typeof textOf(catalogue, `${key}_${form}`)).toBe('string')
    const two = t(key as TextKey, { count: 2 })
    expect(two).not.toBe(key)
    expect(t(key as TextKey, { count: 0 })).not.toMatch(/\{\{count\}\}/)
  })

  it.each(keys)('do not state one for zero: %s', (key) => {
    const stated = textOf(catalogue, `${key}_one`) as string
    const zero = t(key as TextKey, { count: 0 })
    // A text that names the number is true of each number.
    if (!stated.includes('{{count}}') && one[language].test(stated)) expect(zero).not.toBe(stated)
    expect(zero === stated && !stated.includes('{{')).toBe(false)
  })
})

describe('a message of the service', () => {
  it.each([
    ['Add them to the list first (addToNeedToKnow).', 'Add them to the list first.'],
    ['Take that back first (updateDeal, noCompetingLocations: false).', 'Take that back first.'],
    ['Earlier (in May) or later.', 'Earlier (in May) or later.'],
  ])('has no name of the API on a page: %s', (message, shown) => {
    expect(withoutApiNames(message)).toBe(shown)
  })

  it.each(languages)('has no list for a form to fill in but in %s', (language) => {
    expect(read(language).field.TOO_FEW).not.toMatch(/éléments|elementen|Einträge|entries/)
  })
})
