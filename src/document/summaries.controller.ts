import { Controller, Get, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/time/day.js'
import { appError } from '../core/error/app-error.js'
import { readPeriod, toPeriod, type PeriodKind } from '../core/time/period.js'
import { previousWeek, weekOf } from '../core/time/week.js'
import type { Language } from '../core/locale.js'
import { poolOf } from '../database/connection.js'
import { PublicAddress } from '../http/public-address.js'
import { ServiceSecret } from '../database/service-secret.js'
import { SignInPages } from '../http/page/sign-in-pages.js'
import { Usage } from '../user/usage.js'
import { readDifferences } from '../weekly/issued/differences-query.js'
import { readIssuedForm, storeIssuedForm, type FormKey } from '../weekly/issued/issued-form.js'
import { readIssuedSummaries } from '../weekly/issued-query.js'
import {
  readLatest,
  readSummary,
  recordReads,
  issuedIdSql,
  type SummaryKey,
} from '../weekly/summary-query.js'
import { describeCsvOptions } from './csv/csv.js'
import type { Format } from './model/format.js'
import { parseLanguage, splitExtension } from './http/request-parameters.js'
import { RenderQueue } from './render-queue.js'
import { parseDifferencesRequest, parseSummaryRequest, type SummaryRequest } from './summary-request.js'
import {
  createContext,
  sendBody,
  sendError,
  setContentHeaders,
  setFormatHeaders,
  type SummaryContext,
} from './summary-response.js'
import { makeFileName } from './summary/summary-document.js'
import { renderAtomFeed } from './summary/summary-feed.js'

/** Cost of a request, as `extensions.cost` counts it, against the budget of a minute. A summary takes many reads. */
const costs = { differences: 40_000, feed: 5_000 }
const summaryCosts: Record<PeriodKind, number> = {
  WEEK: 20_000,
  MONTH: 40_000,
  QUARTER: 100_000,
  YEAR: 300_000,
}

/** An address that is no period costs as much as a week before it is refused. */
const costOf = ({ address }: SummaryContext): number =>
  summaryCosts[readPeriod(splitExtension(address.parts[1]!)[0])?.kind ?? 'WEEK']

/** Weekly summaries as documents, each with the rows that its reader may see. */
@Controller('summaries')
export class SummariesController {
  constructor(
    private readonly source: DataSource,
    private readonly usage: Usage,
    private readonly pages: SignInPages,
    private readonly renderQueue: RenderQueue,
    private readonly address: PublicAddress,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Atom feed of the issued summaries: `/summaries/awex.atom`. */
  @Get(':agency')
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(createContext(request, reply), costs.feed, (pool, context) =>
      sendFeed(pool, context, (path) => this.address.linkTo(path)),
    )
  }

  /** Live summary of a week, month, quarter or year, from the current data. */
  @Get(':agency/:period')
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = createContext(request, reply)
    await this.respond(context, costOf(context), (pool) => this.sendSummary(pool, context))
  }

  /** Summary of a week as it was issued. */
  @Get(':agency/:week/:revision')
  async issued(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = createContext(request, reply)
    await this.respond(context, costOf(context), (pool) => this.sendSummary(pool, context))
  }

  /** What differs between an issued summary and today, line by line. */
  @Get(':agency/:week/:revision/:file')
  async differences(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(createContext(request, reply), costs.differences, (pool, context) =>
      this.sendDifferences(pool, context),
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
    const key = await resolveLatest(pool, request, context)
    const issued = isRevision(key) ? await this.findIssued(pool, key, request, context) : null
    const { language, body } = issued ?? (await this.renderOnce(pool, key, request, context))
    sendFile({ ...request, language, body, fileName: makeFileName(key, language) }, context)
  }

  private async sendDifferences(pool: Pool, context: SummaryContext): Promise<void> {
    const request = parseDifferencesRequest(context.address)
    const { content, hasAgency, viewer } = await this.renderQueue.read(context.caller.viewer!.id, () =>
      readDifferences(pool, context.token, request),
    )
    if (!content) throw appError('notFound', { what: hasAgency ? 'weeklySummary' : 'agency' })
    const language = request.language ?? viewer.language
    const { format, csv } = request
    const job = { kind: 'differences', content, language, format, csv } as const
    const { fileName, body } = await this.renderQueue.render(viewer.id, job)
    sendFile({ format, language, body, fileName }, context)
  }

  /** Returns the stored file of a revision, if its reader or another one who sees the same had it before. */
  private async findIssued(
    pool: Pool,
    key: RevisionKey,
    request: SummaryRequest,
    { caller, token }: SummaryContext,
  ): Promise<RenderedSummary | null> {
    const { agency, period, revision } = key
    const form = formKeyOf(request, key, request.language)
    const wanted = { id: issuedIdSql, values: [agency, period, revision], form }
    const { viewer, form: stored } = await this.renderQueue.read(caller.viewer!.id, () =>
      readIssuedForm(pool, token, wanted),
    )
    if (!stored) return null
    await recordReads(pool, token, stored.dealNames, 'authenticate_token')
    return { language: request.language ?? viewer.language, body: stored.body }
  }

  /** Renders a summary, and stores it if it is an issued one. A name that is erased meanwhile makes it start again. */
  private async renderOnce(
    pool: Pool,
    key: SummaryKey,
    request: SummaryRequest,
    { caller, token }: SummaryContext,
  ): Promise<RenderedSummary> {
    const read = async () => {
      const start = performance.now()
      const data = await readSummary(pool, token, key)
      // how long a month or a year takes depends on the agency; the price of a week is fixed
      if (toPeriod(key.period).kind !== 'WEEK')
        this.usage.note({ ...caller, milliseconds: performance.now() - start })
      return data
    }
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const data = await this.renderQueue.read(caller.viewer!.id, read)
      const { content, hasAgency, viewer, view } = data
      if (!content) throw appError('notFound', { what: hasAgency ? 'weeklySummary' : 'agency' })
      const language = request.language ?? viewer.language
      const job = { kind: 'summary', data: { ...data, content }, language, request } as const
      const { body } = await this.renderQueue.render(viewer.id, job)
      const form = { ...formKeyOf(request, key, language), language }
      const stored = view ? await storeIssuedForm(pool, this.serviceSecret, { view, form, body }) : body
      if (stored) return { language, body: stored }
    }
    throw appError('documentsBusy')
  }
}

