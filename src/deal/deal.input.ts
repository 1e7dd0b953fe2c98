import { Field, ID, InputType, Int, IntersectionType, PartialType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { DateScalar } from '../core/scalars.js'
import { Rule } from '../core/validation/rule.js'
import { Prose } from '../core/validation/text-rules.js'
import { createInputOf, updateInputOf, pickFields } from '../write/input.js'
import { Deal, DealIdentity } from './deal.entity.js'
import { LossDestination, LossReason } from './loss/loss.entity.js'
import { StageCodeEnum } from './stage/stage.entity.js'
import type { StageCode } from './stage/stage.js'
import { WidensAccess } from '../write/widening/widening.js'

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

const atMostEleven = Rule('TOO_MANY', (list) => (list as unknown[]).length <= 11, { max: 11 })

@InputType()
export class LossReasonInput extends pickFields(LossReason, ['code', 'wording', 'source']) {}

@InputType()
export class LossDestinationInput extends pickFields(LossDestination, ['town', 'country', 'source']) {
  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'States that the destination is unknown; excludes a country.',
  })
  unknown?: boolean
}

@InputType({ isAbstract: true })
class LossFields {
  @IsOptional()
  @atMostEleven
  @ValidateNested()
  @TypeOf(() => LossReasonInput)
  @Field(() => [LossReasonInput], {
    nullable: true,
    description: 'Reasons for the loss, the most important first; replaces the previous list.',
  })
  lossReasons?: LossReasonInput[] | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => LossDestinationInput)
  @Field(() => LossDestinationInput, {
    nullable: true,
    description: 'Where the investment went; replaces the previous destination.',
  })
  lossDestination?: LossDestinationInput | null
}

@InputType({ isAbstract: true })
class RelationFields {
  @IsOptional()
  @WidensAccess()
  widensAccess?: boolean | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The company; null when not known.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The responsible officer: a user of an agency in the team.',
  })
  officer?: string | null
}

@InputType()
export class OpenDealInput extends IntersectionType(
  IntersectionType(
    createInputOf(Deal, ['codeName'], facts),
    pickFields(DealIdentity, ['title', 'description']),
    InputType,
  ),
  RelationFields,
  InputType,
) {
  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which the file was opened. Default: today in Brussels.',
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
  IntersectionType(RelationFields, LossFields, InputType),
  InputType,
) {}

@InputType()
export class MoveDealInput extends LossFields {
  @Field(() => ID, { description: 'The deal.' })
  id: string

  @Field(() => Int, {
    description:
      'The version that you saw. If the deal has changed since, the move is rejected with CONFLICT.',
  })
  version: number

  @Field(() => StageCodeEnum, { description: 'Target stage.' })
  to: StageCode

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day of the move, not before the last move (use recordEarlierMove for that). Default: today in Brussels.',
  })
  effectiveOn?: string | null

  @IsOptional()
  @Prose(2000)
  @Field(() => String, {
    nullable: true,
    description: 'Reason. Required to move back, to move to DORMANT, to reopen and to override.',
  })
  reason?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Move although facts are missing. Only a HEAD may, with a reason; the move is marked permanently.',
  })
  override?: boolean | null
}

@InputType()
export class VerifyLandingInput {
  @Field(() => ID, { description: 'The deal.' })
  id: string

  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'What was checked.' })
  note?: string | null
}
