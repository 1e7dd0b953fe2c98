import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { badField, appError } from '../core/error/app-error.js'
import { isUuid } from '../core/uuid.js'
import { poolOf } from '../database/connection.js'
import { rejectUnknownParameters, type RequestParameters } from '../document/http/request-parameters.js'
import { callerOf } from '../http/caller.js'
import { SignInPages } from '../http/page/sign-in-pages.js'
import type { Caller } from '../read/caller.js'
import type { ExportDownload } from './export-download.js'
import { parseExportRequest } from './export-request.js'
import { readParameters, sendExport, sendExportError } from './export-response.js'
import { ExportService } from './export.service.js'
import { ExportQueryBuilder } from './query/query-builder.js'

/** Lists and statistics as files, each with the rows that its user may see. */
@Controller()
export class ExportsController {
  constructor(
    private readonly source: DataSource,
    private readonly exports: ExportService,
    private readonly queries: ExportQueryBuilder,
    private readonly pages: SignInPages,
  ) {}

  /** `/exports/deals.csv` exports the current rows; `/exports/<id>` is the same bytes as an earlier export. */
  @Get('exports/:name')
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(request, reply, (context) => this.startOrReopen(context))
  }

  /** For parameters that are too long for an address: they are the JSON body. */
  @Post('exports/:name')
  @HttpCode(200)
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(request, reply, (context) => this.startOrReopen(context))
  }

  /** `/questions/<id>.csv` exports the current rows of a saved question. */
  @Get('questions/:name')
  async getQuestion(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.respond(request, reply, (context) => this.startQuestion(context))
  }

  private async respond(
    request: FastifyRequest,
    reply: FastifyReply,
    open: (context: ExportContext) => Promise<ExportDownload>,
  ): Promise<void> {
    const caller = callerOf(request, reply)
    const signal = abortOnDisconnect(reply)
    const { name: file } = request.params as { name: string }
    try {
      checkMethod(request, file)
      const download = await open({ caller, signal, file, parameters: readParameters(request) })
      await sendExport(download, signal, { request, reply })
    } catch (error) {
      if (this.pages.isRequiredFor(request, error)) this.pages.required(request, reply)
      else await sendExportError(error, poolOf(this.source), { request, reply, token: caller.token })
    }
  }

  private async startOrReopen({ caller, signal, file, parameters }: ExportContext): Promise<ExportDownload> {
    if (isUuid(file)) return this.exports.reopen(caller, signal, file)
    const request = parseExportRequest(file, parameters)
    return this.exports.start(caller, signal, request, async () =>
      this.queries.build(request.name, request.parameters),
    )
  }

  private async startQuestion({ caller, signal, file, parameters }: ExportContext): Promise<ExportDownload> {
    const request = parseExportRequest(file, parameters)
    rejectUnknownParameters(request.parameters)
    return this.exports.start(caller, signal, request, async (snapshot) => {
      const row = await snapshot.one<{ question: unknown }>(
        'select question from saved_question where id::text = $1',
        [request.name],
      )
      if (!row) throw appError('notFound', { what: 'savedQuestion' })
      return this.queries.buildFromQuestion(row.question)
    })
  }
}

interface ExportContext {
  caller: Caller
  /** Aborted when the client disconnects. */
  signal: AbortSignal
  /** The last part of the address. */
  file: string
  parameters: RequestParameters
}

/**
 * A HEAD of the current rows would have to run the export to know its size, so only an earlier one has it. A POST is
 * JSON only: a browser lets any site post a form, but not JSON (cross-site request forgery).
 */
function checkMethod({ method, headers, body }: FastifyRequest, file: string): void {
  if (method === 'HEAD' && !isUuid(file)) throw appError('noSuchMethod', { methods: 'GET, POST' })
  if (method !== 'POST') return
  if (!/^application\/json *(;|$)/.test(headers['content-type'] ?? '')) throw appError('notJson')
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badField('', 'NOT_AN_OBJECT')
}

function abortOnDisconnect(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
