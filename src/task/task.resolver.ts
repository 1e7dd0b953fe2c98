import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Task } from './task.entity.js'
import { AddTaskInput, CompleteTaskInput, UpdateTaskInput } from './task.input.js'
import { TaskService } from './task.service.js'

@Resolver()
export class TaskResolver {
  constructor(private readonly service: TaskService) {}

  @FindMany(() => Task, 'The tasks that you may see.')
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
}
