import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { parseDealIds } from '../deal/deal-ids.js'
import { Deal } from '../deal/deal.entity.js'
import { bumpUpdatedAt } from '../write/edit.js'
import type { FollowUpInput } from './follow-up.js'
import { setMeetingDeals, lockDeals } from './meeting-deals.js'
import type { Meeting } from './meeting.entity.js'
import { saveParticipants, resolveParticipants, type ParticipantRow } from './participants.js'
import type { MeetingParticipantInput } from './participant.input.js'

/** What an input says around a meeting; what it leaves out stays as it is. */
export interface RelationsInput {
  deals?: string[]
  participants?: MeetingParticipantInput[]
  tasks?: FollowUpInput[]
}

export interface MeetingRelations {
  before: readonly string[]
  after: readonly string[]
  seats?: readonly ParticipantRow[]
  /** All that the change is about, locked. */
  deals: readonly Deal[]
}

/** Finds what is named, and locks the deals: before the meeting, as does whoever changes who may see a deal. */
export async function loadRelations(
  scope: Scope,
  said: RelationsInput,
  before: readonly string[],
): Promise<MeetingRelations> {
  const after = said.deals ? parseDealIds(said.deals) : before
  const changing = [
    ...after.filter((id) => !before.includes(id)),
    ...before.filter((id) => !after.includes(id)),
    ...(said.tasks ?? []).flatMap(({ deal }) => deal?.toLowerCase() ?? []),
  ]
  const deals = await lockDeals(scope, before, changing)
  const participants = said.participants ? await resolveParticipants(scope, said.participants) : undefined
  return { before, after, seats: participants, deals }
}

/** Writes it; the row of the meeting is there already. */
export async function saveRelations(
  scope: Scope,
  meetingId: string,
  { before, after, seats: participants, deals }: MeetingRelations,
): Promise<void> {
  await setMeetingDeals(scope, meetingId, {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
  })
  if (participants) await saveParticipants(scope, meetingId, participants)
  for (const deal of deals) await bumpUpdatedAt(scope, Deal, deal)
}

/** What a meeting of one deal asks for is asked for that deal, unless another is named. */
export const withMeetingDeal = (
  tasks: readonly FollowUpInput[] = [],
  { after }: MeetingRelations,
): FollowUpInput[] =>
  tasks.map((task) => ({ ...task, deal: task.deal ?? (after.length === 1 ? after[0] : null) }))

/** Without a deal only the agencies that entered and host it see a meeting: only the one that entered it takes the last one away. */
export function checkStaysVisible(
  scope: Scope,
  { enteredById, confidentiality }: Meeting,
  { before, after }: MeetingRelations,
): void {
  const free = before.length > 0 && after.length === 0 && confidentiality === 'INTERNAL'
  if (free && enteredById !== scope.viewer.agencyId) throw badField('input.deals', 'NO_DEAL_LEFT')
}
