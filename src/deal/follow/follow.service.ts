import { Injectable } from '@nestjs/common'
import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { Deal } from '../deal.entity.js'

@Injectable()
export class FollowService {
  /** Stores whether the viewer follows a deal that they see, at least masked. Leaves an entry if that changes something. */
  async set(scope: Scope, dealId: string, following: boolean): Promise<{ id: string }> {
    const deal = isUuid(dealId) && (await scope.db.findOneBy(Deal, { id: dealId }))
    if (!deal) throw appError('notFound', { what: 'deal' })
    await scope.db.query(
      `insert into deal_follow (user_id, deal_id, following, set_at) values ($1, $2, $3, $4)
         on conflict (user_id, deal_id) do update set following = excluded.following, set_at = excluded.set_at`,
      [scope.viewer.id, dealId, following, scope.now],
    )
    const verb = following ? 'followDeal' : 'unfollowDeal'
    await audit(scope, { verb, subject: 'Deal', id: dealId, after: { following } })
    return deal
  }
}
