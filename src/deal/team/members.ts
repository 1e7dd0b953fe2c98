import { IsNull } from 'typeorm'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { checkNotBefore } from '../day-rules.js'
import { TeamMember, type TeamRole } from './team.entity.js'

/** Returns the current membership of an agency, null if it is not in the team. */
export const findMember = (scope: Scope, dealId: string, agencyId: string): Promise<TeamMember | null> =>
  scope.db.findOneBy(TeamMember, { dealId, agencyId, until: IsNull() })

/** Returns the current membership of the lead agency. */
export const findLead = (scope: Scope, dealId: string): Promise<TeamMember> =>
  scope.db.findOneByOrFail(TeamMember, { dealId, role: 'LEAD', until: IsNull() })

export async function endMembership(
  scope: Scope,
  member: TeamMember,
  day: string,
  path: string,
): Promise<void> {
  checkNotBefore(day, member.from, path)
  await scope.db.update(TeamMember, member.id, { until: day, endRecordedAt: scope.now })
}

export async function insertMember(
  scope: Scope,
  dealId: string,
  agencyId: string,
  role: TeamRole,
  day: string,
  until: string | null = null,
): Promise<object> {
  const row = { id: uuidv7(scope.now), dealId, agencyId, role, from: day, recordedAt: scope.now }
  await scope.db.insert(TeamMember, { ...row, until, endRecordedAt: until === null ? null : scope.now })
  return row
}
