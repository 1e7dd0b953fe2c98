/** What a request asks to be exported. */
import { languages, type Language } from '../core/locale.js'
import { badField, problem } from '../core/problem.js'
import { shown } from '../core/text.js'

export const forms = ['CSV', 'XLSX', 'NDJSON', 'JSON'] as const
export type Form = (typeof forms)[number]

/** A question as its parameters give it; what is left out is undefined. */
export type Given = Readonly<Record<string, unknown>>

export interface Wanted {
  /** What is asked for, by the name of its field of Query. */
  name: string
  form: Form
  /** Null: that of whoever asks. */
  language: Language | null
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
  delimiter: ',' | ';'
  /** All other parameters. */
  given: Given
}

/** `deals.csv` is `deals` as `csv`. Throws where that is no form. */
export function formIn(file: string): [name: string, form: Form] {
  const [name = '', extension = '', ...rest] = file.split('.')
  const form = forms.find((form) => form.toLowerCase() === extension)
  if (!form || rest.length > 0) throw problem('noSuchFormat', { formats: forms.join(', ').toLowerCase() })
  return [name, form]
}

/** Throws a problem that says what is wrong with the address or its parameters. */
export function readWanted(file: string, parameters: Given): Wanted {
  const [name, form] = formIn(file)
  const { lang, bom, delimiter, ...given } = parameters
  if (form !== 'CSV') checkLeftOut({ bom, delimiter })
  return {
    ...{ name, form, given },
    language: languageIn(lang),
    bom: oneOf('bom', bom, ['false', 'true']) === 'true',
    delimiter: oneOf('delimiter', delimiter, [',', ';']),
  }
}

function checkLeftOut(parameters: Given): void {
  const given = Object.keys(parameters).find((name) => parameters[name] !== undefined)
  if (given !== undefined) throw badField(given, 'WITHOUT_EFFECT')
}

export function languageIn(lang: unknown): Language | null {
  if (lang === undefined) return null
  const language = languages.find((one) => one.toLowerCase() === lang)
  if (!language) throw badField('lang', 'WRONG_FORM', { form: 'fr | nl | de | en' })
  return language
}

/** The first is meant where nothing is given. */
function oneOf<T extends string>(name: string, value: unknown, allowed: readonly [T, ...T[]]): T {
  if (value === undefined) return allowed[0]
  const found = allowed.find((one) => one === value || (typeof value === 'boolean' && one === `${value}`))
  if (found === undefined) throw badField(name, 'WRONG_FORM', { form: allowed.join(' | ') })
  return found
}

/** In an address everything is text: what is JSON is written as such. */
export function readJson(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw badField(name, 'NOT_JSON', { value: shown(value) })
  }
}
