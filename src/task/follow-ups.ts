import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { FollowUps, type FollowUpInput } from '../meeting/follow-up.js'
import { insertTask } from './new-task.js'

/** Creates tasks from the follow-ups of a meeting. */
@Injectable()
export class FollowUpTasks extends FollowUps {
  async createTasks(scope: Scope, meetingId: string, inputs: readonly FollowUpInput[]): Promise<object[]> {
    const tasks: object[] = []
    for (const [i, { deal, ...facts }] of inputs.entries())
      tasks.push(await insertTask(scope, { ...facts, dealId: deal ?? null, meetingId }, `input.tasks[${i}]`))
    return tasks
  }
}
