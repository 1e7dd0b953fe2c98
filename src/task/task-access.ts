import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { lockChangeableMeeting } from '../meeting/meeting-access.js'
import { lockOrFail, bumpUpdatedAt } from '../write/edit.js'
import { Task } from './task.entity.js'

/**
 * Returns a task that the viewer may change: assigned to them, entered by their agency, or of a deal or meeting that they may
 * change. Locks its deal and bumps `updatedAt`. Throws notFound if the viewer does not see the task.
 */
export async function findChangeableTask(scope: Scope, id: string): Promise<Task> {
  const task = isUuid(id) ? await scope.db.findOneBy(Task, { id }) : null
  if (!task) throw appError('notFound', { what: 'task' })
  const isOwn = task.assigneeId === scope.viewer.id || task.enteredById === scope.viewer.agencyId
  if (task.dealId) await bumpDeal(scope, task.dealId, isOwn)
  else if (!isOwn && task.meetingId) await lockChangeableMeeting(scope, task.meetingId)
  return task
}

async function bumpDeal(scope: Scope, dealId: string, isOwn: boolean): Promise<void> {
  const deal = isOwn ? await lockOrFail(scope, Deal, 'deal', dealId) : await lockChangeableDeal(scope, dealId)
  await bumpUpdatedAt(scope, Deal, deal)
}
