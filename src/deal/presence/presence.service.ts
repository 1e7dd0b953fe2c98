import { Injectable } from '@nestjs/common'
import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid } from '../../core/uuid.js'
import { Deal } from '../deal.entity.js'

@Injectable()
export class PresenceService {
  /** Stores that the viewer has a deal open, for a minute, or that they have left it. Leaves no audit entry. */
  async report(scope: Scope, dealId: string, isOpen: boolean): Promise<{ id: string }> {
    const deal = isUuid(dealId) && (await scope.db.findOneBy(Deal, { id: dealId }))
    if (!deal) throw appError('notFound', { what: 'deal' })
    const values = [dealId, scope.viewer.id]
    await (isOpen
      ? scope.db.query(
          `insert into deal_presence (deal_id, user_id, seen_at) values ($1, $2, now())
             on conflict (deal_id, user_id) do update set seen_at = excluded.seen_at`,
          values,
        )
      : scope.db.query('delete from deal_presence where deal_id = $1 and user_id = $2', values))
    return deal
  }
}
