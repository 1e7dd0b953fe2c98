/** Why something is not exported: JSON, in the language asked for or that of whoever asks, whatever form was asked for. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { pickLanguage, type Language } from '../core/locale.js'
import { problemOf, tell } from '../core/tell.js'
import { languageOf } from '../database/asking.js'
import { statuses } from '../document/model/error-document.js'
import { languageIn } from './export-request.js'

const log = pino({ name: 'exports' })

export async function refuse(
  error: unknown,
  pool: Pool,
  { request, reply, token }: { request: FastifyRequest; reply: FastifyReply; token: Buffer | null },
): Promise<void> {
  const found = problemOf(error)
  if (!found) log.error({ err: error }, 'unforeseen')
  const language = await languageFor(pool, request, token)
  const told = tell(error, language)
  const status = byKey[found?.key ?? ''] ?? statuses[told.extensions.code]
  const { retryAfter } = told.extensions
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  if (status === 405) void reply.header('allow', 'GET, POST')
  if (retryAfter !== undefined) void reply.header('retry-after', Number(retryAfter))
  void reply
    .status(status)
    .headers({ 'cache-control': 'no-store', 'content-language': language.toLowerCase() })
    .send({ errors: [told] })
}

const byKey: Record<string, number> = { noSuchFormat: 406, noSuchMethod: 405, exportGone: 410, notJson: 415 }

async function languageFor(pool: Pool, request: FastifyRequest, token: Buffer | null): Promise<Language> {
  const { lang } = parametersOf(request)
  const own = async () => (token && (await languageOf(pool, token).catch(() => null))) ?? null
  return languageOr(lang) ?? (await own()) ?? pickLanguage(request.headers['accept-language'])
}

function languageOr(lang: unknown): Language | null {
  try {
    return languageIn(lang)
  } catch {
    return null
  }
}

/** Of the address, or of what was posted. */
export function parametersOf({ method, query, body }: FastifyRequest): Record<string, unknown> {
  const given = method === 'POST' ? body : query
  return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
}
