import { Field, ID, InputType, ObjectType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import type { Scope } from '../core/scope.js'
import { DateField, StringField, TextField } from '../read/declare.js'
import { pickFields } from '../write/input.js'
import { Versioned } from '../write/versioned.js'

/** Something to be done, in words and by a day: what a meeting asks for, and a task is. */
@ObjectType({ isAbstract: true })
export abstract class FollowUp extends Versioned {
  @StringField(300, 'What has to be done.')
  title: string

  @TextField(4000, 'In full.', { nullable: true })
  details: string | null

  @DateField('By when, Europe/Brussels; that day included.')
  dueOn: string
}

@InputType({ description: 'A task that follows from a meeting.' })
export class FollowUpInput extends pickFields(FollowUp, ['title', 'details', 'dueOn']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Which user has to do it; left out: you.' })
  assignee?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The deal that it is for: whoever has full access to that deal sees it. Left out: the deal of the meeting, when that has exactly one.',
  })
  deal?: string | null
}

/**
 * Whoever keeps the tasks takes up what a meeting asks for in `input.tasks`, and gives them for the trail. Their deals
 * are ones that the viewer may change: the meeting has seen to that.
 */
export abstract class FollowUps {
  abstract take(scope: Scope, meetingId: string, wanted: readonly FollowUpInput[]): Promise<object[]>
}
