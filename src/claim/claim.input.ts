import { Field, ID, InputType, IntersectionType, PartialType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { EmbargoCircleInput } from '../agreement/embargo/embargo.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Prose } from '../core/validation/text-rules.js'
import { StatementDateFields } from '../deal/statement-date.input.js'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'
import { createInputOf, updateInputOf, pickFields } from '../write/input.js'
import { Claim } from './claim.entity.js'
import { Grade } from './grade.js'

/** Fields left out keep their value; in a new claim the default is F6 (cannot be judged). */
const GradeFields = PartialType(pickFields(Grade, ['reliability', 'credibility']), InputType)

@InputType()
export class RecordClaimInput extends IntersectionType(
  createInputOf(Claim, ['statement', 'source'], ['wording', 'wordingLanguage', 'standing', 'embargoUntil']),
  IntersectionType(GradeFields, StatementDateFields, InputType),
  InputType,
) {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The deal that it is about. Exactly one of deal, prospect and agreement is required.',
  })
  deal?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The company that it is about.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The agreement that it is about.' })
  agreement?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The earlier claim that this one contradicts. Its subject is the same, or a related deal, prospect or agreement.',
  })
  disputes?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The destination of the same lost deal that this claim contradicts.',
  })
  disputesDestination?: string | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => EmbargoCircleInput)
  @Field(() => EmbargoCircleInput, {
    nullable: true,
    description: 'Who may know of it until then; required for an embargo.',
  })
  embargoCircle?: EmbargoCircleInput | null
}

@InputType()
export class EmbargoClaimInput extends updateInputOf(Claim, []) {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'New end of the embargo, until which only its circle sees the claim. Null or left out lifts it.',
  })
  until?: string | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => EmbargoCircleInput)
  @Field(() => EmbargoCircleInput, {
    nullable: true,
    description: 'Who may know of it until then. Default: the present circle.',
  })
  embargoCircle?: EmbargoCircleInput | null
}

@InputType()
export class GradeClaimInput extends IntersectionType(
  updateInputOf(Claim, ['standing']),
  GradeFields,
  InputType,
) {
  @Prose(2000)
  @Field(() => String, { description: 'Reason.' })
  reason: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day from which the grading counts, not before the claim was stated; it may lie before other gradings. Default: today in Brussels.',
  })
  gradedOn?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The grading that this one corrects; it is kept but no longer counts.',
  })
  replaces?: string | null
}

@InputType()
export class WithdrawClaimInput extends WithdrawVersionInput {}

@InputType()
export class CorrectClaimInput extends IntersectionType(WithdrawClaimInput, StatementDateFields, InputType) {}
