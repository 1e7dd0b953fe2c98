/** Responses with a weekly summary: headers, entity tags, and errors in the requested format. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import type { Language } from '../core/locale.js'
import { callerOf } from '../http/caller.js'
import type { Caller } from '../read/caller.js'
import { contentSecurityPolicy } from './html/html.js'
import { explainError, setErrorHeaders } from './http/error-response.js'
import { mediaTypes, type Format } from './model/format.js'
import { renderError } from './render.js'
import { chooseErrorFormat, type SummaryAddress } from './summary-request.js'

export interface SummaryContext {
  address: SummaryAddress
  /** SHA-256 of the bearer token or of the cookie; null for an anonymous request. */
  token: Buffer | null
  caller: Caller
  request: FastifyRequest
  reply: FastifyReply
}

export function createContext(request: FastifyRequest, reply: FastifyReply): SummaryContext {
  const { params, query, headers } = request
  const parts = Object.values(params as Record<string, string>)
  const address = { parts, query: query as Record<string, unknown>, accept: headers.accept }
  const caller = callerOf(request, reply)
  return { address, token: caller.token, caller, request, reply }
}

/** The content depends on the user, so `Vary` lists the credentials. */
export const setContentHeaders = (reply: FastifyReply, type: string, language: Language): FastifyReply =>
  reply.headers({
    'content-type': type,
    'content-language': language.toLowerCase(),
    vary: 'Authorization, Cookie, Accept, Accept-Language',
  })

export function setFormatHeaders(reply: FastifyReply, format: Format, language: Language): FastifyReply {
  const isText = format === 'html' || format === 'csv' || format === 'json'
  setContentHeaders(reply, `${mediaTypes[format]}${isText ? '; charset=utf-8' : ''}`, language)
  return format === 'html' ? reply.header('content-security-policy', contentSecurityPolicy) : reply
}

/**
 * Sends 304 if the client has the same bytes already: the entity tag is strong, a hash of the body. The tag is for
 * programs that keep their own copy; a browser must not store the document.
 */
export function sendBody(
  body: Buffer,
  headers: Record<string, string>,
  { request, reply }: SummaryContext,
): void {
  const tag = `"${createHash('sha256').update(body).digest('hex')}"`
  void reply.headers({ ...headers, etag: tag, 'cache-control': 'no-store' })
  if (matchesTag(request.headers['if-none-match'], tag)) void reply.status(304).send()
  else void reply.send(body)
}

/** A proxy may have marked the tag as weak. */
const matchesTag = (ifNoneMatch = '', tag: string): boolean =>
  ifNoneMatch.split(',').some((candidate) => ['*', tag].includes(candidate.trim().replace(/^W\//, '')))

/** Explains an error in the requested format and language. */
export async function sendError(error: unknown, pool: Pool, context: SummaryContext): Promise<void> {
  const { address, request, reply, token } = context
  const response = await explainError(error, pool, { request, token, lang: address.query.lang })
  const format = chooseErrorFormat(address)
  setErrorHeaders(setFormatHeaders(reply, format, response.language), response)
  void reply.send(await renderError(response.explanation, response.language, format))
}
