import { Injectable } from '@nestjs/common'
import { IsNull } from 'typeorm'
import { findAgency } from '../../agency/find-agency.js'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { User } from '../../user/user.entity.js'
import { audit } from '../../write/audit.js'
import { resolveReference, bumpUpdatedAt } from '../../write/edit.js'
import { lockChangeableDeal, requireHead } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { checkNotBefore, checkPastDay } from '../day-rules.js'
import { checkNoOverlap } from './team-correction.js'
import { Handover, NeedToKnowEntry, TeamMember, type TeamRole } from './team.entity.js'
import type { HandOverDealInput, JoinDealInput, LeaveDealInput, AddToNeedToKnowInput } from './team.input.js'

@Injectable()
export class TeamService {
  /** Adds an agency to the team, or changes its role there. With `until`, records a past membership. */
  async join(scope: Scope, { deal: id, agency, role, from, until }: JoinDealInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    if (role === 'LEAD') throw badField('input.role', 'LEAD_BY_HANDOVER')
    const joining = await findAgency(scope, agency, 'input.agency')
    const day = checkPastDay(scope, from, 'input.from')
    checkNotBefore(day, deal.openedOn, 'input.from')
    const lastDay = until == null ? null : checkPastDay(scope, until, 'input.until')
    if (lastDay !== null) checkNotBefore(lastDay, day, 'input.until')
    const member = lastDay === null ? await findMember(scope, id, joining.id) : null
    if (member?.role === role || member?.role === 'LEAD') throw badField('input.agency', 'IN_TEAM_ALREADY')
    if (member) await endMembership(scope, member, day, 'input.from')
    await checkNoOverlap(scope, id, joining.id, { from: day, until: lastDay }, 'input.from', member?.id)
    const row = await insertMember(scope, deal, joining.id, role, day, lastDay)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'joinDeal', subject: 'Deal', id, before: member ?? undefined, after: row })
    return deal
  }

  async leave(scope: Scope, { deal: id, agency, until }: LeaveDealInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    const leaving = await findAgency(scope, agency, 'input.agency')
    const member = await findMember(scope, id, leaving.id)
    if (!member) throw badField('input.agency', 'NOT_IN_TEAM')
    if (member.role === 'LEAD') throw badField('input.agency', 'LEAD_BY_HANDOVER')
    const before = { ...member }
    const day = checkPastDay(scope, until, 'input.until')
    // last: if the agency of the viewer leaves, the viewer no longer sees the deal
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'leaveDeal', subject: 'Deal', id, before, after: { ...before, until: day } })
    await endMembership(scope, member, day, 'input.until')
    return deal
  }

  /** Passes the lead to another agency. The old lead stays in the team as SUPPORT unless it leaves. */
  async handOver(scope: Scope, { deal: id, to, on, reason, leaves }: HandOverDealInput): Promise<Deal> {
    requireHead(scope)
    const deal = await lockChangeableDeal(scope, id)
    const next = await findAgency(scope, to, 'input.to')
    if (next.id === deal.leadAgencyId) throw badField('input.to', 'IN_TEAM_ALREADY')
    const day = checkPastDay(scope, on, 'input.on')
    const old = await scope.db.findOneByOrFail(TeamMember, { dealId: id, role: 'LEAD', until: IsNull() })
    const existing = await findMember(scope, id, next.id)
    const row = {
      id: uuidv7(scope.now),
      dealId: id,
      fromAgencyId: old.agencyId,
      toAgencyId: next.id,
      on: day,
      reason,
      byId: scope.viewer.id,
      recordedAt: scope.now,
    }
    await scope.db.insert(Handover, row)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, {
      verb: 'handOverDeal',
      subject: 'Deal',
      id,
      before: { lead: old.agencyId },
      after: row,
    })
    if (existing) await endMembership(scope, existing, day, 'input.on')
    await endMembership(scope, old, day, 'input.on')
    await insertMember(scope, deal, next.id, 'LEAD', day)
    if (!leaves) await insertMember(scope, deal, old.agencyId, 'SUPPORT', day)
    return deal
  }

  /**
   * Adds a user to the need-to-know list of a deal, or removes the user from it. require_head_on_need_to_know.sql keeps at
   * least one HEAD on the list of a SECRET deal.
   */
  async setNeedToKnow(
    scope: Scope,
    { deal: id, user }: AddToNeedToKnowInput,
    isListed: boolean,
  ): Promise<Deal> {
    requireHead(scope)
    const deal = await lockChangeableDeal(scope, id)
    const listedUser = await resolveReference(scope, User, user, 'input.user')
    const listed = await scope.db.findOneBy(NeedToKnowEntry, { dealId: id, userId: listedUser.id })
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, {
      verb: isListed ? 'addToNeedToKnow' : 'removeFromNeedToKnow',
      subject: 'Deal',
      id,
      before: { user: listedUser.id, known: listed !== null },
      after: { user: listedUser.id, known: isListed },
    })
    if (!isListed) await scope.db.delete(NeedToKnowEntry, { dealId: id, userId: listedUser.id })
    else if (!listed)
      await scope.db.insert(NeedToKnowEntry, {
        id: uuidv7(scope.now),
        dealId: id,
        userId: listedUser.id,
        byId: scope.viewer.id,
        recordedAt: scope.now,
      })
    return deal
  }
}

/** Returns the current membership of an agency, null if it is not in the team. */
const findMember = (scope: Scope, dealId: string, agencyId: string): Promise<TeamMember | null> =>
  scope.db.findOneBy(TeamMember, { dealId, agencyId, until: IsNull() })

async function endMembership(scope: Scope, member: TeamMember, day: string, path: string): Promise<void> {
  checkNotBefore(day, member.from, path)
  await scope.db.update(TeamMember, member.id, { until: day, endRecordedAt: scope.now })
}

async function insertMember(
  scope: Scope,
  deal: Deal,
  agencyId: string,
  role: TeamRole,
  day: string,
  until: string | null = null,
): Promise<object> {
  const row = { id: uuidv7(scope.now), dealId: deal.id, agencyId, role, from: day, recordedAt: scope.now }
  await scope.db.insert(TeamMember, { ...row, until, endRecordedAt: until === null ? null : scope.now })
  return row
}
