/** Finds a text of `locales/` and fills its placeholders, as `src/core/locale.ts` does in the service. */
import type english from '../../../locales/en.json'
import type { sections } from './sections.js'

export interface Section {
  readonly [key: string]: string | Section
}

type Catalogue = Pick<typeof english, (typeof sections)[number]>

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key

type PathsOf<T> = {
  [Key in keyof T & string]: T[Key] extends string ? WithoutPlural<Key> : `${Key}.${PathsOf<T[Key]>}`
}[keyof T & string]

/** A dotted key without its plural form, such as `web.deal.missing`. */
export type TextKey = PathsOf<Catalogue>

export type Params = Readonly<Record<string, string | number>>

export type Translate = (key: TextKey, params?: Params) => string

/** Returns the function that translates into one language. `count` selects singular or plural. Numbers get their separators; a year or week number is passed as a text. */
export function createTranslate(tag: string, catalogue: Section): Translate {
  const rules = new Intl.PluralRules(tag)
  const numbers = new Intl.NumberFormat(tag)
  return (key, params = {}) => {
    const path = key.split('.')
    const name = path.pop() ?? ''
    const section = path.reduce<Section>((parent, part) => parent[part] as Section, catalogue)
    const form = typeof params.count === 'number' ? rules.select(params.count) : 'other'
    const text = section[`${name}_${form}`] ?? section[name] ?? section[`${name}_other`]
    return fillPlaceholders(typeof text === 'string' ? text : key, params, numbers)
  }
}

const fillPlaceholders = (text: string, params: Params, numbers: Intl.NumberFormat): string =>
  text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = params[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? numbers.format(value) : value
  })
