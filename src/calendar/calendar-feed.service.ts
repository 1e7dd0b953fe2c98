import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { newToken, tokenHash } from '../core/token.js'
import { uuidv7 } from '../core/uuid.js'
import type { Statement } from '../read/compile/statement.js'
import { audit } from '../write/audit.js'
import { lockOrFail } from '../write/edit.js'
import { CalendarFeed } from './calendar-feed.entity.js'
import type { CreateCalendarFeedInput, RevokeCalendarFeedInput } from './calendar-feed.input.js'

@Injectable()
export class CalendarFeedService {
  async create(scope: Scope, { name }: CreateCalendarFeedInput) {
    const secret = newToken('c')
    const row = {
      id: uuidv7(scope.now),
      userId: scope.viewer.id,
      name: name ?? null,
      createdAt: scope.now,
      revokedAt: null,
    }
    await scope.db.insert(CalendarFeed, row)
    await scope.db.query('select set_calendar_secret($1, $2)', [row.id, tokenHash(secret)])
    await audit(scope, { verb: 'createCalendarFeed', subject: 'CalendarFeed', id: row.id, after: row })
    return { id: row.id, source: (statement: Statement) => newFeedSql(statement, row.id, secret) }
  }

  /** Revokes a feed from the next request on. Returns a feed that was revoked before unchanged. */
  async revoke(scope: Scope, { id }: RevokeCalendarFeedInput): Promise<CalendarFeed> {
    const feed = await lockOrFail(scope, CalendarFeed, 'calendarFeed', id)
    if (feed.revokedAt) return feed
    await scope.db.update(CalendarFeed, id, { revokedAt: scope.now })
    await audit(scope, {
      verb: 'revokeCalendarFeed',
      subject: 'CalendarFeed',
      id,
      before: { revokedAt: null },
      after: { revokedAt: scope.now },
    })
    return feed
  }
}

const newFeedSql = (statement: Statement, id: string, secret: string) =>
  `(select ${statement.param(id, 'uuid')} as id, ${statement.param(`/calendar/${secret}.ics`, 'text')} as address)`