/** How often a file is rendered of a summary that loses a name while it is. */
const maxAttempts = 3

interface RenderedSummary {
  language: Language
  body: Buffer
}

type RevisionKey = SummaryKey & { revision: number }

const isRevision = (key: SummaryKey): key is RevisionKey => key.revision !== null

/** A page under `latest` has other links than the same page under its number. */
const formKeyOf = <T extends Language | null>(
  { format, csv, stem }: SummaryRequest,
  { revision }: SummaryKey,
  language: T,
): FormKey & { language: T } => ({
  format,
  language,
  variant:
    format === 'csv' ? describeCsvOptions(csv) : format === 'html' && stem !== String(revision) ? stem : '',
})

/** `fileName` is without extension. */
function sendFile(
  {
    format,
    language,
    body,
    fileName,
  }: { format: Format; language: Language; body: Buffer; fileName: string },
  context: SummaryContext,
): void {
  const disposition = ['xlsx', 'csv', 'zip'].includes(format) ? 'attachment' : 'inline'
  setFormatHeaders(context.reply, format, language)
  sendBody(body, { 'content-disposition': `${disposition}; filename="${fileName}.${format}"` }, context)
}

type Sender = (pool: Pool, context: SummaryContext) => Promise<void>

/** Replaces `latest` by the last revision of the last issued week, or by the last complete week if none is issued. */
async function resolveLatest(
  pool: Pool,
  { agency, period, revision, knownAt }: SummaryRequest,
  { token }: SummaryContext,
): Promise<SummaryKey> {
  if (period !== 'latest') return { agency, period, revision, knownAt }
  const latest = await readLatest(pool, token, agency)
  if (latest) return { agency, period: latest.week, revision: revision ?? latest.revision }
  return { agency, period: previousWeek(weekOf(dayOf(new Date()))), revision }
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
