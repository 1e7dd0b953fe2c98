import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../../core/scalars.js'
import { NotNull, Rule } from '../../core/rule.js'
import { StageCodeEnum } from '../stage/stage.entity.js'
import type { StageCode } from '../stage/stage.js'
import { TeamRoleCode, type TeamRole } from '../team/team.entity.js'

@InputType({ isAbstract: true })
class WithReason {
  @Rule('BLANK', (text) => String(text).trim() !== '')
  @Rule('TOO_LONG', (text) => [...String(text)].length <= 2000, { max: 2000 })
  @Field({ description: 'What was wrong, and how we know.' })
  reason: string
}

@InputType({ isAbstract: true })
class OfMoves extends WithReason {
  @Field(() => Int, {
    description:
      'The version of the deal that you saw. If it has changed since, this is refused with CONFLICT.',
  })
  version: number

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Go by another stage although facts are missing: a HEAD; it is marked for good.',
  })
  override?: boolean | null
}

@InputType()
export class CorrectMoveInput extends OfMoves {
  @Field(() => ID, { description: 'Which transition; one that holds.' })
  move: string

  @NotNull()
  @Field(() => StageCodeEnum, {
    nullable: true,
    description: 'Where it went in truth; left out: where it was recorded to.',
  })
  to?: StageCode

  @NotNull()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it happened in truth, between the moves around it; left out: when it was recorded to.',
  })
  effectiveOn?: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'There was no such move; then neither a stage nor a day.',
  })
  withdrawn?: boolean | null
}

@InputType()
export class RecordEarlierMoveInput extends OfMoves {
  @Field(() => ID, { description: 'Which deal.' })
  deal: string

  @Field(() => StageCodeEnum, { description: 'Where it went.' })
  to: StageCode

  @Field(() => DateScalar, { description: 'When it happened: before a move that is recorded already.' })
  effectiveOn: string
}

@InputType()
export class CorrectMembershipInput extends WithReason {
  @Field(() => ID, { description: 'Which entry of the team of a deal.' })
  member: string

  @NotNull()
  @Field(() => TeamRoleCode, { nullable: true, description: 'Its part in truth: SUPPORT or INFORMED.' })
  role?: TeamRole

  @NotNull()
  @Field(() => DateScalar, { nullable: true, description: 'Its first day in truth.' })
  from?: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it left in truth; null: it has not left.',
  })
  until?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'It was never in the team in that time; then nothing else.',
  })
  withdrawn?: boolean | null
}

@InputType()
export class CorrectHandoverInput extends WithReason {
  @Field(() => ID, { description: 'Which handover; one that holds.' })
  handover: string

  @NotNull()
  @Field(() => DateScalar, { nullable: true, description: 'When the lead passed in truth.' })
  on?: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'There was no such handover, and none after it: the old lead leads. Then no day.',
  })
  withdrawn?: boolean | null
}
