import type { FieldCode, ErrorCode, ErrorKey } from './error-codes.js'
import {
  errorCatalogue,
  type fieldErrorParams,
  type RequiredParams,
  type errorParams,
} from './error-codes.js'
import type { Language, MessageParams } from '../locale.js'
import { translate } from '../locale.js'

/** One field that cannot be accepted: `path` as in `input.names[2]`, empty when the place is unknown. */
export interface FieldFault {
  path: string
  code: FieldCode
  params?: MessageParams
}

/** A missing required fact; its words are `fact.<code>` in `locales/`. */
export interface MissingFactCode {
  code: string
}

export interface ErrorDetails {
  fields?: readonly FieldFault[]
  missing?: readonly MissingFactCode[]
  /** Further stable facts for the client, copied into `extensions`: `{ currentVersion: 4 }`. */
  extra?: Readonly<Record<string, unknown>>
}

/** The error as the client receives it. */
export interface ErrorResponse {
  message: string
  extensions: { code: ErrorCode } & Record<string, unknown>
}

/** An error that the client can correct, or must know of. Its `message` is the English sentence. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly fields: ErrorDetails['fields']
  readonly missing: ErrorDetails['missing']
  readonly extra: ErrorDetails['extra']

  constructor(
    readonly key: ErrorKey,
    readonly params: MessageParams,
    { fields, missing, extra }: ErrorDetails,
  ) {
    super(formatSentence('EN', { key, params, fields, missing }))
    this.code = errorCatalogue[key]
    this.fields = fields
    this.missing = missing
    this.extra = extra
  }
}

type FieldParams<C> = C extends keyof typeof fieldErrorParams
  ? [params: RequiredParams<typeof fieldErrorParams, C>]
  : [params?: MessageParams]
type ErrorParams<K> = K extends keyof typeof errorParams
  ? [params: RequiredParams<typeof errorParams, K>, details?: ErrorDetails]
  : [params?: MessageParams, details?: ErrorDetails]

/** Returns the error under this key of the catalogue, ready to throw. */
export const appError = <K extends ErrorKey>(
  key: K,
  ...[params = {}, details = {}]: ErrorParams<K>
): AppError => new AppError(key, params, details)

/** Returns the error of an input that has these faults, at least one. */
export const badFields = (fields: readonly FieldFault[]): AppError =>
  appError('badInput', { count: fields.length }, { fields })

/** Returns the error of an input with one faulty field. */
export const badField = <C extends FieldCode>(path: string, code: C, ...[params]: FieldParams<C>): AppError =>
  badFields([{ path, code, params }])

/** Returns the error as the client receives it, in their language. */
export function formatError(error: AppError, language: Language): ErrorResponse {
  const { code, fields, missing, extra } = error
  return {
    message: formatSentence(language, error),
    extensions: {
      ...extra,
      code,
      ...(fields && { fields: fields.map((fault) => formatField(language, fault)) }),
      ...(missing && { missing: missing.map((fact) => formatFact(language, fact)) }),
    },
  }
}

type Phrased = Pick<AppError, 'key' | 'params' | 'fields' | 'missing'>

/** Returns a sentence of the catalogue; its `{{list}}` is the list of faulty fields or missing facts. */
function formatSentence(language: Language, { key, params, fields = [], missing = [] }: Phrased): string {
  const faults = fields.map((fault) => formatField(language, fault)).map(withPath)
  const facts = missing.map((fact) => formatFact(language, fact).message)
  return translate(language, `problem.${key}`, {
    ...params,
    ...translateCodes(params, language),
    list: [...faults, facts.join('; ')].join(' ').trim(),
  })
}

/** Parameters that are codes, each with the section of `locales/` that has its words. */
const codeSections = { what: 'word', stage: 'stage', from: 'stage', to: 'stage' } as const

const translateCodes = (params: MessageParams, language: Language) =>
  Object.fromEntries(
    Object.entries(codeSections)
      .filter(([name]) => name in params)
      .map(([name, section]) => [name, translate(language, `${section}.${params[name]}`)]),
  )

const formatField = (language: Language, { path, code, params }: FieldFault) => ({
  path,
  code,
  message: translate(language, `field.${code}`, params),
})

const formatFact = (language: Language, { code }: MissingFactCode) => ({
  code,
  message: translate(language, `fact.${code}`),
})

const withPath = ({ path, message }: { path: string; message: string }) =>
  path === '' ? message : `${path}: ${message}`
