import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../core/scalars.js'
import { NotNull } from '../core/validation/rule.js'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Task } from './task.entity.js'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'

@InputType()
export class AddTaskInput extends createInputOf(Task, ['title', 'dueOn'], ['details']) {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The deal that it is for; you must be allowed to change it.',
  })
  deal?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The meeting that it follows from; you must be allowed to change it.',
  })
  meeting?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The user who has to do it. Default: you.' })
  assignee?: string | null
}

@InputType()
export class UpdateTaskInput extends updateInputOf(Task, ['title', 'details', 'dueOn']) {
  @NotNull()
  @Field(() => ID, { nullable: true, description: 'The user who has to do it.' })
  assignee?: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Corrected day of completion of a completed task; null reopens it.',
  })
  completedOn?: string | null
}

@InputType()
export class CompleteTaskInput extends updateInputOf(Task, []) {
  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of completion. Default: today in Brussels.',
  })
  on?: string | null
}

@InputType()
export class WithdrawTaskInput extends WithdrawVersionInput {}
