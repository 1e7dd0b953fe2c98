import { Field, InputType } from '@nestjs/graphql'
import { Type as TypeOf } from 'class-transformer'
import { IsOptional, ValidateNested } from 'class-validator'
import { DateScalar } from '../core/scalars.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { partInput } from '../write/input.js'

const PartialDateInput = partInput(PartialDate)

/** When a statement was made; `resolveStatementDate` reads it. */
@InputType({ isAbstract: true })
export class StatementDateFields {
  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it was stated. Exactly one of `statedOn` and `statedWhen`.',
  })
  statedOn?: string | null

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => PartialDateInput)
  @Field(() => PartialDateInput, {
    nullable: true,
    description:
      'When it was stated, if the day is not known: a part of a month, a month, a quarter or a year.',
  })
  statedWhen?: PartialDate | null
}
