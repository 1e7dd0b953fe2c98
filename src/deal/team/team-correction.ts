import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { MembershipCorrection } from '../correction/correction.entity.js'
import { recordCorrection } from '../correction/record-correction.js'
import { checkNotAfter } from '../day-rules.js'
import type { Deal } from '../deal.entity.js'
import { TeamMember } from './team.entity.js'

type Span = Partial<Pick<TeamMember, 'from' | 'until' | 'role'>>

/** Corrects a membership and keeps its previous values in deal_team_correction; check_membership_correction.sql requires that. */
export async function correctMember(
  scope: Scope,
  member: TeamMember,
  span: Span,
  reason: string,
): Promise<object> {
  await recordPrevious(scope, member, reason)
  const until = span.until === undefined ? member.until : span.until
  const now = { ...span, until, recordedAt: scope.now, endRecordedAt: until === null ? null : scope.now }
  await scope.db.update(TeamMember, member.id, now)
  return now
}

/** Deletes a membership that was recorded wrongly and keeps its values in deal_team_correction. */
export async function withdrawMember(scope: Scope, member: TeamMember, reason: string): Promise<void> {
  await recordPrevious(scope, member, reason)
  await scope.db.delete(TeamMember, member.id)
}

function recordPrevious(
  scope: Scope,
  { id: memberId, ...previous }: TeamMember,
  reason: string,
): Promise<void> {
  const { dealId, agencyId, role, from, until, recordedAt, endRecordedAt } = previous
  const row = { memberId, agencyId, role, from, until, recordedAt, endRecordedAt, correctedAt: scope.now }
  return recordCorrection(scope, MembershipCorrection, dealId, row, reason)
}

/** Moves the first day of memberships that began with the opening, or before the corrected opening, to that day. */
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

/** Rejects a membership that overlaps another of the same agency, except `exceptId`. The same rule: constraint one_membership_a_day. */
export async function checkNoOverlap(
  scope: Scope,
  dealId: string,
  agencyId: string,
  { from, until }: { from: string; until: string | null },
  path: string,
  exceptId?: string,
): Promise<void> {
  const members = await scope.db.findBy(TeamMember, { dealId, agencyId })
  const overlaps = (other: TeamMember): boolean =>
    other.id !== exceptId &&
    (until === null || other.from < until) &&
    (other.until === null || from < other.until)
  if (members.some(overlaps)) throw badField(path, 'IN_TEAM_ALREADY')
}
