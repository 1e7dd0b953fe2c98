import type { FieldCode, ErrorCode, ErrorKey } from './error-codes.js'
import {
  errorCatalogue,
  type fieldErrorParams,
  type RequiredParams,
  type errorParams,
} from './error-codes.js'
import type { Language, MessageParams } from '../locale.js'
import { translate } from '../locale.js'

/** One field that cannot be accepted: `path` as in `input.names[2]`, empty when nobody can say where. */
export interface FieldFault {
  path: string
  code: FieldCode
  params?: MessageParams
}

/** A required fact that is not there; its words are `fact.<code>` in `locales/`. */
export interface MissingFactCode {
  code: string
}

export interface ErrorDetails {
  fields?: readonly FieldFault[]
  missing?: readonly MissingFactCode[]
  /** Further stable facts for the client, put into `extensions` as they are: `{ currentVersion: 4 }`. */
  extra?: Readonly<Record<string, unknown>>
}

/** What the client is told. */
export interface ErrorResponse {
  message: string
  extensions: { code: ErrorCode } & Record<string, unknown>
}

/** Something that the person who asks can put right, or must know. Its `message` is the English sentence. */
export class AppError extends Error {
  override readonly name = 'Problem'
  readonly code: ErrorCode
  readonly fields: ErrorDetails['fields']
  readonly missing: ErrorDetails['missing']
  readonly extra: ErrorDetails['extra']

  constructor(
    readonly key: ErrorKey,
    readonly params: MessageParams,
    { fields, missing, extra }: ErrorDetails,
  ) {
    super(sentence('EN', { key, params, fields, missing }))
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

/** The problem under this key of the catalogue, to be thrown. */
export const appError = <K extends ErrorKey>(
  key: K,
  ...[params = {}, details = {}]: ErrorParams<K>
): AppError => new AppError(key, params, details)

/** The problem of input that has these faults; there is at least one. */
export const badFields = (fields: readonly FieldFault[]): AppError =>
  appError('badInput', { count: fields.length }, { fields })

/** The problem of input with one faulty field. */
export const badField = <C extends FieldCode>(path: string, code: C, ...[params]: FieldParams<C>): AppError =>
  badFields([{ path, code, params }])

/** Says the problem in the language of the person who asked. */
export function formatError(error: AppError, language: Language): ErrorResponse {
  const { code, fields, missing, extra } = error
  return {
    message: sentence(language, error),
    extensions: {
      ...extra,
      code,
      ...(fields && { fields: fields.map((fault) => fieldIn(language, fault)) }),
      ...(missing && { missing: missing.map((fact) => factIn(language, fact)) }),
    },
  }
}

type Phrased = Pick<AppError, 'key' | 'params' | 'fields' | 'missing'>

/** A sentence of the catalogue; `{{list}}` in it stands for the faulty fields or the missing facts. */
function sentence(language: Language, { key, params, fields = [], missing = [] }: Phrased): string {
  const faults = fields.map((fault) => fieldIn(language, fault)).map(withPath)
  const facts = missing.map((fact) => factIn(language, fact).message)
  return translate(language, `problem.${key}`, {
    ...params,
    ...wordsFor(params, language),
    list: [...faults, facts.join('; ')].join(' ').trim(),
  })
}

/** Parameters that are codes, each with the part of `locales/` where its words stand. */
const coded = { what: 'word', stage: 'stage', from: 'stage', to: 'stage' } as const

const wordsFor = (params: MessageParams, language: Language) =>
  Object.fromEntries(
    Object.entries(coded)
      .filter(([name]) => name in params)
      .map(([name, part]) => [name, translate(language, `${part}.${params[name]}`)]),
  )

const fieldIn = (language: Language, { path, code, params }: FieldFault) => ({
  path,
  code,
  message: translate(language, `field.${code}`, params),
})

const factIn = (language: Language, { code }: MissingFactCode) => ({
  code,
  message: translate(language, `fact.${code}`),
})

const withPath = ({ path, message }: { path: string; message: string }) =>
  path === '' ? message : `${path}: ${message}`
