import { badField, problem } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import type { Meeting, MeetingStatus } from './meeting.entity.js'

/** What changes of a meeting with its status; `because` goes into the trail. */
export type Becoming = Partial<Meeting> & { because?: string }

interface PutRight {
  status?: MeetingStatus
  reason?: string | null
}

/** Only what is planned is held or cancelled. */
export function checkPlanned({ status }: Meeting): void {
  if (status !== 'PLANNED') throw problem(status === 'HELD' ? 'meetingHeld' : 'meetingCancelled')
}

/** A meeting that is recorded as held by mistake is to come again, or was cancelled; its outcome goes with that. */
export function putRight(scope: Scope, meeting: Meeting, { status, reason }: PutRight): Becoming {
  if (status === undefined || status === meeting.status) {
    if (reason != null) throw badField('input.status', 'NEEDED')
    return {}
  }
  if (meeting.status === 'CANCELLED') throw problem('meetingCancelled')
  if (meeting.status === 'PLANNED') throw badField('input.status', 'STATUS_OF_ITS_OWN')
  if (reason == null) throw badField('input.reason', 'NEEDED')
  const cancelReason = status === 'CANCELLED' ? reason : null
  return { status, outcome: null, cancelReason, recordedAt: scope.now, because: reason }
}
