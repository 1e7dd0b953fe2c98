import { Injectable } from '@nestjs/common'
import { findAgency } from '../../agency/find-agency.js'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { resolveActiveUser } from '../../user/active-user.js'
import { User } from '../../user/user.entity.js'
import { audit } from '../../write/audit.js'
import { resolveReference, bumpUpdatedAt } from '../../write/edit.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { checkNotBefore, checkPastDay } from '../day-rules.js'
import { requireDealAction } from './deal-action.js'
import { endMembership, findMember, insertMember } from './members.js'
import { checkNoOverlap } from './team-correction.js'
import { NeedToKnowEntry } from './team.entity.js'
import type { JoinDealInput, LeaveDealInput, AddToNeedToKnowInput } from './team.input.js'

@Injectable()
export class TeamService {
  /** Adds an agency to the team, or changes its role there. With `until`, records a past membership. */
  async join(scope: Scope, { deal: id, agency, role, from, until }: JoinDealInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    requireDealAction(scope, deal, 'changeTeam')
    if (role === 'LEAD') throw badField('input.role', 'LEAD_BY_HANDOVER')
    const joining = await findAgency(scope, agency, 'input.agency')
    const day = checkPastDay(scope, from, 'input.from')
    checkNotBefore(day, deal.openedOn, 'input.from')
    if (until == null && !joining.active) throw badField('input.agency', 'AGENCY_NOT_ACTIVE')
    const lastDay = until == null ? null : checkPastDay(scope, until, 'input.until')
    if (lastDay !== null) checkNotBefore(lastDay, day, 'input.until')
    const member = lastDay === null ? await findMember(scope, id, joining.id) : null
    if (member?.role === role || member?.role === 'LEAD') throw badField('input.agency', 'IN_TEAM_ALREADY')
    if (member) await endMembership(scope, member, day, 'input.from')
    await checkNoOverlap(scope, id, joining.id, { from: day, until: lastDay }, 'input.from', member?.id)
    const row = await insertMember(scope, id, joining.id, role, day, lastDay)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'joinDeal', subject: 'Deal', id, before: member ?? undefined, after: row })
    return deal
  }

  async leave(scope: Scope, { deal: id, agency, until }: LeaveDealInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    const leaving = await findAgency(scope, agency, 'input.agency')
    // an agency that supports the deal may leave it by itself
    if (leaving.id !== scope.viewer.agencyId) requireDealAction(scope, deal, 'changeTeam')
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

  /**
   * Adds a user to the need-to-know list of a deal, or removes the user from it. require_head_on_need_to_know.sql keeps at
   * least one HEAD on the list of a SECRET deal.
   */
  async setNeedToKnow(
    scope: Scope,
    { deal: id, user }: AddToNeedToKnowInput,
    isListed: boolean,
  ): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    requireDealAction(scope, deal, 'setNeedToKnow')
    const listedUser = await (isListed
      ? resolveActiveUser(scope, user, 'input.user')
      : resolveReference(scope, User, user, 'input.user'))
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
