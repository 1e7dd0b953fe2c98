import type { TimelineEventKind } from '../../api/generated/types.js'
import type { TimelinePart } from '../deal-search.js'

/** The kinds of events of each part of the timeline. Edits come from the audit trail. */
export const kindsOf: Record<Exclude<TimelinePart, 'all' | 'edits'>, TimelineEventKind[]> = {
  moves: ['MOVED', 'LANDING_VERIFIED'],
  meetings: ['MEETING_HELD', 'MEETING_PLANNED', 'MEETING_CANCELLED'],
  jobs: ['JOBS_STATED', 'LOCATION', 'AGREEMENT_DISCUSSED', 'AGREEMENT_ANNOUNCED', 'AGREEMENT_SIGNED'],
  claims: ['CLAIMED'],
  team: ['JOINED', 'LEFT', 'HANDED_OVER'],
  tasks: ['TASK_DUE', 'TASK_DONE'],
}
