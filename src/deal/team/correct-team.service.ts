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
import { lockChangeableDeal, requireHead } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { correctMember, refuseOverlap, withdrawMember } from './team-correction.js'
import { Handover, TeamMember } from './team.entity.js'

@Injectable()
export class CorrectTeamService {
  /** Other days or another part for an agency's time in the team, or none; what was held stays readable. */
  async membership(scope: Scope, input: CorrectMembershipInput): Promise<Deal> {
    const { withdrawn, reason, role, from, until } = input
    const member = await found(scope, TeamMember, input.member, 'member')
    const deal = await lockChangeableDeal(scope, member.dealId)
    if (member.role === 'LEAD' || role === 'LEAD') throw badField('input.member', 'LEAD_BY_HANDOVER')
    const otherwise = [role, from, until].some((value) => value !== undefined)
    if ((withdrawn === true) === otherwise) throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    if (otherwise)
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
    // last, because the viewer's own agency may be the one that never was there
    if (withdrawn === true) await withdrawMember(scope, member, reason)
    else await correctMember(scope, member, { role, from, until }, reason)
    return deal
  }

  /** Another day for a handover, or none; the team on those days follows. */
  async handover(scope: Scope, { handover: id, on, withdrawn, reason }: CorrectHandoverInput): Promise<Deal> {
    requireHead(scope)
    const handover = await found(scope, Handover, id, 'handover')
    const deal = await lockChangeableDeal(scope, handover.dealId)
    if (await scope.db.existsBy(HandoverCorrection, { handoverId: id }))
      throw badField('input.handover', 'NO_LONGER_HELD')
    if ((withdrawn === true) === (on !== undefined)) throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    const around = await aroundHandover(scope, handover)
    const next =
      on === undefined
        ? null
        : { ...handover, id: uuidv7(scope.now), on, recordedAt: scope.now, byId: scope.viewer.id }
    if (next) checkDay(scope, around, next.on)
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
    if (next) await shift(scope, around, handover.on, next.on, reason)
    else await undo(scope, around, reason)
    return deal
  }
}

async function found<T extends { id: string }>(
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
  await refuseOverlap(scope, dealId, agencyId, { from, until }, 'input.from', id)
}

/** The memberships that a handover ended, and those that it began. */
interface Around {
  ended: TeamMember[]
  begun: TeamMember[]
}

async function aroundHandover(
  scope: Scope,
  { dealId, fromAgencyId, toAgencyId, on }: Handover,
): Promise<Around> {
  const members = await scope.db.findBy(TeamMember, { dealId })
  const both = members.filter(({ agencyId }) => [fromAgencyId, toAgencyId].includes(agencyId))
  return {
    ended: both.filter(({ until }) => until === on),
    begun: both.filter(({ from }) => from === on),
  }
}

function checkDay(scope: Scope, { ended, begun }: Around, on: string): void {
  checkPastDay(scope, on, 'input.on')
  for (const { role, from } of ended) if (role === 'LEAD') checkNotBefore(on, from, 'input.on')
  for (const { until } of begun) if (until !== null) checkNotAfter(on, until, 'input.on')
}

/** What gives way moves first: on no day are there two leads. A time in the team that would end before it began was none. */
async function shift(
  scope: Scope,
  { ended, begun }: Around,
  was: string,
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
  await (on < was ? end() : begin())
  await (on < was ? begin() : end())
}

async function undo(scope: Scope, { ended, begun }: Around, reason: string): Promise<void> {
  if (begun.some(({ until }) => until !== null)) throw badField('input.handover', 'LATER_HANDOVER')
  for (const member of begun) await withdrawMember(scope, member, reason)
  for (const member of ended) await correctMember(scope, member, { until: null }, reason)
}
