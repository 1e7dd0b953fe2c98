import { Field, ID, InputType, Int, IntersectionType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { NotNull, Rule } from '../core/rule.js'
import { Prose } from '../core/text-rules.js'
import { createInputOf, updateInputOf } from '../write/input.js'
import { FollowUpInput } from './follow-up.js'
import { Meeting, MeetingStatusCode, type MeetingStatus } from './meeting.entity.js'
import { MeetingParticipantInput } from './participant.input.js'

const facts = ['when', 'startsAt', 'endsAt', 'place', 'topics', 'confidentiality'] as const

const atMost = (max: number) => Rule('TOO_MANY', (list) => (list as unknown[]).length <= max, { max })

@InputType({ isAbstract: true })
class Around {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The agency that invites, by its code or id; null when none of ours does.',
  })
  hostAgency?: string | null

  @NotNull()
  @atMost(20)
  @Field(() => [ID], {
    nullable: true,
    description:
      'The deals that it is about, each one that you may change; given again, it replaces the list.',
  })
  deals?: string[]

  @NotNull()
  @atMost(100)
  @ValidateNested()
  @TypeOf(() => MeetingParticipantInput)
  @Field(() => [MeetingParticipantInput], {
    nullable: true,
    description: 'Who takes part; given again, it replaces the list.',
  })
  participants?: MeetingParticipantInput[]
}

@InputType()
export class PlanMeetingInput extends IntersectionType(
  createInputOf(Meeting, ['title'], facts),
  Around,
  InputType,
) {}

@InputType()
export class RecordMeetingInput extends IntersectionType(
  createInputOf(Meeting, [], ['title', ...facts, 'outcome']),
  Around,
  InputType,
) {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The planned meeting that was held; what is left out stays as planned. Left out: a new one.',
  })
  id?: string | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'With `id`: the version that you saw.' })
  version?: number | null

  @NotNull()
  @atMost(50)
  @ValidateNested()
  @TypeOf(() => FollowUpInput)
  @Field(() => [FollowUpInput], { nullable: true, description: 'What has to be done now: becomes tasks.' })
  tasks?: FollowUpInput[]
}

@InputType()
export class UpdateMeetingInput extends IntersectionType(
  updateInputOf(Meeting, ['title', ...facts, 'outcome']),
  Around,
  InputType,
) {
  @NotNull()
  @Field(() => MeetingStatusCode, {
    nullable: true,
    description:
      'Of a meeting that was not held after all: PLANNED or CANCELLED, with the reason. Its outcome goes.',
  })
  status?: MeetingStatus

  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Why the status is put right.' })
  reason?: string | null
}

@InputType()
export class CancelMeetingInput extends updateInputOf(Meeting, []) {
  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null
}
