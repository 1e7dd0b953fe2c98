import type { Scope } from '../core/scope.js'
import { lockChangeableDeal, lockLinkedDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { bumpUpdatedAt } from '../write/edit.js'
import { AgreementDeal } from './party.entity.js'

/** Returns the ids of the deals of an agreement; empty if the viewer does not see it. */
export async function dealIdsOfAgreement(scope: Scope, agreementId: string): Promise<string[]> {
  const rows = await scope.db.findBy(AgreementDeal, { agreementId })
  return rows.map((row) => row.dealId)
}

/**
 * Locks deals that the viewer must be allowed to change, and bumps their `updatedAt`. `linked`: the deals of the agreement, which
 * may be withdrawn; a withdrawn deal is left as it is.
 */
export async function bumpDeals(
  scope: Scope,
  ids: readonly string[],
  linked: readonly string[] = [],
): Promise<void> {
  // in the order of their ids, so that two writers cannot deadlock
  for (const id of [...new Set([...ids, ...linked])].sort()) {
    const deal = await (linked.includes(id) ? lockLinkedDeal : lockChangeableDeal)(scope, id)
    if (deal.withdrawnAt === null) await bumpUpdatedAt(scope, Deal, deal)
  }
}

/** Replaces the deals of an agreement. */
export async function replaceDeals(
  scope: Scope,
  agreementId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  // inserts first: without any deal, the viewer might not see the agreement in between
  for (const dealId of after)
    if (!before.includes(dealId)) await scope.db.insert(AgreementDeal, { agreementId, dealId })
  for (const dealId of before)
    if (!after.includes(dealId)) await scope.db.delete(AgreementDeal, { agreementId, dealId })
}
