import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { parseDealIds } from '../deal/deal-ids.js'
import type { Deal } from '../deal/deal.entity.js'
import type { FollowUpInput } from './follow-up.js'
import { bumpDealsOfMeeting, lockDealsOfMeeting, setMeetingDeals } from './meeting-deals.js'
import type { Meeting } from './meeting.entity.js'
import { saveParticipants, resolveParticipants, type ParticipantRow } from './participants.js'
import type { MeetingParticipantInput } from './participant.input.js'

/** The relations in the input of a meeting; undefined keeps the stored ones. */
export interface RelationsInput {
  deals?: string[]
  participants?: MeetingParticipantInput[]
  tasks?: FollowUpInput[]
}

export interface MeetingRelations {
  /** Ids of the deals before and after the change. */
  before: readonly string[]
  after: readonly string[]
  /** Undefined: they do not change. */
  participants?: readonly ParticipantRow[]
  /** All deals concerned, locked. */
  deals: readonly Deal[]
}

/** Resolves the references of an input and locks its deals. Deals are locked before the meeting, as in every change of deal access. */
export async function loadRelations(
  scope: Scope,
  input: RelationsInput,
  before: readonly string[],
): Promise<MeetingRelations> {
  const after = input.deals ? parseDealIds(input.deals) : before
  const added = [
    ...after.filter((id) => !before.includes(id)),
    ...(input.tasks ?? []).flatMap(({ deal }) => deal?.toLowerCase() ?? []),
  ]
  const removed = before.filter((id) => !after.includes(id))
  const deals = await lockDealsOfMeeting(scope, { before, added, removed })
  const participants = input.participants ? await resolveParticipants(scope, input.participants) : undefined
  return { before, after, participants, deals }
}

/** Writes the relations of a meeting whose row exists. */
export async function saveRelations(
  scope: Scope,
  meetingId: string,
  { before, after, participants, deals }: MeetingRelations,
): Promise<void> {
  await setMeetingDeals(scope, meetingId, {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
  })
  if (participants) await saveParticipants(scope, meetingId, participants)
  await bumpDealsOfMeeting(scope, deals)
}

/** Returns the follow-ups; those without a deal get the deal of the meeting if it has exactly one, which is not withdrawn. */
export const withMeetingDeal = (
  tasks: readonly FollowUpInput[] = [],
  { after, deals }: MeetingRelations,
): FollowUpInput[] => {
  const only = after.length === 1 ? deals.find(({ id }) => id === after[0]) : undefined
  const dealId = only?.withdrawnAt === null ? only.id : null
  return tasks.map((task) => ({ ...task, deal: task.deal ?? dealId }))
}

/**
 * Rejects the removal of the last deal of an INTERNAL meeting, except by the agency that entered it: without a deal, only
 * that agency and the host see the meeting.
 */
export function checkStaysVisible(
  scope: Scope,
  { enteredById, confidentiality }: Meeting,
  { before, after }: MeetingRelations,
): void {
  const losesLastDeal = before.length > 0 && after.length === 0 && confidentiality === 'INTERNAL'
  if (losesLastDeal && enteredById !== scope.viewer.agencyId) throw badField('input.deals', 'NO_DEAL_LEFT')
}
