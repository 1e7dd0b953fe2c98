import type { GraphQLError } from 'graphql'
import type { FieldCode } from './error-codes.js'
import { findAppError } from './find-app-error.js'
import type { Language } from '../locale.js'
import { escapeUnsafe } from '../validation/text.js'
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
  /** The function of PostgreSQL that raised it. */
  routine?: string
}

/** Errors by SQLSTATE or by its class, the first two characters. Our own SQL functions raise IN001 to IN010. */
const errorsBySqlState: Record<string, (failure: DatabaseFailure) => AppError | null> = {
  // An input fault, with its path and code.
  IN001: ({ detail, hint }) => badField(detail ?? '', hint as FieldCode),
  // `require_role.sql`
  IN002: ({ detail }) => appError('forbidden', { roles: detail ?? '' }),
  // An input fault with the parameters of its sentence (`raise_input_error.sql`).
  IN004: ({ detail }) => {
    const { path, code, params } = JSON.parse(detail ?? '{}') as FieldFault
    return badFields([{ path, code, params }])
  },
  // No active ADMIN of the agency, or no OPERATOR, would be left (`require_active_admin.sql`, `require_active_operator.sql`).
  IN003: ({ detail }) => appError(detail === 'OPERATOR' ? 'lastOperator' : 'lastAdmin'),
  // A change of a user takes a second person, or raises the own rights (`check_user_change.sql`).
  IN006: () => appError('secondPerson'),
  IN007: () => appError('ownRights'),
  // The last proof of identity is too old (`require_recent_proof.sql`).
  IN008: () => appError('reauthenticationRequired'),
  // The viewer is no HEAD of the lead agency, or their agency not in the team (`require_deal_action.sql`).
  IN009: () => appError('notLead'),
  // Another request has decided the change of a user meanwhile (`decide_user_change.sql`).
  IN010: () => appError('changeDecided'),
  // Aborted by another transaction, also after several attempts (`database/retry.ts`).
  '40001': () => appError('contended'),
  '40P01': () => appError('contended'),
  // The owner of the database may not create roles (`create_sql_login.sql`).
  IN005: () => appError('noRoles'),
  // A policy refuses a row: the viewer lost the right after the service had checked it. Any other such error is a fault of ours.
  '42501': ({ routine }) => (routine === 'ExecWithCheckOptions' ? appError('accessLost') : null),
  '57014': () => appError('timeout'),
  '23505': () => appError('alreadyThere'),
  '23P01': () => appError('contradiction'),
  '23': () => appError('contradiction'),
  '22': () => appError('contradiction'),
}

/** Apollo's codes for requests that graphql-js cannot execute. */
const requestCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** Returns the AppError behind any error; null for unexpected errors: the client gets no detail of them. */
export function toAppError(error: unknown): AppError | null {
  return findAppError(error) ?? toDatabaseError(error) ?? toRequestError(error)
}

function toDatabaseError(error: unknown): AppError | null {
  const failure = error as DatabaseFailure
  const { code, originalError } = failure
  if (originalError) return toDatabaseError(originalError)
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
    ? ((errorsBySqlState[code] ?? errorsBySqlState[code.slice(0, 2)])?.(failure) ?? null)
    : null
}

/** Returns an error that graphql-js raised before execution. An error with a path was raised during execution. */
function toRequestError(error: unknown): AppError | null {
  if (!isGraphQL(error) || error.path) return null
  const code = error.extensions.code as string | undefined
  if (code !== undefined && !requestCodes.has(code)) return null
  if (isWithoutPreflight(error)) return appError('notJson')
  return isFromGraphql(error) || codesBeforeExecution.has(code)
    ? appError('badRequest', { detail: detailOf(error) })
    : null
}

// Compares the tag, which Apollo's subclasses inherit: Apollo may have loaded another copy of graphql-js.
const isGraphQL = (error: unknown): error is GraphQLError =>
  Object.prototype.toString.call(error) === '[object GraphQLError]'

/** Returns whether only graphql-js, or Apollo on its behalf, raised the error. */
const isFromGraphql = ({ originalError }: GraphQLError): boolean =>
  !originalError || (isGraphQL(originalError) && isFromGraphql(originalError))

/**
 * Returns whether Apollo refused a request that a page of another site could send, such as a browser that opens /graphql.
 * Apollo has no code of its own for it.
 */
const isWithoutPreflight = ({ message }: GraphQLError): boolean =>
  message.startsWith('This operation has been blocked as a potential Cross-Site Request Forgery')

const codesBeforeExecution = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])

/** The parser of graphql-js limits nesting only by the call stack, and its message may quote a long request. */
const detailOf = ({ message }: GraphQLError): string =>
  message.includes('call stack')
    ? 'It is nested too deep.'
    : escapeUnsafe(message.length > 500 ? `${message.slice(0, 500)}…` : message)

/** Returns any error as the client receives it, in their language. */
export const toGraphqlError = (error: unknown, language: Language): ErrorResponse =>
  formatError(toAppError(error) ?? appError('internal'), language)
