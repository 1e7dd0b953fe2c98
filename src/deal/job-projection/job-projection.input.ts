import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { LanguageTagScalar } from '../../core/scalars.js'
import { Prose } from '../../core/validation/text-rules.js'
import { Source } from '../../read/composite/source.js'
import { createInputOf, partInput } from '../../write/input.js'
import { WithdrawInput } from '../../withdrawal/withdrawal.input.js'
import { StatementDateFields } from '../statement-date.input.js'
import { JobProjection } from './job-projection.entity.js'

const SourceInput = partInput(Source)

@InputType({ isAbstract: true })
class StatementFields {
  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Original wording, in its own language.' })
  wording?: string | null

  @IsOptional()
  @Field(() => LanguageTagScalar, { nullable: true, description: 'The language of the wording.' })
  wordingLanguage?: string | null

  @ValidateNested()
  @TypeOf(() => SourceInput)
  @Field(() => SourceInput, { description: 'Source of the statement.' })
  source: Source
}

@InputType()
export class ProjectJobsInput extends IntersectionType(
  createInputOf(JobProjection, ['kind', 'horizon', 'low', 'standing'], ['high', 'targetYear']),
  IntersectionType(StatementFields, StatementDateFields, InputType),
  InputType,
) {
  @Field(() => ID, { description: 'The deal.' })
  deal: string

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The statement of the same deal that this one corrects; it stays readable.',
  })
  replaces?: string | null
}

@InputType()
export class WithdrawJobProjectionInput extends WithdrawInput {}

@InputType()
export class CorrectJobProjectionInput extends IntersectionType(
  WithdrawJobProjectionInput,
  StatementDateFields,
  InputType,
) {}
