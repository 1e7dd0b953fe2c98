import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { checkVersion, lockOrFail } from '../write/edit.js'
import { Meeting } from './meeting.entity.js'

/**
 * Locks and returns a meeting that the viewer may change: their agency entered or hosts it, or leads or supports one of its
 * deals. Throws notFound if they do not see it, notYourMeeting if they may only read it.
 */
export async function lockChangeableMeeting(scope: Scope, id: string, version?: number): Promise<Meeting> {
  const meeting = await lockOrFail(scope, Meeting, 'meeting', id)
  if (!(await canChange(scope, meeting))) throw appError('notYourMeeting')
  if (version !== undefined) checkVersion(meeting, version)
  return meeting
}

async function canChange(scope: Scope, { id, enteredById, hostAgencyId }: Meeting): Promise<boolean> {
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
