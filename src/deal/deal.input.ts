import { Field, ID, InputType, Int, IntersectionType, PartialType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { DateScalar } from '../core/scalars.js'
import { Rule } from '../core/rule.js'
import { Prose } from '../core/text-rules.js'
import { createInputOf, updateInputOf, pickFields } from '../write/input.js'
import { Deal, DealIdentity } from './deal.entity.js'
import { LossDestination, LossReason } from './loss/loss.entity.js'
import { StageCodeEnum } from './stage/stage.entity.js'
import type { StageCode } from './stage/stage.js'

const facts = [
  'sector',
  'activity',
  'type',
  'origin',
  'capex',
  'capexUnknown',
  'jobsUnknown',
  'noCompetingLocations',
  'expectedDecision',
  'nextReview',
  'confidentiality',
] as const

const few = Rule('TOO_MANY', (list) => (list as unknown[]).length <= 11, { max: 11 })

@InputType()
export class LossReasonInput extends pickFields(LossReason, ['code', 'wording', 'source']) {}

@InputType()
export class LossDestinationInput extends pickFields(LossDestination, ['town', 'country']) {
  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'It is stated that nobody knows where it went; then no country.',
  })
  unknown?: boolean
}

@InputType({ isAbstract: true })
class Loss {
  @IsOptional()
  @few
  @ValidateNested()
  @TypeOf(() => LossReasonInput)
  @Field(() => [LossReasonInput], {
    nullable: true,
    description: 'Why it was lost, from the most important; replaces what was said before.',
  })
  lossReasons?: LossReasonInput[] | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => LossDestinationInput)
  @Field(() => LossDestinationInput, {
    nullable: true,
    description: 'Where it went; replaces what was said before.',
  })
  lossDestination?: LossDestinationInput | null
}

@InputType({ isAbstract: true })
class Relations {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The company, if known.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Who works on it: a user of an agency in the team.' })
  officer?: string | null
}

@InputType()
export class OpenDealInput extends IntersectionType(
  IntersectionType(
    createInputOf(Deal, ['codeName'], facts),
    pickFields(DealIdentity, ['title', 'description']),
    InputType,
  ),
  Relations,
  InputType,
) {
  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the file was opened; left out: today in Brussels.',
  })
  openedOn?: string | null
}

@InputType()
export class UpdateDealInput extends IntersectionType(
  IntersectionType(
    updateInputOf(Deal, ['codeName', ...facts]),
    PartialType(pickFields(DealIdentity, ['title', 'description']), InputType),
    InputType,
  ),
  IntersectionType(Relations, Loss, InputType),
  InputType,
) {}

@InputType()
export class MoveDealInput extends Loss {
  @Field(() => ID, { description: 'Which deal.' })
  id: string

  @Field(() => Int, {
    description: 'The version that you saw. If it has changed since, the move is refused with CONFLICT.',
  })
  version: number

  @Field(() => StageCodeEnum, { description: 'Where to.' })
  to: StageCode

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'When it happened, not before the last move (recordEarlierMove is for that); left out: today in Brussels.',
  })
  effectiveOn?: string | null

  @IsOptional()
  @Prose(2000)
  @Field(() => String, {
    nullable: true,
    description: 'Why. Needed to move back, to DORMANT, to reopen, and to override.',
  })
  reason?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Move although facts are missing: a HEAD, with a reason; it is marked for good.',
  })
  override?: boolean | null
}

@InputType()
export class VerifyLandingInput {
  @Field(() => ID, { description: 'Which deal.' })
  id: string

  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'What was checked.' })
  note?: string | null
}
