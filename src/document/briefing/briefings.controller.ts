import { Controller, Get, Req, Res } from '@nestjs/common'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { appError } from '../../core/error/app-error.js'
import { dayOf } from '../../core/time/day.js'
import { isUuid } from '../../core/uuid.js'
import { poolOf } from '../../database/connection.js'
import { SignInPages } from '../../http/page/sign-in-pages.js'
import { Usage } from '../../user/usage.js'
import { parseRequest, rejectUnknownParameters } from '../http/request-parameters.js'
import { RenderQueue } from '../render-queue.js'
import {
  createContext,
  sendBody,
  sendError,
  setFormatHeaders,
  type SummaryContext,
} from '../summary-response.js'
import { readBriefing } from './briefing-query.js'

/** Cost of a request, as `extensions.cost` counts it, against the budget of a minute. */
const cost = 10_000

const briefingFormats = ['pdf', 'html'] as const

/** The briefing of a company as a document, with what its reader may see: `/briefings/0197….pdf?lang=fr`. */
@Controller('briefings')
export class BriefingsController {
  constructor(
    private readonly source: DataSource,
    private readonly schema: GraphQLSchemaHost,
    private readonly usage: Usage,
    private readonly pages: SignInPages,
    private readonly renderQueue: RenderQueue,
  ) {}

  @Get(':file')
  async briefing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = createContext(request, reply)
    const pool = poolOf(this.source)
    try {
      await this.send(pool, context)
    } catch (error) {
      if (this.pages.isRequiredFor(request, error)) this.pages.required(request, reply)
      else await sendError(error, pool, context)
    }
  }

  private async send(pool: Pool, context: SummaryContext): Promise<void> {
    const { caller, address, token, reply } = context
    const { id } = await this.usage.admit(caller, cost)
    const {
      name,
      extension,
      language: requested,
      parameters,
    } = parseRequest(address.parts[0]!, address.query)
    rejectUnknownParameters(parameters)
    const format = briefingFormats.find((format) => format === extension)
    if (!format) throw appError('noSuchFormat', { formats: briefingFormats.join(', ') })
    if (!isUuid(name)) throw appError('notFound', { what: 'prospect' })
    const { viewer, content } = await this.renderQueue.read(id, () =>
      readBriefing(pool, token, this.schema.schema, name),
    )
    if (!content) throw appError('notFound', { what: 'prospect' })
    const language = requested ?? viewer.language
    const { fileName, body } = await this.renderQueue.render(viewer.id, {
      kind: 'briefing',
      data: { content, day: dayOf(new Date()) },
      language,
      format,
    })
    setFormatHeaders(reply, format, language)
    sendBody(body, { 'content-disposition': `inline; filename="${fileName}.${format}"` }, context)
  }
}
