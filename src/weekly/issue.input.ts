import { Field, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { IsoWeekScalar } from '../core/scalars.js'
import { Rule } from '../core/validation/rule.js'

@InputType()
export class IssueWeeklySummaryInput {
  @Field(() => String, { description: 'Code of your agency.' })
  agency: string

  @Field(() => IsoWeekScalar, { description: 'The week; it must have begun.' })
  week: string

  @IsOptional()
  @Rule('BLANK', (text) => String(text).trim() !== '')
  @Rule('TOO_LONG', (text) => [...String(text)].length <= 2000, { max: 2000 })
  @Field(() => String, {
    nullable: true,
    description: 'Why it is issued again; required from the second revision on.',
  })
  reason?: string | null

  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description: 'A repeated key returns the first result and changes nothing.',
  })
  idempotencyKey?: string
}
