import type { Scope } from '../core/scope.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { bumpUpdatedAt } from '../write/edit.js'
import { AgreementDeal } from './party.entity.js'

/** The ids of the deals that an agreement belongs to; none for one that the viewer may not see. */
export async function dealIdsOfAgreement(scope: Scope, agreementId: string): Promise<string[]> {
  const rows = await scope.db.findBy(AgreementDeal, { agreementId })
  return rows.map((row) => row.dealId)
}

/** Locks the deals, each of which the viewer must be able to change, and notes that something around them changes. */
export async function bumpDeals(scope: Scope, ids: readonly string[]): Promise<void> {
  // always in the same order, so that two writers do not wait for each other
  for (const id of [...new Set(ids)].sort())
    await bumpUpdatedAt(scope, Deal, await lockChangeableDeal(scope, id))
}

/** Makes the agreement belong to these deals instead. */
export async function replaceDeals(
  scope: Scope,
  agreementId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  // new ones first: without any deal, the viewer might lose sight of the agreement on the way
  for (const dealId of after)
    if (!before.includes(dealId)) await scope.db.insert(AgreementDeal, { agreementId, dealId })
  for (const dealId of before)
    if (!after.includes(dealId)) await scope.db.delete(AgreementDeal, { agreementId, dealId })
}
