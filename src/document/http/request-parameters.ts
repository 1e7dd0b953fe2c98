/** What requests for documents and exports have in common: a file name with a format, a language, a byte order mark. */
import { languages, type Language } from '../../core/locale.js'
import { badField } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'

/** The parameters of a query string or a JSON body; an absent one is undefined. */
export type RequestParameters = Readonly<Record<string, unknown>>

export interface FileRequest {
  /** Without the extension. */
  name: string
  /** Null without a dot in the file name. */
  extension: string | null
  /** Null: the language of the user. */
  language: Language | null
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
  /** All other parameters. */
  parameters: RequestParameters
}

/** Throws BAD_USER_INPUT with the name of the faulty parameter. */
export function parseRequest(file: string, { lang, bom, ...parameters }: RequestParameters): FileRequest {
  const [name, extension] = splitExtension(file)
  return { name, extension, language: parseLanguage(lang), bom: parseBom(bom), parameters }
}

/** Splits `2018-W22.pdf` into `2018-W22` and `pdf`. */
export function splitExtension(file: string): [name: string, extension: string | null] {
  const dot = file.lastIndexOf('.')
  return dot < 0 ? [file, null] : [file.slice(0, dot), file.slice(dot + 1)]
}

export function parseLanguage(lang: unknown): Language | null {
  if (lang === undefined) return null
  const language = languages.find((language) => language.toLowerCase() === lang)
  if (!language) throw badField('lang', 'WRONG_FORM', { form: 'fr | nl | de | en' })
  return language
}

/** Accepts a boolean, which a JSON body may have, or its text. */
const parseBom = (bom: unknown): boolean => parseChoice('bom', bom, ['false', 'true']) === 'true'

/** The default is the first choice. */
export function parseChoice<T extends string>(
  name: string,
  value: unknown,
  choices: readonly [T, ...T[]],
): T {
  if (value === undefined) return choices[0]
  const text = typeof value === 'boolean' ? String(value) : value
  const choice = choices.find((choice) => choice === text)
  if (choice === undefined) throw badField(name, 'WRONG_FORM', { form: choices.join(' | ') })
  return choice
}

/** Rejects unknown parameters instead of ignoring them. */
export function rejectUnknownParameters(parameters: RequestParameters, names: readonly string[] = []): void {
  const unknown = Object.keys(parameters).find((name) => !names.includes(name))
  if (unknown !== undefined) throw badField(quoteForMessage(unknown), 'UNKNOWN_FIELD')
}
