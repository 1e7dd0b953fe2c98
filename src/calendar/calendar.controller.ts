import { createHash } from 'node:crypto'
import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DataSource } from 'typeorm'
import { readFeed } from './feed-meetings.js'
import { icalendar } from './icalendar.js'
import { dayOf } from '../core/day.js'
import { tokenHash } from '../core/token.js'
import { poolOf } from '../database/connection.js'

/** Calendar feeds: whoever knows the address reads it, and a wrong one is like none. */
@Controller('calendar')
export class CalendarController {
  constructor(private readonly source: DataSource) {}

  @Get(':secret.ics')
  async feed(@Param('secret') secret: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const feed = await readFeed(poolOf(this.source), tokenHash(secret), dayOf(new Date()))
    if (!feed) throw new NotFoundException()
    const text = icalendar(feed)
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
    void reply.headers({ etag, 'cache-control': 'private, no-cache' })
    if (hasAlready(request.headers['if-none-match'], etag)) return reply.status(304).send()
    return reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="ancrage.ics"',
      })
      .send(text)
  }
}

/** A proxy may have marked the tag as weak. */
const hasAlready = (tags: string | undefined, etag: string): boolean =>
  (tags ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
