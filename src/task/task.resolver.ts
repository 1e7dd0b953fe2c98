import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Task } from './task.entity.js'
import { AddTaskInput, CompleteTaskInput, UpdateTaskInput, WithdrawTaskInput } from './task.input.js'
import { TaskService } from './task.service.js'

@Resolver()
export class TaskResolver {
  constructor(private readonly service: TaskService) {}

  @FindMany(
    () => Task,
    'The tasks that you may see. Withdrawn ones are left out, unless `where` names `withdrawnAt`.',
  )
  tasks() {}

  @WriteMutation(() => Task, 'pipeline:write', 'Adds a task.')
  addTask(@CurrentScope() scope: Scope, @Args('input') input: AddTaskInput) {
    return this.service.add(scope, input)
  }

  @WriteMutation(() => Task, 'pipeline:write', 'Edits a task.')
  updateTask(@CurrentScope() scope: Scope, @Args('input') input: UpdateTaskInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Task,
    'own:write',
    'Completes a task. Every user may complete their own tasks; writers also those that they may change.',
  )
  completeTask(@CurrentScope() scope: Scope, @Args('input') input: CompleteTaskInput) {
    return this.service.complete(scope, input)
  }

  @WriteMutation(
    () => Task,
    'pipeline:write',
    'Withdraws a task that was entered by mistake. It is in no list of what is to be done from then on; reports as known before do not change.',
  )
  withdrawTask(@CurrentScope() scope: Scope, @Args('input') input: WithdrawTaskInput) {
    return this.service.withdraw(scope, input)
  }
}
