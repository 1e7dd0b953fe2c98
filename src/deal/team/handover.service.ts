import { Injectable } from '@nestjs/common'
import { findAgency } from '../../agency/find-agency.js'
import { appError, badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { bumpUpdatedAt, checkNotWithdrawn, lockOrFail, save } from '../../write/edit.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { checkNotBefore, checkPastDay } from '../day-rules.js'
import { checkOfficer, resolveOfficer } from '../officer/officer.js'
import { requireDealAction } from './deal-action.js'
import { HandoverOffer, type HandoverOfferStatus } from './handover-offer.entity.js'
import type { AcceptHandoverInput, DeclineHandoverInput, WithdrawHandoverInput } from './handover.input.js'
import { endMembership, findLead, findMember, insertMember } from './members.js'
import { Handover } from './team.entity.js'
import type { HandOverDealInput } from './team.input.js'

/** A HEAD of the lead agency offers the lead of a deal; a HEAD of the other agency accepts or declines. */
@Injectable()
export class HandoverService {
  /** Offers the lead to another agency. Nothing changes until that agency accepts. */
  async offer(
    scope: Scope,
    { deal: id, version, to, on, reason, leaves }: HandOverDealInput,
  ): Promise<{ id: string }> {
    const deal = await lockChangeableDeal(scope, id, version)
    requireDealAction(scope, deal, 'handOver')
    const next = await findAgency(scope, to, 'input.to')
    if (next.id === deal.leadAgencyId) throw badField('input.to', 'IN_TEAM_ALREADY')
    if (!next.active) throw badField('input.to', 'AGENCY_NOT_ACTIVE')
    const day = checkPastDay(scope, on, 'input.on')
    checkNotBefore(day, (await findLead(scope, id)).from, 'input.on')
    await checkCanBeAccepted(scope, deal, next.id)
    if (await scope.db.existsBy(HandoverOffer, { dealId: id, status: 'PENDING' }))
      throw appError('handoverPending')
    const row = {
      id: uuidv7(scope.now),
      dealId: id,
      fromAgencyId: scope.viewer.agencyId,
      toAgencyId: next.id,
      on: day,
      reason,
      leaves: leaves === true,
      byId: scope.viewer.id,
      offeredAt: scope.now,
      status: 'PENDING' as const,
    }
    await scope.db.insert(HandoverOffer, row)
    await save(scope, Deal, deal, [])
    await audit(scope, { verb: 'handOverDeal', subject: 'Deal', id, after: row })
    return deal
  }

  /**
   * Passes the lead to the agency of the viewer. The old lead stays in the team as SUPPORT unless it leaves. The deal has
   * no officer unless the input names one.
   */
  async accept(scope: Scope, { offer: id, officer }: AcceptHandoverInput): Promise<{ id: string }> {
    const offer = await lockOfferTo(scope, id)
    const { dealId, on, leaves } = offer
    const old = await findLead(scope, dealId)
    if (old.agencyId !== offer.fromAgencyId) throw appError('handoverDecided')
    const existing = await findMember(scope, dealId, offer.toAgencyId)
    if (existing) await endMembership(scope, existing, on, 'input.offer')
    await endMembership(scope, old, on, 'input.offer')
    await insertMember(scope, dealId, offer.toAgencyId, 'LEAD', on)
    // the viewer sees the deal in full from here on
    const deal = await lockChangeableDeal(scope, dealId)
    const before = { lead: old.agencyId, officerId: deal.officerId }
    const handover = {
      id: uuidv7(scope.now),
      dealId,
      fromAgencyId: offer.fromAgencyId,
      toAgencyId: offer.toAgencyId,
      on,
      reason: offer.reason,
      byId: scope.viewer.id,
      recordedAt: scope.now,
    }
    await scope.db.insert(Handover, handover)
    if (!leaves) await insertMember(scope, dealId, old.agencyId, 'SUPPORT', on)
    deal.officerId = await resolveOfficer(scope, officer ?? null, 'input.officer')
    await save(scope, Deal, deal, ['officerId'])
    await checkOfficer(scope, dealId, 'input.officer')
    await decide(scope, offer, 'ACCEPTED', null)
    const after = { ...handover, officerId: deal.officerId }
    await audit(scope, { verb: 'acceptHandover', subject: 'Deal', id: dealId, before, after })
    return deal
  }

  async decline(scope: Scope, { offer: id, reason }: DeclineHandoverInput): Promise<{ id: string }> {
    const offer = await lockOfferTo(scope, id)
    await decide(scope, offer, 'DECLINED', reason ?? null)
    await auditDecision(scope, 'declineHandover', offer, reason)
    return offer
  }

  async withdraw(scope: Scope, { offer: id, reason }: WithdrawHandoverInput): Promise<{ id: string }> {
    const seen = await findOffer(scope, id)
    const deal = await lockChangeableDeal(scope, seen.dealId)
    requireDealAction(scope, deal, 'handOver')
    const offer = await lockPending(scope, id)
    await decide(scope, offer, 'WITHDRAWN', reason ?? null)
    await bumpUpdatedAt(scope, Deal, deal)
    await auditDecision(scope, 'withdrawHandover', offer, reason)
    return offer
  }
}

async function findOffer(scope: Scope, id: string): Promise<HandoverOffer> {
  const offer = isUuid(id) ? await scope.db.findOneBy(HandoverOffer, { id }) : null
  if (!offer) throw appError('notFound', { what: 'handover' })
  return offer
}

/** Locks a pending offer to the agency of the viewer, a HEAD, and first its deal. */
async function lockOfferTo(scope: Scope, id: string): Promise<HandoverOffer> {
  const { dealId, toAgencyId, status } = await findOffer(scope, id)
  if (toAgencyId !== scope.viewer.agencyId) throw appError('notReceiver')
  if (status !== 'PENDING') throw appError('handoverDecided')
  await scope.db.query('select lock_received_deal($1)', [dealId])
  const deal = await scope.db.findOneBy(Deal, { id: dealId })
  if (deal) checkNotWithdrawn(deal)
  return lockPending(scope, id)
}

/** The policy of updates, which the lock applies, hides an offer that has been decided meanwhile. */
async function lockPending(scope: Scope, id: string): Promise<HandoverOffer> {
  const { status } = await findOffer(scope, id)
  if (status !== 'PENDING') throw appError('handoverDecided')
  return lockOrFail(scope, HandoverOffer, 'handover', id)
}

const decide = (
  { db, viewer, now }: Scope,
  { id }: HandoverOffer,
  status: HandoverOfferStatus,
  answer: string | null,
) => db.update(HandoverOffer, id, { status, answer, decidedById: viewer.id, decidedAt: now })

const auditDecision = (
  scope: Scope,
  verb: string,
  { id, dealId, toAgencyId }: HandoverOffer,
  reason?: string | null,
) =>
  audit(scope, {
    verb,
    subject: 'Deal',
    id: dealId,
    after: { offer: id, toAgencyId, reason: reason ?? null },
  })

/** Rejects an agency that has no HEAD who knows of the deal: no user could accept. */
async function checkCanBeAccepted(scope: Scope, { id }: Deal, agencyId: string): Promise<void> {
  const [row] = await scope.db.query<{ accepted: boolean }[]>(
    `select exists (
       select 1 from "user" u join agency a on a.id = u.agency_id, deal d
        where d.id = $1 and a.id = $2 and u.role = 'HEAD' and u.active
          and (d.confidentiality <> 'SECRET'
                 and confidentiality_level(u.clearance) >= confidentiality_level(d.confidentiality)
               or exists (select 1 from need_to_know n where n.deal_id = d.id and n.user_id = u.id))
     ) as accepted`,
    [id, agencyId],
  )
  if (!row!.accepted) throw badField('input.to', 'NO_HEAD_TO_ACCEPT')
}
