/** What the error responses of documents and exports have in common: status, headers and language. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLogger } from '../../core/logger.js'
import type { Pool } from 'pg'
import type { ErrorCode } from '../../core/error/error-codes.js'
import { pickLanguage, type Language } from '../../core/locale.js'
import type { ErrorResponse } from '../../core/error/app-error.js'
import { toAppError, toGraphqlError } from '../../core/error/error-response.js'
import { languageOf } from '../../database/authenticated-query.js'
import { parseLanguage } from './request-parameters.js'

const log = createLogger('documents')

const statusByCode: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  OUT_OF_SCOPE: 403,
  REAUTHENTICATION_REQUIRED: 403,
  SECOND_FACTOR_REQUIRED: 401,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  STAGE_REFUSED: 409,
  TOO_COSTLY: 400,
  TIMEOUT: 503,
  RATE_LIMITED: 429,
  INTERNAL: 500,
}

/** HTTP has a more exact status for these. */
const statusByKey: Record<string, number> = {
  noSuchFormat: 406,
  noSuchMethod: 405,
  exportGone: 410,
  overloaded: 503,
  notJson: 415,
}

export interface FailedRequest {
  request: FastifyRequest
  /** SHA-256 of the access token; null for an anonymous request. */
  token: Buffer | null
  /** The parameter as sent, which may be what is wrong with the request. */
  lang: unknown
}

export interface HttpError {
  explanation: ErrorResponse
  status: number
  language: Language
}

/** Explains an error in the language of the request, else of the user, else of the browser. Logs unexpected errors. */
export async function explainError(error: unknown, pool: Pool, failed: FailedRequest): Promise<HttpError> {
  const appError = toAppError(error)
  if (!appError) log.error({ err: error }, 'unexpected error')
  const language = await chooseLanguage(pool, failed)
  const explanation = toGraphqlError(error, language)
  const status = statusByKey[appError?.key ?? ''] ?? statusByCode[explanation.extensions.code]
  return { explanation, status, language }
}

async function chooseLanguage(pool: Pool, { request, token, lang }: FailedRequest): Promise<Language> {
  const requested = tryParseLanguage(lang)
  if (requested) return requested
  const ofUser = token && (await languageOf(pool, token).catch(() => null))
  return ofUser ?? pickLanguage(request.headers['accept-language'])
}

function tryParseLanguage(lang: unknown): Language | null {
  try {
    return parseLanguage(lang)
  } catch {
    return null
  }
}

/** Sets the status and the headers that the status requires. */
export function setErrorHeaders(reply: FastifyReply, { explanation, status }: HttpError): FastifyReply {
  const { retryAfter } = explanation.extensions
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  if (status === 405) void reply.header('allow', 'GET, POST')
  if (retryAfter !== undefined) void reply.header('retry-after', Number(retryAfter))
  return reply.status(status).header('cache-control', 'no-store')
}
