import { createHash } from 'node:crypto'
import { Controller, Get, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/day.js'
import { pickLanguage, type Language } from '../core/locale.js'
import { problem } from '../core/problem.js'
import { problemOf, tell } from '../core/tell.js'
import { tokenHash } from '../core/token.js'
import { previousWeek, weekOf } from '../core/week.js'
import { languageOf } from '../database/asking.js'
import { poolOf } from '../database/connection.js'
import { readLatest, readSummary, type SummaryAsked } from '../weekly/summary-said.js'
import { mediaTypes, type Format } from './format.js'
import { htmlPolicy } from './html.js'
import { renderRefusal, renderSummary } from './render.js'
import { statuses } from './refusal.js'
import { formatToAnswer, languageAsked, readWanted, type Address, type Wanted } from './wanted.js'

const log = pino({ name: 'summaries' })

/** Weekly summaries as documents, each reader's own. */
@Controller('summaries')
export class SummariesController {
  constructor(private readonly source: DataSource) {}

  /** What is recorded now of a week. */
  @Get(':agency/:week')
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply)
  }

  /** A week as it was issued. */
  @Get(':agency/:week/:revision')
  async issued(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply)
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const address = addressOf(request)
    const token = tokenOf(request)
    try {
      await this.give(readWanted(address), token, request, reply)
    } catch (error) {
      await this.refuse(error, address, token, request, reply)
    }
  }

  private async give(wanted: Wanted, token: Buffer | null, request: FastifyRequest, reply: FastifyReply) {
    const { viewer, ...found } = await readSummary(
      poolOf(this.source),
      token,
      await this.dated(wanted, token),
    )
    const { content } = found
    if (!content) throw problem('notFound', { what: found.today ? 'weeklySummary' : 'agency' })
    const language = wanted.language ?? viewer.language
    const stem = /([^/?]*?)(?:\.\w+)?(?:\?|$)/.exec(request.url)![1]!
    const { file, body } = await renderSummary({ viewer, ...found, content }, language, { ...wanted, stem })
    const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
    head(reply, wanted.format, language).headers({ etag: tag, 'cache-control': 'private, no-cache' })
    if (isHeld(tag, request.headers['if-none-match'])) return void reply.status(304).send()
    const way = wanted.format === 'xlsx' || wanted.format === 'csv' ? 'attachment' : 'inline'
    void reply.header('content-disposition', `${way}; filename="${file}.${wanted.format}"`).send(body)
  }

  /** The last revision of the last week issued; where none is, the last week that is over. */
  private async dated({ agency, week, revision }: Wanted, token: Buffer | null): Promise<SummaryAsked> {
    if (week !== 'latest') return { agency, week, revision }
    const last = await readLatest(poolOf(this.source), token, agency)
    if (last) return { agency, week: last.week, revision: revision ?? last.revision }
    return { agency, week: previousWeek(weekOf(dayOf(new Date()))), revision }
  }

  private async refuse(
    error: unknown,
    address: Address,
    token: Buffer | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const found = problemOf(error)
    if (!found) log.error({ err: error }, 'unforeseen')
    const language = await this.languageFor(address, token, request)
    const told = tell(error, language)
    const status = found?.key === 'noSuchFormat' ? 406 : statuses[told.extensions.code]
    const format = formatToAnswer(address)
    head(reply, format, language).header('cache-control', 'no-store')
    if (status === 401) void reply.header('www-authenticate', 'Bearer')
    void reply.status(status).send(await renderRefusal(told, language, format))
  }

  /** As asked for; else that of whoever asks; else what the browser prefers. */
  private async languageFor(
    address: Address,
    token: Buffer | null,
    request: FastifyRequest,
  ): Promise<Language> {
    const asked = languageIn(address)
    if (asked) return asked
    const own = token && (await languageOf(poolOf(this.source), token).catch(() => null))
    return own ?? pickLanguage(request.headers['accept-language'])
  }
}

function languageIn(address: Address): Language | null {
  try {
    return languageAsked(address)
  } catch {
    return null
  }
}

function addressOf({ params, query, headers }: FastifyRequest): Address {
  return {
    parts: Object.values(params as Record<string, string>),
    query: query as Record<string, unknown>,
    accept: headers.accept,
  }
}

function tokenOf({ headers }: FastifyRequest): Buffer | null {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? []
  return token ? tokenHash(token) : null
}

/** What holds for an answer of any kind. */
function head(reply: FastifyReply, format: Format, language: Language): FastifyReply {
  const text = format === 'html' || format === 'csv' || format === 'json'
  return reply.headers({
    'content-type': `${mediaTypes[format]}${text ? '; charset=utf-8' : ''}`,
    'content-language': language.toLowerCase(),
    vary: 'Authorization, Cookie, Accept, Accept-Language',
    ...(format === 'html' && { 'content-security-policy': htmlPolicy }),
  })
}

/** Whether the client holds this content already, by its `If-None-Match`. */
const isHeld = (tag: string, held: string | undefined): boolean =>
  held !== undefined &&
  held.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*')
