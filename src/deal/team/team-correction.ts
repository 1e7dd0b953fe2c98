import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { MembershipCorrection } from '../correction/correction.entity.js'
import { recordCorrection } from '../correction/record-correction.js'
import { checkNotAfter } from '../day-rules.js'
import type { Deal } from '../deal.entity.js'
import { TeamMember } from './team.entity.js'

type Span = Partial<Pick<TeamMember, 'from' | 'until' | 'role'>>

/** Puts a membership right, and what was held of it aside. */
export async function correctMember(
  scope: Scope,
  member: TeamMember,
  span: Span,
  reason: string,
): Promise<object> {
  await putAside(scope, member, reason)
  const until = span.until === undefined ? member.until : span.until
  const now = { ...span, until, recordedAt: scope.now, endRecordedAt: until === null ? null : scope.now }
  await scope.db.update(TeamMember, member.id, now)
  return now
}

export async function withdrawMember(scope: Scope, member: TeamMember, reason: string): Promise<void> {
  await putAside(scope, member, reason)
  await scope.db.delete(TeamMember, member.id)
}

function putAside(scope: Scope, { id: memberId, ...held }: TeamMember, reason: string): Promise<void> {
  const { dealId, agencyId, role, from, until, recordedAt, endRecordedAt } = held
  const row = { memberId, agencyId, role, from, until, recordedAt, endRecordedAt, correctedAt: scope.now }
  return recordCorrection(scope, MembershipCorrection, dealId, row, reason)
}

/** Whoever was in the team from the opening on was there from the right day of the opening on. */
export async function shiftOpeningMembers(
  scope: Scope,
  deal: Deal,
  openedOn: string,
  reason: string,
): Promise<void> {
  const members = await scope.db.findBy(TeamMember, { dealId: deal.id })
  for (const member of members.filter(({ from }) => from === deal.openedOn || from < openedOn)) {
    if (member.until !== null) checkNotAfter(openedOn, member.until, 'input.effectiveOn')
    await correctMember(scope, member, { from: openedOn }, reason)
  }
}

/** The days of an agency in the team do not overlap. */
export async function refuseOverlap(
  scope: Scope,
  dealId: string,
  agencyId: string,
  { from, until }: { from: string; until: string | null },
  path: string,
  but?: string,
): Promise<void> {
  const members = await scope.db.findBy(TeamMember, { dealId, agencyId })
  const meets = (other: TeamMember): boolean =>
    other.id !== but && (until === null || other.from < until) && (other.until === null || from < other.until)
  if (members.some(meets)) throw badField(path, 'IN_TEAM_ALREADY')
}
