import { Field, ID, InputType, IntersectionType, PartialType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Prose } from '../core/text-rules.js'
import { createInputOf, updateInputOf, pickFields } from '../write/input.js'
import { Claim } from './claim.entity.js'
import { Grade } from './grade.js'

/** Left out: as it is; in a new claim F6, which cannot be judged. */
const Graded = PartialType(pickFields(Grade, ['reliability', 'credibility']), InputType)

@InputType()
export class RecordClaimInput extends IntersectionType(
  createInputOf(
    Claim,
    ['statement', 'statedOn', 'source'],
    ['wording', 'wordingLanguage', 'standing', 'embargoUntil'],
  ),
  Graded,
  InputType,
) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'The deal that it is about, or else one of the next two.' })
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
      'The earlier claim that this one contradicts: about the same subject, or about a deal, prospect or agreement that belongs to it.',
  })
  disputes?: string | null
}

@InputType()
export class EmbargoClaimInput extends updateInputOf(Claim, []) {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when only the full viewers of its deal see it; null or left out: the embargo is lifted.',
  })
  until?: string | null
}

@InputType()
export class GradeClaimInput extends IntersectionType(updateInputOf(Claim, ['standing']), Graded, InputType) {
  @Prose(2000)
  @Field(() => String, { description: 'Why.' })
  reason: string

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Since when it is so, not before it was stated; one learned of late may lie before others. Left out: today in Brussels.',
  })
  gradedOn?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The grading that this one corrects; it is kept, but no longer holds.',
  })
  replaces?: string | null
}
