import { Field, ID, InputType, Int, IntersectionType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { NotNull, Rule } from '../core/validation/rule.js'
import { Prose } from '../core/validation/text-rules.js'
import { createInputOf, updateInputOf } from '../write/input.js'
import { FollowUpInput } from './follow-up.js'
import { Meeting, MeetingStatusCode, type MeetingStatus } from './meeting.entity.js'
import { MeetingParticipantInput } from './participant.input.js'
import { WidensAccess } from '../write/widening/widening.js'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'

const facts = ['when', 'startsAt', 'endsAt', 'place', 'topics', 'confidentiality'] as const

const atMost = (max: number) => Rule('TOO_MANY', (list) => (list as unknown[]).length <= max, { max })

@InputType({ isAbstract: true })
class RelationFields {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The agency that hosts it, by its code or id; null when no agency does.',
  })
  hostAgency?: string | null

  @IsOptional()
  @WidensAccess()
  widensAccess?: boolean | null

  @NotNull()
  @atMost(20)
  @Field(() => [ID], {
    nullable: true,
    description:
      'The deals that it is about; you must be allowed to change each of them. Replaces the stored list.',
  })
  deals?: string[]

  @NotNull()
  @atMost(100)
  @ValidateNested()
  @TypeOf(() => MeetingParticipantInput)
  @Field(() => [MeetingParticipantInput], {
    nullable: true,
    description: 'Participants. Replaces the stored list.',
  })
  participants?: MeetingParticipantInput[]
}

@InputType()
export class PlanMeetingInput extends IntersectionType(
  createInputOf(Meeting, ['title'], facts),
  RelationFields,
  InputType,
) {}

@InputType()
export class RecordMeetingInput extends IntersectionType(
  createInputOf(Meeting, [], ['title', ...facts, 'outcome']),
  RelationFields,
  InputType,
) {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The planned meeting that was held; fields left out stay as planned. Default: a new meeting.',
  })
  id?: string | null

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'The version that you saw; required with `id`.' })
  version?: number | null

  @NotNull()
  @atMost(50)
  @ValidateNested()
  @TypeOf(() => FollowUpInput)
  @Field(() => [FollowUpInput], { nullable: true, description: 'Follow-ups, which become tasks.' })
  tasks?: FollowUpInput[]
}

@InputType()
export class UpdateMeetingInput extends IntersectionType(
  updateInputOf(Meeting, ['title', ...facts, 'outcome']),
  RelationFields,
  InputType,
) {
  @NotNull()
  @Field(() => MeetingStatusCode, {
    nullable: true,
    description:
      'PLANNED or CANCELLED, for a meeting that was not held after all; requires the reason and removes its outcome.',
  })
  status?: MeetingStatus

  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Reason for the correction of the status.' })
  reason?: string | null
}

@InputType()
export class CancelMeetingInput extends updateInputOf(Meeting, []) {
  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Reason.' })
  reason?: string | null
}

@InputType()
export class WithdrawMeetingInput extends WithdrawVersionInput {}
