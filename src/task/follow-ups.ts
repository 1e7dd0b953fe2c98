import { Injectable } from '@nestjs/common'
import { checkScope } from '../core/key-scopes.js'
import type { Scope } from '../core/scope.js'
import { FollowUps, type FollowUpInput } from '../meeting/follow-up.js'
import { insertTask } from './new-task.js'

/** Creates tasks from the follow-ups of a meeting. */
@Injectable()
export class FollowUpTasks extends FollowUps {
  async createTasks(scope: Scope, meetingId: string, inputs: readonly FollowUpInput[]): Promise<object[]> {
    if (inputs.length > 0) checkScope(scope.viewer, 'tasks:write')
    const tasks: object[] = []
    for (const [i, { deal, ...facts }] of inputs.entries())
      tasks.push(await insertTask(scope, { ...facts, dealId: deal ?? null, meetingId }, `input.tasks[${i}]`))
    return tasks
  }
}
