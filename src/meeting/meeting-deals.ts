import { In } from 'typeorm'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { appError } from '../core/error/app-error.js'
import { lockChangeableDeal, lockLinkedDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { bumpUpdatedAt } from '../write/edit.js'
import { lockRow } from '../write/rows.js'
import { MeetingDeal } from './meeting.entity.js'

/** Returns the ids of the deals of a meeting; empty if the viewer does not see the meeting. */
export async function dealIdsOfMeeting(scope: Scope, meetingId: string): Promise<string[]> {
  const results = isUuid(meetingId) ? await scope.db.findBy(MeetingDeal, { meetingId }) : []
  return results.map(({ dealId }) => dealId)
}

/** The deals of a meeting before a change of it, and those that the change adds, removes or gives a task. */
export interface DealsOfMeeting {
  before: readonly string[]
  added: readonly string[]
  removed: readonly string[]
}

/**
 * Locks deals in the order of their ids, so that two writers cannot deadlock. The viewer must see all of them, and must be
 * allowed to change the `added` and the `removed` ones. Only an added deal must not be withdrawn.
 */
export async function lockDealsOfMeeting(
  scope: Scope,
  { before, added, removed }: DealsOfMeeting,
): Promise<Deal[]> {
  const deals: Deal[] = []
  for (const id of [...new Set([...before, ...added, ...removed])].sort()) {
    if (added.includes(id)) deals.push(await lockChangeableDeal(scope, id))
    else if (removed.includes(id)) deals.push(await lockLinkedDeal(scope, id))
    else deals.push(await lockVisibleDeal(scope, id))
  }
  return deals
}

async function lockVisibleDeal({ db }: Scope, id: string): Promise<Deal> {
  const deal = await lockRow(db, Deal, id, 'no key update')
  if (!deal) throw appError('notFound', { what: 'deal' })
  return deal
}

/** Bumps `updatedAt` of locked deals, except of withdrawn ones. */
export async function bumpDealsOfMeeting(scope: Scope, deals: readonly Deal[]): Promise<void> {
  for (const deal of deals) if (deal.withdrawnAt === null) await bumpUpdatedAt(scope, Deal, deal)
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
