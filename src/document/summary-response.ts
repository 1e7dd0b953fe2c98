/** What holds for every answer here: whose it is, its heads, and how a refusal looks. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { pickLanguage, type Language } from '../core/locale.js'
import { problemOf, tell } from '../core/tell.js'
import { languageOf } from '../database/asking.js'
import { askerOf } from '../http/asker.js'
import type { Asker } from '../read/asker.js'
import { mediaTypes, type Format } from './model/format.js'
import { htmlPolicy } from './html/html.js'
import { renderRefusal } from './render.js'
import { statuses } from './model/error-document.js'
import { formatToAnswer, languageAsked, type Address } from './summary-request.js'

const log = pino({ name: 'summaries' })

export interface Question {
  address: Address
  /** SHA-256 of the bearer token or the cookie’s; null when there is none. */
  token: Buffer | null
  asker: Asker
  request: FastifyRequest
  reply: FastifyReply
}

export function questionOf(request: FastifyRequest, reply: FastifyReply): Question {
  const { params, query, headers } = request
  const parts = Object.values(params as Record<string, string>)
  const address = { parts, query: query as Record<string, unknown>, accept: headers.accept }
  const asker = askerOf(request, reply)
  return { address, token: asker.token, asker, request, reply }
}

/** Heads of an answer that is each reader's own. */
export const head = (reply: FastifyReply, type: string, language: Language): FastifyReply =>
  reply.headers({
    'content-type': type,
    'content-language': language.toLowerCase(),
    vary: 'Authorization, Cookie, Accept, Accept-Language',
  })

export const formatHead = (reply: FastifyReply, format: Format, language: Language): FastifyReply => {
  const text = format === 'html' || format === 'csv' || format === 'json'
  head(reply, `${mediaTypes[format]}${text ? '; charset=utf-8' : ''}`, language)
  return format === 'html' ? reply.header('content-security-policy', htmlPolicy) : reply
}

/** Says what is wrong, in the format that was asked for and the language of whoever asks. */
export async function refuse(error: unknown, pool: Pool, question: Question): Promise<void> {
  const { address, reply } = question
  const found = problemOf(error)
  if (!found) log.error({ err: error }, 'unforeseen')
  const language = await languageFor(pool, question)
  const told = tell(error, language)
  const status = found?.key === 'noSuchFormat' ? 406 : statuses[told.extensions.code]
  const format = formatToAnswer(address)
  formatHead(reply, format, language).header('cache-control', 'no-store')
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  if (status === 429) void reply.header('retry-after', String(told.extensions.retryAfter))
  void reply.status(status).send(await renderRefusal(told, language, format))
}

/** As asked for; else that of whoever asks; else what the browser prefers. */
async function languageFor(pool: Pool, { address, token, request }: Question): Promise<Language> {
  const asked = languageIn(address)
  if (asked) return asked
  const own = token && (await languageOf(pool, token).catch(() => null))
  return own ?? pickLanguage(request.headers['accept-language'])
}

function languageIn(address: Address): Language | null {
  try {
    return languageAsked(address)
  } catch {
    return null
  }
}
