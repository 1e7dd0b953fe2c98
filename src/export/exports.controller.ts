import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/day.js'
import { badField, problem } from '../core/problem.js'
import { shown } from '../core/text.js'
import { isUuid } from '../core/uuid.js'
import { poolOf } from '../database/connection.js'
import { askerOf } from '../http/asker.js'
import type { Asker } from '../read/asker.js'
import { Asked } from './query/query-builder.js'
import { Exporting, type Begun } from './export.service.js'
import { Flow } from './pull-stream.js'
import { parametersOf, refuse } from './export-response.js'
import { readWanted, type Form } from './export-request.js'

const types: Record<Form, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  NDJSON: 'application/x-ndjson; charset=utf-8',
  JSON: 'application/json; charset=utf-8',
}

/** Lists written out, each reader's own rows. */
@Controller()
export class ExportsController {
  constructor(
    private readonly source: DataSource,
    private readonly exporting: Exporting,
    private readonly asked: Asked,
  ) {}

  /** `deals.csv`: its rows now. The id of an export: the same bytes again. */
  @Get('exports/:name')
  async byAddress(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, (asking) => this.list(asking))
  }

  /** The same, with parameters that are too long for an address. */
  @Post('exports/:name')
  @HttpCode(200)
  async posted(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, (asking) => this.list(asking))
  }

  /** A saved question, asked now. */
  @Get('questions/:name')
  async saved(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, (asking) => this.question(asking))
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    begin: (asking: Asking) => Promise<Begun>,
  ): Promise<void> {
    const asker = askerOf(request, reply)
    const gone = goneFrom(reply)
    const { name } = request.params as { name: string }
    try {
      checkMethod(request)
      give(await begin({ asker, gone, name, parameters: parametersOf(request) }), gone, reply)
    } catch (error) {
      await refuse(error, poolOf(this.source), { request, reply, token: asker.token })
    }
  }

  private async list({ asker, gone, name, parameters }: Asking): Promise<Begun> {
    if (isUuid(name)) return this.exporting.again(asker, gone, name)
    const wanted = readWanted(name, parameters)
    return this.exporting.begin(asker, gone, wanted, async () => this.asked.named(wanted.name, wanted.given))
  }

  private async question({ asker, gone, name, parameters }: Asking): Promise<Begun> {
    const wanted = readWanted(name, parameters)
    const [unknown] = Object.keys(wanted.given)
    if (unknown !== undefined) throw badField(shown(unknown), 'UNKNOWN_FIELD')
    return this.exporting.begin(asker, gone, wanted, async (snapshot) => {
      const found = await snapshot.one<{ question: unknown }>(
        'select question from saved_question where id::text = $1',
        [wanted.name],
      )
      if (!found) throw problem('notFound', { what: 'savedQuestion' })
      return this.asked.saved(found.question)
    })
  }
}

interface Asking {
  asker: Asker
  gone: AbortSignal
  name: string
  parameters: Record<string, unknown>
}

/** A browser sends what a form posts without being asked whether it may: JSON it does not. */
function checkMethod({ method, headers, body }: FastifyRequest): void {
  if (method === 'HEAD') throw problem('noSuchMethod', { methods: 'GET, POST' })
  if (method !== 'POST') return
  if (!/^application\/json *(;|$)/.test(headers['content-type'] ?? '')) throw problem('notJson')
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badField('', 'NOT_AN_OBJECT')
}

/** Says when whoever asked is no longer there. */
function goneFrom(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

function give({ id, name, form, language, at, source }: Begun, gone: AbortSignal, reply: FastifyReply): void {
  const flow = new Flow(source)
  if (gone.aborted) flow.destroy()
  gone.addEventListener('abort', () => flow.destroy())
  const file = `${name}-${dayOf(at)}.${form.toLowerCase()}`
  void reply
    .headers({
      'content-type': types[form],
      'content-language': language.toLowerCase(),
      'content-disposition': `attachment; filename="${file}"`,
      'content-location': `/exports/${id}`,
      'export-id': id,
      'cache-control': 'private, no-store',
      vary: 'Authorization, Cookie, Accept-Language',
    })
    .send(flow)
}
