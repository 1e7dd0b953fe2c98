import type { GraphQLError } from 'graphql'
import type { FieldCode } from './error-codes.js'
import { findAppError } from './find-app-error.js'
import type { Language } from '../locale.js'
import { escapeUnsafe } from '../text.js'
import {
  badField,
  badFields,
  formatError,
  appError,
  type ErrorResponse,
  type FieldFault,
  type AppError,
} from './app-error.js'

interface DatabaseFailure {
  code?: unknown
  originalError?: unknown
  detail?: string
  hint?: string
}

/** What PostgreSQL refuses by its own rules or by ours, by SQLSTATE; a class is its first two characters. */
const refusals: Record<string, (refused: DatabaseFailure) => AppError> = {
  // ours: a fault in what was asked, with its place and its code
  IN001: ({ detail, hint }) => badField(detail ?? '', hint as FieldCode),
  IN002: ({ detail }) => appError('forbidden', { roles: detail ?? '' }),
  // ours: the same, with what its sentence has to be given
  IN004: ({ detail }) => {
    const { path, code, params } = JSON.parse(detail ?? '{}') as FieldFault
    return badFields([{ path, code, params }])
  },
  // ours: nobody would be left who can let people in
  IN003: () => appError('lastAdmin'),
  // ours: the owner of the database makes no roles
  IN005: () => appError('noRoles'),
  '57014': () => appError('timeout'),
  '23505': () => appError('alreadyThere'),
  '23P01': () => appError('contradiction'),
  '23': () => appError('contradiction'),
  '22': () => appError('contradiction'),
}

/** Apollo's codes for requests that graphql-js could not take. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** The problem behind any error; null for our own mistakes, which the client is told nothing of. */
export function toAppError(error: unknown): AppError | null {
  return findAppError(error) ?? toDatabaseError(error) ?? toRequestError(error)
}

function toDatabaseError(error: unknown): AppError | null {
  const refused = error as DatabaseFailure
  const { code, originalError } = refused
  if (originalError) return toDatabaseError(originalError)
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
    ? ((refusals[code] ?? refusals[code.slice(0, 2)])?.(refused) ?? null)
    : null
}

/** What graphql-js itself refuses before it answers; what has a path went wrong while it did. */
function toRequestError(error: unknown): AppError | null {
  if (!isGraphQL(error) || error.path) return null
  const code = error.extensions.code as string | undefined
  if (code !== undefined && !requestCodes.has(code)) return null
  return refusedByGraphql(error) || early.has(code)
    ? appError('badRequest', { detail: detailOf(error) })
    : null
}

// by its tag, which Apollo's own kinds inherit: Apollo and we may each have loaded graphql-js
const isGraphQL = (error: unknown): error is GraphQLError =>
  Object.prototype.toString.call(error) === '[object GraphQLError]'

/** Whether nobody but graphql-js, or Apollo on its behalf, is behind an error. */
const refusedByGraphql = ({ originalError }: GraphQLError): boolean =>
  !originalError || (isGraphQL(originalError) && refusedByGraphql(originalError))

/** Before any of our code runs. */
const early = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])

/** The parser of graphql-js knows no limit to nesting but the one of the machine; and it quotes what was sent, which may be long. */
const detailOf = ({ message }: GraphQLError): string =>
  message.includes('call stack')
    ? 'It is nested too deep.'
    : escapeUnsafe(message.length > 500 ? `${message.slice(0, 500)}…` : message)

/** What the client is told of an error, in the language of the person who asks. */
export const toGraphqlError = (error: unknown, language: Language): ErrorResponse =>
  formatError(toAppError(error) ?? appError('internal'), language)
