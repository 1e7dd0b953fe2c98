import { createHash } from 'node:crypto'
import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { readFeed } from './feed-rows.js'
import { printCalendar } from './icalendar.js'
import { dayOf } from '../core/time/day.js'
import { pickLanguage } from '../core/locale.js'
import { toGraphqlError } from '../core/error/error-response.js'
import { tokenHash } from '../core/token.js'
import { poolOf } from '../database/connection.js'
import type { ChargeContext } from '../read/caller.js'
import { Usage } from '../user/usage.js'

/** What a request costs of the user’s allowance per minute, in the unit of `extensions.cost`. */
const cost = 5_000

/** Serves calendar feeds. The secret in the address authenticates; a wrong secret gives 404. */
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly source: DataSource,
    private readonly usage: Usage,
  ) {}

  @Get(':secret.ics')
  async feed(@Param('secret') secret: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const token = tokenHash(secret)
    const chargeContext: ChargeContext = { token, cost }
    try {
      this.usage.charge(chargeContext)
    } catch (error) {
      return refuse(error, request, reply)
    }
    const feed = await readFeed(poolOf(this.source), token, dayOf(new Date()))
    if (!feed) throw new NotFoundException()
    this.usage.note({ ...chargeContext, viewer: feed.viewer })
    const text = printCalendar(feed)
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
    void reply.headers({ etag, 'cache-control': 'no-store' })
    if (isCurrent(request.headers['if-none-match'], etag)) return reply.status(304).send()
    return reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="ancrage.ics"',
      })
      .send(text)
  }
}

/** Sends 429: the user has spent the allowance of this minute. */
function refuse(error: unknown, { headers }: FastifyRequest, reply: FastifyReply) {
  const sent = toGraphqlError(error, pickLanguage(headers['accept-language']))
  const wait = String(sent.extensions.retryAfter)
  return reply
    .status(429)
    .header('retry-after', wait)
    .header('cache-control', 'no-store')
    .send({ errors: [sent] })
}

/** Compares weakly, since a proxy may have marked the tag as weak. */
const isCurrent = (tags: string | undefined, etag: string): boolean =>
  (tags ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
