import type { Scope } from '../core/scope.js'
import { checkVersion, lockOrFail } from '../write/edit.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { Meeting } from './meeting.entity.js'

/**
 * Locks and returns a meeting that the viewer may change: their agency entered or hosts it, or leads or supports one of its
 * deals. Throws notFound if they do not see it, notYourMeeting if they may only read it.
 */
export async function lockChangeableMeeting(scope: Scope, id: string, version?: number): Promise<Meeting> {
  await checkMayChange(scope, 'Meeting', id, 'notYourMeeting')
  const meeting = await lockOrFail(scope, Meeting, 'meeting', id)
  if (version !== undefined) checkVersion(meeting, version)
  return meeting
}
