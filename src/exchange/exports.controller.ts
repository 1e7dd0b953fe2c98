import { Controller, Get, Post, Req, Res } from '@nestjs/common'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { ModuleRef } from '@nestjs/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { dayOf } from '../core/day.js'
import { badField, problem } from '../core/problem.js'
import { isUuid } from '../core/uuid.js'
import { poolOf } from '../database/connection.js'
import { askerOf } from '../http/asker.js'
import { Exporting, type Begun } from './exporting.js'
import { Flow } from './flow.js'
import { listAsked } from './list.js'
import { parametersOf, refuse } from './refusal.js'
import { readWanted, type Form } from './wanted.js'

const types: Record<Form, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  NDJSON: 'application/x-ndjson; charset=utf-8',
}

/** Lists written out, each reader's own rows. */
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly source: DataSource,
    private readonly exporting: Exporting,
    private readonly modules: ModuleRef,
  ) {}

  /** `deals.csv`: its rows now. The id of an export: the same bytes again. */
  @Get(':name')
  async byAddress(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply)
  }

  /** The same, with parameters that are too long for an address. */
  @Post(':name')
  async posted(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply)
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asker = askerOf(request, reply)
    const { name } = request.params as { name: string }
    const gone = goneFrom(reply)
    try {
      checkMethod(request)
      const begun = isUuid(name)
        ? await this.exporting.again(asker, gone, name)
        : await this.begin(name, gone, request, reply)
      give(begun, gone, reply)
    } catch (error) {
      await refuse(error, poolOf(this.source), { request, reply, token: asker.token })
    }
  }

  private async begin(
    name: string,
    gone: AbortSignal,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Begun> {
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false })
    const wanted = readWanted(name, parametersOf(request))
    return this.exporting.begin(askerOf(request, reply), gone, wanted, () =>
      listAsked(schema, wanted.name, wanted.given),
    )
  }
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
