import type { EntityManager } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { checkNotWithdrawn, checkVersion } from '../write/edit.js'
import { lockRow } from '../write/rows.js'
import { Deal } from './deal.entity.js'

interface DealAccess {
  full: boolean
  works: boolean
}

/** Returns what the viewer may do with a deal; undefined if they do not see it. */
async function findAccess(scope: Scope, id: string): Promise<DealAccess | undefined> {
  const [result] = await scope.db.query<DealAccess[]>(
    `select i.deal_id is not null as full,
            exists (select 1 from deal_team t where t.deal_id = d.id and t.agency_id = $2 and t.until_day is null and t.role in ('LEAD','SUPPORT')) as works
       from deal d left join deal_identity i on i.deal_id = d.id where d.id = $1`,
    [id, scope.viewer.agencyId],
  )
  return result
}

/**
 * Locks and returns a deal that the viewer may change: their agency leads or supports it, and they see it in full. Throws
 * notFound if they do not see it, notYourDeal or maskedDeal if they may only read it, withdrawn if it was withdrawn,
 * staleVersion if `version` is outdated.
 */
export async function lockChangeableDeal(scope: Scope, id: string, version?: number): Promise<Deal> {
  const deal = await lockLinkedDeal(scope, id)
  checkNotWithdrawn(deal)
  if (version !== undefined) checkVersion(deal, version)
  return deal
}

/**
 * As lockChangeableDeal(), for a deal to which a meeting or an agreement is already linked. It may be withdrawn: the meeting or
 * agreement still holds, for other deals too, and can be edited, unlinked from the deal or withdrawn.
 */
export async function lockLinkedDeal(scope: Scope, id: string): Promise<Deal> {
  // The lock is sent first: what the viewer may do can change while it is waited for.
  const [deal, access] = isUuid(id)
    ? await Promise.all([lockRow(scope.db, Deal, id, 'update'), findAccess(scope, id)])
    : []
  if (!access) throw appError('notFound', { what: 'deal' })
  if (!access.works) throw appError('notYourDeal')
  if (!deal || !access.full) throw appError('maskedDeal')
  return deal
}

/** Locks the deals among these ids that the viewer may change, in the order of their ids. */
export const lockDeals = (db: EntityManager, ids: readonly string[]): Promise<unknown> =>
  db.query('select from deal where id = any($1::uuid[]) order by id for update', [ids])

/** Rejects a viewer who is not a HEAD. */
export function requireHead(scope: Scope): void {
  if (scope.viewer.role !== 'HEAD') throw appError('forbidden', { roles: 'HEAD' })
}
