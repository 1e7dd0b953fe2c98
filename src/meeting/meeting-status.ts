import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import type { Meeting, MeetingStatus } from './meeting.entity.js'

/** Column changes that come with a new status; `because` is written to the audit trail only. */
export type StatusChange = Partial<Meeting> & { because?: string }

interface StatusCorrection {
  status?: MeetingStatus
  reason?: string | null
}

/** Rejects a meeting that is not planned: only planned meetings can be held or cancelled. */
export function checkPlanned({ status }: Meeting): void {
  if (status !== 'PLANNED') throw appError(status === 'HELD' ? 'meetingHeld' : 'meetingCancelled')
}

/**
 * Returns the changes that turn a meeting recorded as held by mistake into a planned or cancelled one, without its outcome.
 * Rejects every other change of status. refuse_meeting_reopening.sql also refuses to reopen a cancelled meeting.
 */
export function correctStatus(
  scope: Scope,
  meeting: Meeting,
  { status, reason }: StatusCorrection,
): StatusChange {
  if (status === undefined || status === meeting.status) {
    if (reason != null) throw badField('input.status', 'NEEDED')
    return {}
  }
  if (meeting.status === 'CANCELLED') throw appError('meetingCancelled')
  if (meeting.status === 'PLANNED') throw badField('input.status', 'STATUS_OF_ITS_OWN')
  if (reason == null) throw badField('input.reason', 'NEEDED')
  const cancelReason = status === 'CANCELLED' ? reason : null
  return { status, outcome: null, cancelReason, recordedAt: scope.now, because: reason }
}
