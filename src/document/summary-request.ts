/** Parses the address of a summary: `/summaries/awex/2018-W22/1.pdf?lang=fr`, `/summaries/awex/2018-Q1.pdf`. */
import type { Language } from '../core/locale.js'
import { badField, appError } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/validation/text.js'
import { readInstant } from '../core/time/instant.js'
import { readPeriod } from '../core/time/period.js'
import { isWeek } from '../core/time/week.js'
import { checkPeriodBegun } from '../weekly/week-arguments.js'
import {
  parseRequest,
  rejectUnknownParameters,
  splitExtension,
  type RequestParameters,
} from './http/request-parameters.js'
import { parseDialect, rejectCsvParameters } from './csv/csv-dialect.js'
import type { CsvOptions } from './csv/csv.js'
import { summaryTables } from './summary/summary-tables.js'
import { formats, isFormat, negotiateFormat, type Format } from './model/format.js'

export interface SummaryRequest {
  agency: string
  /** The code of a period, or `latest` for the last week issued. */
  period: string
  /** Null: the live summary. */
  revision: number | null
  /** Of the live summary: what had been recorded by this instant. Null: now. */
  knownAt: string | null
  /** The last part of the address, without its extension. */
  stem: string
  format: Format
  /** Null: the language of the user. */
  language: Language | null
  csv: CsvOptions
}

/** The variable parts of a path; the last one may have an extension. */
export interface SummaryAddress {
  parts: readonly string[]
  query: RequestParameters
  /** The `Accept` header, which decides without an extension. */
  accept: string | undefined
}

/**
 * Returns the format of an error response, whatever else is wrong with the request: JSON if no format fits, and instead of
 * an archive.
 */
export function chooseErrorFormat({ parts, accept }: SummaryAddress): Exclude<Format, 'zip'> {
  const [, extension] = splitExtension(parts.at(-1)!)
  const format = extension !== null && isFormat(extension) ? extension : negotiateFormat(accept)
  return format === null || format === 'zip' ? 'json' : format
}

/** Throws BAD_USER_INPUT with what is wrong with the address. */
export function parseSummaryRequest({ parts, query, accept }: SummaryAddress): SummaryRequest {
  const [agency, ...rest] = parts
  const { name, extension, language, bom, parameters } = parseRequest(rest.pop()!, query)
  const { table, delimiter, decimal, ...others } = parameters
  const format = parseFormat(extension, accept)
  if (format !== 'csv') rejectCsvParameters({ bom: query.bom, table, delimiter, decimal })
  const [period, revision] = [...rest, name]
  // a revision is what was recorded when it was issued, and `latest` may be one
  rejectUnknownParameters(others, revision === undefined && period !== 'latest' ? ['knownAt'] : [])
  return {
    ...{ agency: agency!, stem: name, language, format },
    csv: { bom, table: parseTable(table), ...parseDialect({ delimiter, decimal }) },
    period: revision === undefined ? parsePeriod(period) : parseWeek(period),
    revision: revision === undefined ? null : parseRevision(revision),
    knownAt: parseKnownAt(others.knownAt),
  }
}

export interface DifferencesRequest {
  agency: string
  week: string
  revision: number
  format: Format
  /** Null: the language of the user. */
  language: Language | null
  csv: CsvOptions
}

/** Parses `/summaries/awex/2018-W22/1/differences.pdf?lang=fr`. */
export function parseDifferencesRequest({ parts, query, accept }: SummaryAddress): DifferencesRequest {
  const [agency, week, revision, file] = parts
  const { name, extension, language, bom, parameters } = parseRequest(file!, query)
  if (name !== 'differences') throw appError('noSuchAddress')
  const { delimiter, decimal, ...others } = parameters
  const format = parseFormat(extension, accept)
  if (format !== 'csv') rejectCsvParameters({ bom: query.bom, delimiter, decimal })
  rejectUnknownParameters(others)
  if (!isWeek(week!)) throw badField('week', 'NOT_A_WEEK', { value: quoteForMessage(week!) })
  return {
    ...{ agency: agency!, week: week, language, format },
    revision: parseRevision(revision!),
    csv: { bom, table: null, ...parseDialect({ delimiter, decimal }) },
  }
}

function parseTable(table: unknown): string | null {
  if (table === undefined) return null
  const allowed = summaryTables.join(', ')
  if (!summaryTables.some((each) => each === table))
    throw badField('table', 'UNKNOWN_CODE', { value: quoteForMessage(table), allowed })
  return table as string
}

function parseFormat(extension: string | null, accept: string | undefined): Format {
  const format = extension === null ? negotiateFormat(accept) : isFormat(extension) ? extension : null
  if (format === null) throw appError('noSuchFormat', { formats: formats.join(', ') })
  return format
}

function parseWeek(week: string): string {
  if (week === 'latest') return week
  if (!isWeek(week)) throw badField('week', 'NOT_A_WEEK', { value: quoteForMessage(week) })
  return checkPeriodBegun(week, 'week')
}

/** Only weeks are issued; other periods are always live. */
function parsePeriod(text: string): string {
  if (text === 'latest') return text
  const period = readPeriod(text)
  if (!period) throw badField('period', 'NOT_A_PERIOD', { value: quoteForMessage(text) })
  return checkPeriodBegun(period.code, period.kind === 'WEEK' ? 'week' : 'period')
}

function parseKnownAt(text: unknown): string | null {
  if (text === undefined) return null
  const instant = typeof text === 'string' ? readInstant(text) : null
  if (instant === null) throw badField('knownAt', 'WRONG_FORM', { form: '2018-05-31T12:00:00Z' })
  return instant
}

function parseRevision(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badField('revision', 'OUT_OF_RANGE', { min: 1, max: 999_999_999 })
  return Number(text)
}
