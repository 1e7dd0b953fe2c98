import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../core/scalars.js'
import { NotNull } from '../core/rule.js'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Task } from './task.entity.js'

@InputType()
export class AddTaskInput extends createInputOf(Task, ['title', 'dueOn'], ['details']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The deal that it is for: one that you may change.' })
  deal?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The meeting that it follows from: one that you may change.',
  })
  meeting?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Which user has to do it; left out: you.' })
  assignee?: string | null
}

@InputType()
export class UpdateTaskInput extends updateInputOf(Task, ['title', 'details', 'dueOn']) {
  @NotNull()
  @Field(() => ID, { nullable: true, description: 'Which user has to do it.' })
  assignee?: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Of a task that is done: the right day; null when it is not done after all.',
  })
  completedOn?: string | null
}

@InputType()
export class CompleteTaskInput extends updateInputOf(Task, []) {
  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it was done; left out: today in Brussels.',
  })
  on?: string | null
}
