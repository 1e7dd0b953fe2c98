import { Field, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { IsoWeekScalar } from '../core/scalars.js'
import { Rule } from '../core/rule.js'

@InputType()
export class IssueWeeklySummaryInput {
  @Field(() => String, { description: 'Code of the agency; yours.' })
  agency: string

  @Field(() => IsoWeekScalar, { description: 'Which week: one that has begun.' })
  week: string

  @IsOptional()
  @Rule('BLANK', (text) => String(text).trim() !== '')
  @Rule('TOO_LONG', (text) => [...String(text)].length <= 2000, { max: 2000 })
  @Field(() => String, {
    nullable: true,
    description: 'Why it is issued again; needed from the second revision on.',
  })
  reason?: string | null

  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description: 'The same key again gives the first result and makes nothing new.',
  })
  idempotencyKey?: string
}
