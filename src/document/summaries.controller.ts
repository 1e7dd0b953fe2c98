import { createHash } from 'node:crypto'
import { Controller, Get, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/day.js'
import { problem } from '../core/problem.js'
import { previousWeek, weekOf } from '../core/week.js'
import { poolOf } from '../database/connection.js'
import { Usage } from '../user/usage.js'
import { readIssued } from '../weekly/issued-said.js'
import { readLatest, readSummary, type SummaryAsked } from '../weekly/summary-said.js'
import { formatHead, head, questionOf, refuse, type Question } from './summary-response.js'
import { atom } from './summary/summary-feed.js'
import { renderSummary } from './render.js'
import { languageAsked, readWanted, type Wanted } from './summary-request.js'

/** What they cost of a minute’s allowance, as `extensions.cost` counts: a summary is the work of many operations. */
const costs = { summary: 20_000, feed: 5_000 }

/** Weekly summaries as documents, each reader's own. */
@Controller('summaries')
export class SummariesController {
  constructor(
    private readonly source: DataSource,
    private readonly usage: Usage,
  ) {}

  /** The feed of those issued. */
  @Get(':agency')
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(questionOf(request, reply), costs.feed, giveFeed)
  }

  /** What is recorded now of a week. */
  @Get(':agency/:week')
  async live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(questionOf(request, reply), costs.summary, giveSummary)
  }

  /** A week as it was issued. */
  @Get(':agency/:week/:revision')
  async issued(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(questionOf(request, reply), costs.summary, giveSummary)
  }

  private async answer(question: Question, cost: number, give: Give) {
    const pool = poolOf(this.source)
    await this.charged(pool, question, cost, give).catch((error: unknown) => refuse(error, pool, question))
  }

  private async charged(pool: Pool, question: Question, cost: number, give: Give): Promise<void> {
    const { asker } = question
    asker.cost = cost
    this.usage.charge(asker)
    await give(pool, question)
    this.usage.note(asker)
  }
}

type Give = (pool: Pool, question: Question) => Promise<void>

async function giveSummary(pool: Pool, question: Question): Promise<void> {
  const wanted = readWanted(question.address)
  const found = await readSummary(pool, question.token, await dated(pool, wanted, question))
  const { content, today, viewer } = found
  question.asker.viewer = viewer
  if (!content) throw problem('notFound', { what: today ? 'weeklySummary' : 'agency' })
  const language = wanted.language ?? viewer.language
  const { file, body } = await renderSummary({ ...found, content }, language, wanted)
  const way = wanted.format === 'xlsx' || wanted.format === 'csv' ? 'attachment' : 'inline'
  formatHead(question.reply, wanted.format, language)
  send(body, { 'content-disposition': `${way}; filename="${file}.${wanted.format}"` }, question)
}

/** The last revision of the last week issued; where none is, the last week that is over. */
async function dated(pool: Pool, wanted: Wanted, { token }: Question): Promise<SummaryAsked> {
  const { agency, week, revision } = wanted
  if (week !== 'latest') return { agency, week, revision }
  const last = await readLatest(pool, token, agency)
  if (last) return { agency, week: last.week, revision: revision ?? last.revision }
  return { agency, week: previousWeek(weekOf(dayOf(new Date()))), revision }
}

async function giveFeed(pool: Pool, question: Question): Promise<void> {
  const { address, token, reply, asker } = question
  const agency = /^(.+)\.atom$/.exec(address.parts[0]!)?.[1]
  if (agency === undefined) throw problem('noSuchAddress')
  const asked = languageAsked(address)
  const { viewer, feed } = await readIssued(pool, token, agency)
  asker.viewer = viewer
  if (!feed) throw problem('notFound', { what: 'agency' })
  const language = asked ?? viewer.language
  head(reply, 'application/atom+xml; charset=utf-8', language)
  send(Buffer.from(atom(feed, language)), {}, question)
}

/** With a strong tag over every byte, so that what a client holds already is not sent again. */
function send(body: Buffer, heads: Record<string, string>, { request, reply }: Question): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
  void reply.headers({ ...heads, etag: tag, 'cache-control': 'private, no-cache' })
  if (isHeld(tag, request.headers['if-none-match'])) void reply.status(304).send()
  else void reply.send(body)
}

/** Whether the client holds this content already, by its `If-None-Match`. */
const isHeld = (tag: string, held = ''): boolean =>
  held.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')))
