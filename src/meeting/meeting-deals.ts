import { In } from 'typeorm'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { lockOrFail } from '../write/edit.js'
import { MeetingDeal } from './meeting.entity.js'

/** Returns the ids of the deals of a meeting; empty if the viewer does not see the meeting. */
export async function dealIdsOfMeeting(scope: Scope, meetingId: string): Promise<string[]> {
  const results = isUuid(meetingId) ? await scope.db.findBy(MeetingDeal, { meetingId }) : []
  return results.map(({ dealId }) => dealId)
}

/**
 * Locks deals in the order of their ids, so that two writers cannot deadlock. The viewer must see the `unchanged` ones and
 * must be allowed to change the `changed` ones.
 */
export async function lockDealsOfMeeting(
  scope: Scope,
  unchanged: readonly string[],
  changed: readonly string[],
): Promise<Deal[]> {
  const deals: Deal[] = []
  for (const id of [...new Set([...unchanged, ...changed])].sort())
    deals.push(
      changed.includes(id) ? await lockChangeableDeal(scope, id) : await lockOrFail(scope, Deal, 'deal', id),
    )
  return deals
}

/** Adds deals to a meeting, then removes others. In this order fewer users see it in between, never more. */
export async function setMeetingDeals(
  scope: Scope,
  meetingId: string,
  { added, removed }: { added: readonly string[]; removed: readonly string[] },
): Promise<void> {
  for (const dealId of added) await scope.db.insert(MeetingDeal, { meetingId, dealId })
  if (removed.length > 0) await scope.db.delete(MeetingDeal, { meetingId, dealId: In([...removed]) })
}
