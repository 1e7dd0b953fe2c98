import { In } from 'typeorm'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { lockOrFail } from '../write/edit.js'
import { MeetingDeal } from './meeting.entity.js'

/** The deals that a meeting is about, none for one that the viewer does not see. */
export async function dealIdsOfMeeting(scope: Scope, meetingId: string): Promise<string[]> {
  const results = isUuid(meetingId) ? await scope.db.findBy(MeetingDeal, { meetingId }) : []
  return results.map(({ dealId }) => dealId)
}

/**
 * Locks deals, always in the same order, so that no two writers wait for each other. Those that the viewer merely
 * leaves as they are have to be seen; all others have to be ones that he may change.
 */
export async function lockDeals(
  scope: Scope,
  left: readonly string[],
  others: readonly string[],
): Promise<Deal[]> {
  const deals: Deal[] = []
  for (const id of [...new Set([...left, ...others])].sort())
    deals.push(
      others.includes(id) ? await lockChangeableDeal(scope, id) : await lockOrFail(scope, Deal, 'deal', id),
    )
  return deals
}

/** Hangs a meeting on more deals, then on fewer: in between it is seen by fewer people, never by more. */
export async function setMeetingDeals(
  scope: Scope,
  meetingId: string,
  { added, removed }: { added: readonly string[]; removed: readonly string[] },
): Promise<void> {
  for (const dealId of added) await scope.db.insert(MeetingDeal, { meetingId, dealId })
  if (removed.length > 0) await scope.db.delete(MeetingDeal, { meetingId, dealId: In([...removed]) })
}
