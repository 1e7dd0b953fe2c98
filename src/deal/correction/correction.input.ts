import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../../core/scalars.js'
import { NotNull, Rule } from '../../core/validation/rule.js'
import { StageCodeEnum } from '../stage/stage.entity.js'
import type { StageCode } from '../stage/stage.js'
import { TeamRoleCode, type TeamRole } from '../team/team.entity.js'

@InputType({ isAbstract: true })
class ReasonFields {
  @Rule('BLANK', (text) => String(text).trim() !== '')
  @Rule('TOO_LONG', (text) => [...String(text)].length <= 2000, { max: 2000 })
  @Field({ description: 'What was wrong, and the evidence for it.' })
  reason: string
}

@InputType({ isAbstract: true })
class MoveCorrectionFields extends ReasonFields {
  @Field(() => Int, {
    description:
      'The version of the deal that you saw. If the deal has changed since, the correction is rejected with CONFLICT.',
  })
  version: number

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Accept another stage although facts are missing. Only a HEAD may; the move is marked permanently.',
  })
  override?: boolean | null
}

@InputType()
export class CorrectMoveInput extends MoveCorrectionFields {
  @Field(() => ID, { description: 'The transition; it must be valid.' })
  move: string

  @NotNull()
  @Field(() => StageCodeEnum, {
    nullable: true,
    description: 'Correct target stage. Default: the recorded one.',
  })
  to?: StageCode

  @NotNull()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Correct day, between the days of the moves before and after it. Default: the recorded one.',
  })
  effectiveOn?: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'The move did not happen; excludes a stage and a day.',
  })
  withdrawn?: boolean | null
}

@InputType()
export class RecordEarlierMoveInput extends MoveCorrectionFields {
  @Field(() => ID, { description: 'The deal.' })
  deal: string

  @Field(() => StageCodeEnum, { description: 'Target stage.' })
  to: StageCode

  @Field(() => DateScalar, { description: 'Day of the move, before a move that is already recorded.' })
  effectiveOn: string
}

@InputType()
export class CorrectMembershipInput extends ReasonFields {
  @Field(() => ID, { description: 'The team membership.' })
  member: string

  @NotNull()
  @Field(() => TeamRoleCode, { nullable: true, description: 'Correct role: SUPPORT or INFORMED.' })
  role?: TeamRole

  @NotNull()
  @Field(() => DateScalar, { nullable: true, description: 'Correct first day.' })
  from?: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Correct day on which it left; null if it has not left.',
  })
  until?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'The agency was not in the team during that time; excludes every other change.',
  })
  withdrawn?: boolean | null
}

@InputType()
export class CorrectHandoverInput extends ReasonFields {
  @Field(() => ID, { description: 'The handover; it must be valid.' })
  handover: string

  @NotNull()
  @Field(() => DateScalar, { nullable: true, description: 'Correct day of the handover.' })
  on?: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'The handover did not happen, and no later one did: the old lead leads. Excludes a day.',
  })
  withdrawn?: boolean | null
}
