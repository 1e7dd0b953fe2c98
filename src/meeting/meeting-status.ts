import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import type { Meeting, MeetingStatus } from './meeting.entity.js'

/** What changes of a meeting with its status; `because` goes into the trail. */
export type StatusChange = Partial<Meeting> & { because?: string }

interface StatusCorrection {
  status?: MeetingStatus
  reason?: string | null
}

/** Only what is planned is held or cancelled. */
export function checkPlanned({ status }: Meeting): void {
  if (status !== 'PLANNED') throw appError(status === 'HELD' ? 'meetingHeld' : 'meetingCancelled')
}

/** A meeting that is recorded as held by mistake is to come again, or was cancelled; its outcome goes with that. */
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
