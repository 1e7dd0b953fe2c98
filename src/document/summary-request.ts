/** Which document a request asks for. */
import { dayOf } from '../core/day.js'
import { languages, type Language } from '../core/locale.js'
import { badField, problem } from '../core/problem.js'
import { shown } from '../core/text.js'
import { isWeek, weekOf } from '../core/week.js'
import { acceptedFormat, formats, isFormat, type Format } from './model/format.js'

export interface Wanted {
  agency: string
  /** `latest`: the last one issued. */
  week: string
  /** Null: live. */
  revision: number | null
  /** The last part of the address, without its format. */
  stem: string
  format: Format
  /** Null: that of whoever asks. */
  language: Language | null
  /** Whether CSV begins with a byte order mark. */
  bom: boolean
}

/** The parts of an address, as they stand in it; the last one may end in a format. */
export interface Address {
  parts: readonly string[]
  query: Readonly<Record<string, unknown>>
  accept: string | undefined
}

/** `2018-W22.pdf` is `2018-W22` as `pdf`. */
function split(name: string): [stem: string, extension: string | null] {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)]
}

/** In which format to answer, whatever else is wrong with the request: data where nothing fits. */
export function formatToAnswer({ parts, accept }: Address): Format {
  const [, extension] = split(parts.at(-1)!)
  return extension !== null && isFormat(extension) ? extension : (acceptedFormat(accept) ?? 'json')
}

/** Throws a problem that says what is wrong with the address. */
export function readWanted(address: Address): Wanted {
  const [agency, ...rest] = address.parts
  const [last, extension] = split(rest.pop()!)
  const [week, revision] = [...rest, last]
  checkQuery(address.query)
  return {
    agency: agency!,
    stem: last,
    format: readFormat(extension, address.accept),
    week: readWeek(week),
    revision: revision === undefined ? null : readRevision(revision),
    language: languageAsked(address),
    bom: address.query.bom === 'true',
  }
}

function readFormat(extension: string | null, accept: string | undefined): Format {
  const format = extension === null ? acceptedFormat(accept) : isFormat(extension) ? extension : null
  if (format === null) throw problem('noSuchFormat', { formats: formats.join(', ') })
  return format
}

function readWeek(week: string): string {
  if (week === 'latest') return week
  if (!isWeek(week)) throw badField('week', 'NOT_A_WEEK', { value: shown(week) })
  const current = weekOf(dayOf(new Date()))
  if (week > current) throw badField('week', 'FUTURE_WEEK', { value: week, current })
  return week
}

function readRevision(text: string): number {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
  if (number === null) throw badField('revision', 'OUT_OF_RANGE', { min: 1, max: 999_999_999 })
  return number
}

/** The language that the address names; null when it names none. */
export function languageAsked({ query: { lang } }: Address): Language | null {
  if (lang === undefined) return null
  const language = languages.find((one) => one.toLowerCase() === lang)
  if (!language) throw badField('lang', 'WRONG_FORM', { form: 'fr | nl | de | en' })
  return language
}

/** What nobody knows here must not look as if it had been heeded. */
function checkQuery(query: Address['query']): void {
  const unknown = Object.keys(query).find((name) => name !== 'lang' && name !== 'bom')
  if (unknown !== undefined)
    throw problem('badRequest', { detail: `“${shown(unknown)}” is neither “lang” nor “bom”.` })
  if (query.bom !== undefined && query.bom !== 'true' && query.bom !== 'false')
    throw badField('bom', 'WRONG_FORM', { form: 'true | false' })
}
