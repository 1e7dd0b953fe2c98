import { Injectable } from '@nestjs/common'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { bumpUpdatedAt } from '../../write/edit.js'
import { recordCorrection } from '../correction/record-correction.js'
import { HandoverCorrection } from '../correction/correction.entity.js'
import type { CorrectHandoverInput, CorrectMembershipInput } from '../correction/correction.input.js'
import { checkNotAfter, checkNotBefore, checkPastDay } from '../day-rules.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { requireDealAction } from './deal-action.js'
import { correctMember, checkNoOverlap, withdrawMember } from './team-correction.js'
import { Handover, TeamMember } from './team.entity.js'

@Injectable()
export class CorrectTeamService {
  /** Corrects the days or the role of a membership, or withdraws it. Its previous values stay readable. */
  async correctMembership(scope: Scope, input: CorrectMembershipInput): Promise<Deal> {
    const { withdrawn, reason, role, from, until } = input
    const member = await findRow(scope, TeamMember, input.member, 'member')
    const deal = await lockChangeableDeal(scope, member.dealId)
    requireDealAction(scope, deal, 'changeTeam')
    if (member.role === 'LEAD' || role === 'LEAD') throw badField('input.member', 'LEAD_BY_HANDOVER')
    const hasChanges = [role, from, until].some((value) => value !== undefined)
    if ((withdrawn === true) === hasChanges) throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    if (hasChanges)
      await checkSpan(scope, deal, member, {
        from: from ?? member.from,
        until: until === undefined ? member.until : until,
      })
    await bumpUpdatedAt(scope, Deal, deal)
    const after = withdrawn === true ? { withdrawn, reason } : { role, from, until, reason }
    await audit(scope, {
      verb: 'correctMembership',
      subject: 'Deal',
      id: deal.id,
      before: { ...member },
      after,
    })
    // last: if the membership of the viewer's own agency is withdrawn, the viewer no longer sees the deal
    if (withdrawn === true) await withdrawMember(scope, member, reason)
    else await correctMember(scope, member, { role, from, until }, reason)
    return deal
  }

  /** Corrects the day of a handover, or withdraws it. The memberships around it are adjusted. */
  async correctHandover(
    scope: Scope,
    { handover: id, on, withdrawn, reason }: CorrectHandoverInput,
  ): Promise<Deal> {
    const handover = await findRow(scope, Handover, id, 'handover')
    const deal = await lockChangeableDeal(scope, handover.dealId)
    requireDealAction(scope, deal, 'handOver')
    if (await scope.db.existsBy(HandoverCorrection, { handoverId: id }))
      throw badField('input.handover', 'NO_LONGER_HELD')
    if ((withdrawn === true) === (on !== undefined)) throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    const members = await findHandoverMembers(scope, handover)
    const next =
      on === undefined
        ? null
        : { ...handover, id: uuidv7(scope.now), on, recordedAt: scope.now, byId: scope.viewer.id }
    if (next) checkHandoverDay(scope, members, next.on)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, {
      verb: 'correctHandover',
      subject: 'Deal',
      id: deal.id,
      before: { ...handover },
      after: next ? { ...next, reason } : { withdrawn, reason },
    })
    if (next) await scope.db.insert(Handover, next)
    await recordCorrection(
      scope,
      HandoverCorrection,
      deal.id,
      { handoverId: id, replacedById: next?.id ?? null, recordedAt: scope.now },
      reason,
    )
    if (next) await shiftHandover(scope, members, handover.on, next.on, reason)
    else await undoHandover(scope, members, reason)
    return deal
  }
}

async function findRow<T extends { id: string }>(
  scope: Scope,
  type: new () => T,
  id: string,
  what: 'member' | 'handover',
): Promise<T> {
  const row = isUuid(id) ? await scope.db.findOneBy(type, { id } as never) : null
  if (!row) throw appError('notFound', { what })
  return row
}

async function checkSpan(
  scope: Scope,
  deal: Deal,
  { id, agencyId, dealId }: TeamMember,
  { from, until }: { from: string; until: string | null },
): Promise<void> {
  checkPastDay(scope, from, 'input.from')
  checkNotBefore(from, deal.openedOn, 'input.from')
  if (until !== null) {
    checkPastDay(scope, until, 'input.until')
    checkNotBefore(until, from, 'input.until')
  }
  await checkNoOverlap(scope, dealId, agencyId, { from, until }, 'input.from', id)
}

/** The memberships that a handover ended and those that it began. */
interface HandoverMembers {
  ended: TeamMember[]
  begun: TeamMember[]
}

async function findHandoverMembers(
  scope: Scope,
  { dealId, fromAgencyId, toAgencyId, on }: Handover,
): Promise<HandoverMembers> {
  const members = await scope.db.findBy(TeamMember, { dealId })
  const both = members.filter(({ agencyId }) => [fromAgencyId, toAgencyId].includes(agencyId))
  return {
    ended: both.filter(({ until }) => until === on),
    begun: both.filter(({ from }) => from === on),
  }
}

function checkHandoverDay(scope: Scope, { ended, begun }: HandoverMembers, on: string): void {
  checkPastDay(scope, on, 'input.on')
  for (const { role, from } of ended) if (role === 'LEAD') checkNotBefore(on, from, 'input.on')
  for (const { until } of begun) if (until !== null) checkNotAfter(on, until, 'input.on')
}

/**
 * Moves the memberships around a handover to another day, in the order that leaves no day with two leads (constraint
 * one_lead_a_day). A membership that would end before it began is withdrawn.
 */
async function shiftHandover(
  scope: Scope,
  { ended, begun }: HandoverMembers,
  previous: string,
  on: string,
  reason: string,
): Promise<void> {
  const end = async () => {
    for (const member of ended)
      if (member.from > on) await withdrawMember(scope, member, reason)
      else await correctMember(scope, member, { until: on }, reason)
  }
  const begin = async () => {
    for (const member of begun) await correctMember(scope, member, { from: on }, reason)
  }
  await (on < previous ? end() : begin())
  await (on < previous ? begin() : end())
}

async function undoHandover(scope: Scope, { ended, begun }: HandoverMembers, reason: string): Promise<void> {
  if (begun.some(({ until }) => until !== null)) throw badField('input.handover', 'LATER_HANDOVER')
  for (const member of begun) await withdrawMember(scope, member, reason)
  for (const member of ended) await correctMember(scope, member, { until: null }, reason)
}
