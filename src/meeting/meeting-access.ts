import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { checkVersion, lockOrFail } from '../write/edit.js'
import { Meeting } from './meeting.entity.js'

/**
 * The meeting, locked, for a viewer who may change it: one of the agency that entered or hosts it, or of one that
 * leads or supports one of its deals. One that he does not see is not found.
 */
export async function changeableMeeting(scope: Scope, id: string, version?: number): Promise<Meeting> {
  const meeting = await lockOrFail(scope, Meeting, 'meeting', id)
  if (!(await isOurs(scope, meeting))) throw appError('notYourMeeting')
  if (version !== undefined) checkVersion(meeting, version)
  return meeting
}

async function isOurs(scope: Scope, { id, enteredById, hostAgencyId }: Meeting): Promise<boolean> {
  const { agencyId } = scope.viewer
  return enteredById === agencyId || hostAgencyId === agencyId || worksOnDealOf(scope, id)
}

async function worksOnDealOf(scope: Scope, meetingId: string): Promise<boolean> {
  const results = await scope.db.query<unknown[]>(
    `select 1 from meeting_deal m join deal_team t on t.deal_id = m.deal_id
      where m.meeting_id = $1 and t.agency_id = $2 and t.until_day is null and t.role in ('LEAD','SUPPORT') limit 1`,
    [meetingId, scope.viewer.agencyId],
  )
  return results.length > 0
}
