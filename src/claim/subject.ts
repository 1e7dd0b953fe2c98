import { dealIdsOfAgreement, bumpDeals } from '../agreement/agreement-deals.js'
import { Agreement } from '../agreement/agreement.entity.js'
import { badField } from '../core/error/app-error.js'
import { isUuid } from '../core/uuid.js'
import type { Scope } from '../core/scope.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { resolveReference, bumpUpdatedAt } from '../write/edit.js'
import type { Claim } from './claim.entity.js'
import type { RecordClaimInput } from './claim.input.js'

export type ClaimSubject = Pick<Claim, 'dealId' | 'prospectId' | 'agreementId'>

/**
 * Resolves the one subject of a claim: a deal that the viewer may change, an agreement if they may change all of its deals, or
 * a prospect that they see. Locks the deals.
 */
export async function resolveSubject(
  scope: Scope,
  { deal, prospect, agreement }: Pick<RecordClaimInput, 'deal' | 'prospect' | 'agreement'>,
): Promise<ClaimSubject> {
  if ([deal, prospect, agreement].filter((value) => value != null).length !== 1)
    throw badField('input.deal|prospect|agreement', 'ONE_OF')
  if (agreement != null && isUuid(agreement))
    await bumpDeals(scope, [], await dealIdsOfAgreement(scope, agreement))
  const resolveId = async (
    type: typeof Prospect | typeof Agreement,
    id: string | null | undefined,
    word: string,
  ) =>
    id == null ? null : (await resolveReference<Prospect | Agreement>(scope, type, id, `input.${word}`)).id
  return {
    dealId: deal == null ? null : (await bumpDeal(scope, deal)).id,
    prospectId: await resolveId(Prospect, prospect, 'prospect'),
    agreementId: await resolveId(Agreement, agreement, 'agreement'),
  }
}

/** Locks the deal of a claim, which the viewer must be allowed to change, and bumps its `updatedAt`. */
export async function bumpDeal(scope: Scope, id: string): Promise<Deal> {
  const deal = await lockChangeableDeal(scope, id)
  await bumpUpdatedAt(scope, Deal, deal)
  return deal
}

const subjectId = ({ dealId, prospectId, agreementId }: ClaimSubject): string =>
  (dealId ?? prospectId ?? agreementId)!

/** Selects the subject $1 and the deals, prospects and agreements related to it that the viewer sees. */
const relatedIdsSql = `
  select $1::uuid as id
  union all select prospect_id from deal_identity where deal_id = $1
  union all select agreement_id from agreement_deal where deal_id = $1
  union all select deal_id from deal_identity where prospect_id = $1
  union all select agreement_id from agreement_party where prospect_id = $1
  union all select deal_id from agreement_deal where agreement_id = $1
  union all select prospect_id from agreement_party where agreement_id = $1`

/** Returns whether two subjects are the same, or one belongs to the other. */
export async function areRelated(scope: Scope, one: ClaimSubject, other: ClaimSubject): Promise<boolean> {
  const [result] = await scope.db.query<{ yes: boolean }[]>(
    `select exists (select 1 from (${relatedIdsSql}) a where id = $2) as yes`,
    [subjectId(one), subjectId(other)],
  )
  return result!.yes
}
