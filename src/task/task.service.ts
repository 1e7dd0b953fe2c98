import { Injectable } from '@nestjs/common'
import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { checkPastDay } from '../deal/day-rules.js'
import { lockChangeableDeal } from '../deal/deal-access.js'
import { Deal } from '../deal/deal.entity.js'
import { lockChangeableMeeting } from '../meeting/meeting-access.js'
import { audit } from '../write/audit.js'
import { bumpUpdatedAt, checkVersion, edit, lockOrFail } from '../write/edit.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import { checkPermission } from '../write/permission.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { resolveAssignee, checkAssigneeSees, insertTask } from './new-task.js'
import { findChangeableTask } from './task-access.js'
import { Task } from './task.entity.js'
import type { AddTaskInput, CompleteTaskInput, UpdateTaskInput, WithdrawTaskInput } from './task.input.js'

@Injectable()
export class TaskService {
  async add(
    scope: Scope,
    { idempotencyKey: _, deal, meeting, ...fields }: AddTaskInput,
  ): Promise<{ id: string }> {
    const dealId = deal == null ? null : await lockAndBumpDeal(scope, deal)
    const meetingId = meeting == null ? null : (await lockChangeableMeeting(scope, meeting)).id
    const row = await insertTask(scope, { ...fields, dealId, meetingId }, 'input')
    await audit(scope, { verb: 'addTask', subject: 'Task', id: row.id, after: row })
    return row
  }

  async update(
    scope: Scope,
    { id, version, assignee, completedOn, ...facts }: UpdateTaskInput,
  ): Promise<Task> {
    const task = await findChangeableTask(scope, id)
    if (completedOn && !task.completedOn) throw badField('input.completedOn', 'NOT_DONE')
    const changes = {
      ...facts,
      assigneeId: assignee == null ? assignee : await resolveAssignee(scope, assignee, 'input.assignee'),
      completedOn: completedOn && checkPastDay(scope, completedOn, 'input.completedOn'),
      completedById: completedOn === null ? null : undefined,
    }
    const edited = await edit(scope, Task, { verb: 'updateTask', word: 'task', id, version, changes })
    if (assignee != null) await checkAssigneeSees(scope, edited, 'input.assignee')
    return edited
  }

  /** Completes a task. Every role may complete its own tasks; other tasks need pipeline:write. */
  async complete(scope: Scope, { id, version, on }: CompleteTaskInput): Promise<Task> {
    const task = await findChangeableTask(scope, id)
    if (task.assigneeId !== scope.viewer.id) checkPermission(scope.viewer, 'pipeline:write')
    if (task.completedOn) throw appError('taskDone', { on: task.completedOn })
    const changes = { completedOn: checkPastDay(scope, on, 'input.on'), completedById: scope.viewer.id }
    return edit(scope, Task, { verb: 'completeTask', word: 'task', id, version, changes })
  }

  /** Withdraws a task that was entered by mistake. An assignee of another agency completes it, and does not withdraw it. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawTaskInput): Promise<{ id: string }> {
    await findChangeableTask(scope, id)
    await checkMayChange(scope, 'Task', id)
    checkVersion(await lockOrFail(scope, Task, 'task', id), version)
    const withdrawal = { verb: 'withdrawTask', column: 'taskId', subject: 'Task' } as const
    await recordWithdrawal(scope, { ...withdrawal, id, reason })
    return { id }
  }
}

async function lockAndBumpDeal(scope: Scope, id: string): Promise<string> {
  const deal = await lockChangeableDeal(scope, id)
  await bumpUpdatedAt(scope, Deal, deal)
  return deal.id
}
