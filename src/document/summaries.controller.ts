import { Controller, Get, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/time/day.js'
import { appError } from '../core/error/app-error.js'
import { previousWeek, weekOf } from '../core/time/week.js'
import { poolOf } from '../database/connection.js'
import { PublicAddress } from '../http/public-address.js'
import { SignInPages } from '../http/page/sign-in-pages.js'
import { Usage } from '../user/usage.js'
import { readIssuedSummaries } from '../weekly/issued-query.js'
import { readLatest, readSummary, type SummaryKey } from '../weekly/summary-query.js'
import { parseLanguage } from './http/request-parameters.js'
import { RenderQueue } from './render-queue.js'
import { parseSummaryRequest, type SummaryRequest } from './summary-request.js'
import {
  createContext,
  sendBody,
  sendError,
  setContentHeaders,
  setFormatHeaders,
  type SummaryContext,
} from './summary-response.js'
import { renderAtomFeed } from './summary/summary-feed.js'

/** Cost of a request, as `extensions.cost` counts it, against the budget of a minute. A summary takes many reads. */
const costs = { summary: 20_000, feed: 5_000 }

/** Weekly summaries as documents, each with the rows that its reader may see. */
@Controller('summaries')
export class SummariesController {
  constructor(
    private readonly source: DataSource,
    private readonly usage: Usage,
    private readonly pages: SignInPages,
    private readonly renderQueue: RenderQueue,
    private readonly address: PublicAddress,
  ) {}

  /** Atom feed of the issued summaries: `/summaries/awex.atom`. */
  @Get(':agency')
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(createContext(request, reply), costs.feed, (pool, context) =>
      sendFeed(pool, context, (path) => this.address.linkTo(path)),
    )
  }

  /** Live summary of a week, from the current data. */
  @Get(':agency/:week')
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(createContext(request, reply), costs.summary, (pool, context) =>
      this.sendSummary(pool, context),
    )
  }

  /** Summary of a week as it was issued. */
  @Get(':agency/:week/:revision')
  async issued(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(createContext(request, reply), costs.summary, (pool, context) =>
      this.sendSummary(pool, context),
    )
  }

  private async respond(context: SummaryContext, cost: number, send: Sender): Promise<void> {
    const pool = poolOf(this.source)
    try {
      await this.chargeAndSend(pool, context, cost, send)
    } catch (error) {
      const { request, reply } = context
      if (this.pages.isRequiredFor(request, error)) this.pages.required(request, reply)
      else await sendError(error, pool, context)
    }
  }

  private async chargeAndSend(
    pool: Pool,
    context: SummaryContext,
    cost: number,
    send: Sender,
  ): Promise<void> {
    await this.usage.admit(context.caller, cost)
    await send(pool, context)
  }

  private async sendSummary(pool: Pool, context: SummaryContext): Promise<void> {
    const request = parseSummaryRequest(context.address)
    const data = await this.renderQueue.read(context.caller.viewer!.id, async () =>
      readSummary(pool, context.token, await resolveLatest(pool, request, context)),
    )
    const { content, today, viewer } = data
    if (!content) throw appError('notFound', { what: today ? 'weeklySummary' : 'agency' })
    const { format } = request
    const language = request.language ?? viewer.language
    const { fileName, body } = await this.renderQueue.render(viewer.id, {
      kind: 'summary',
      data: { ...data, content },
      language,
      request,
    })
    const disposition = ['xlsx', 'csv', 'zip'].includes(format) ? 'attachment' : 'inline'
    setFormatHeaders(context.reply, format, language)
    sendBody(body, { 'content-disposition': `${disposition}; filename="${fileName}.${format}"` }, context)
  }
}

type Sender = (pool: Pool, context: SummaryContext) => Promise<void>

/** Replaces `latest` by the last revision of the last issued week, or by the last complete week if none is issued. */
async function resolveLatest(
  pool: Pool,
  { agency, week, revision, knownAt }: SummaryRequest,
  { token }: SummaryContext,
): Promise<SummaryKey> {
  if (week !== 'latest') return { agency, week, revision, knownAt }
  const latest = await readLatest(pool, token, agency)
  if (latest) return { agency, week: latest.week, revision: revision ?? latest.revision }
  return { agency, week: previousWeek(weekOf(dayOf(new Date()))), revision }
}

async function sendFeed(
  pool: Pool,
  context: SummaryContext,
  toAddress: (path: string) => string,
): Promise<void> {
  const { address, token, reply } = context
  const agency = /^(.+)\.atom$/.exec(address.parts[0]!)?.[1]
  if (agency === undefined) throw appError('noSuchAddress')
  const requestedLanguage = parseLanguage(address.query.lang)
  const { viewer, feed } = await readIssuedSummaries(pool, token, agency)
  if (!feed) throw appError('notFound', { what: 'agency' })
  const language = requestedLanguage ?? viewer.language
  setContentHeaders(reply, 'application/atom+xml; charset=utf-8', language)
  sendBody(Buffer.from(renderAtomFeed(feed, language, toAddress)), {}, context)
}
