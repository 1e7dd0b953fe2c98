import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import type { Scope } from '../core/scope.js'
import { DateField, StringField, TextField } from '../read/declare.js'
import { pickFields } from '../write/input.js'
import { Versioned } from '../write/versioned.js'

/** The fields shared by tasks and the follow-ups in the input of a meeting. */
@ObjectType({ isAbstract: true })
export abstract class FollowUp extends Versioned {
  @StringField(300, 'Title.')
  title: string

  @TextField(4000, 'Details.', { nullable: true })
  details: string | null

  @DateField('Due day in Brussels; the task is overdue from the next day.')
  dueOn: string
}

@InputType({ description: 'A task that follows from a meeting.' })
export class FollowUpInput extends pickFields(FollowUp, ['title', 'details', 'dueOn']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The user who has to do it. Default: you.' })
  assignee?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The deal that it is for; users who see that deal in full see the task. Default: the deal of the meeting, if it has exactly one.',
  })
  deal?: string | null
}

/**
 * Creates the tasks of a meeting from `input.tasks` and returns them for the audit trail. The caller has checked that the
 * viewer may change their deals. It is a class so that the task module, a higher layer, can provide it.
 */
export abstract class FollowUps {
  abstract createTasks(scope: Scope, meetingId: string, inputs: readonly FollowUpInput[]): Promise<object[]>
}
