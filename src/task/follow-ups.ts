import { Injectable } from '@nestjs/common'
import type { Scope } from '../core/scope.js'
import { FollowUps, type FollowUpInput } from '../meeting/follow-up.js'
import { newTask } from './new-task.js'

/** What a meeting asks for becomes tasks. */
@Injectable()
export class FollowUpTasks extends FollowUps {
  async take(scope: Scope, meetingId: string, wanted: readonly FollowUpInput[]): Promise<object[]> {
    const tasks: object[] = []
    for (const [i, { deal, ...facts }] of wanted.entries())
      tasks.push(await newTask(scope, { ...facts, dealId: deal ?? null, meetingId }, `input.tasks[${i}]`))
    return tasks
  }
}
