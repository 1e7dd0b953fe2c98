import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { changeableMeeting } from '../meeting/meeting-access.js'
import { lockOrFail, bumpUpdatedAt } from '../write/edit.js'
import { Task } from './task.entity.js'

/**
 * A task that the viewer may change: one that is his, that his agency entered, or whose deal or meeting he may
 * change. Its deal is locked and noted as changed. One that he does not see is not found.
 */
export async function changeableTask(scope: Scope, id: string): Promise<Task> {
  const task = isUuid(id) ? await scope.db.findOneBy(Task, { id }) : null
  if (!task) throw appError('notFound', { what: 'task' })
  const own = task.assigneeId === scope.viewer.id || task.enteredById === scope.viewer.agencyId
  if (task.dealId) await noteOn(scope, task.dealId, own)
  else if (!own && task.meetingId) await changeableMeeting(scope, task.meetingId)
  return task
}

async function noteOn(scope: Scope, dealId: string, own: boolean): Promise<void> {
  const deal = own ? await lockOrFail(scope, Deal, 'deal', dealId) : await lockChangeableDeal(scope, dealId)
  await bumpUpdatedAt(scope, Deal, deal)
}
