import { Field, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Rule } from '../core/rule.js'
import { OneLine } from '../core/text-rules.js'

/** About fifteen years of the published history; more is read in by the command, or in parts. */
const mostText = 500_000

@InputType()
export class LoadExchangeRatesInput {
  @Rule('TOO_LONG', (text) => String(text).length <= mostText, { max: mostText })
  @Field(() => String, {
    description:
      'The text of `eurofxref.csv` or of (a part of) `eurofxref-hist.csv`, heading included, as the European Central Bank publishes them.',
  })
  text: string

  @OneLine(300)
  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description:
      'Where it comes from. Left out: European Central Bank, euro foreign exchange reference rates.',
  })
  source?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether a rate that differs from the one known of the same day corrects it. Otherwise nothing is read in.',
  })
  corrects?: boolean | null
}
