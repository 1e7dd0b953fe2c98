import { Field, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Rule } from '../core/validation/rule.js'
import { OneLine } from '../core/validation/text-rules.js'

/** Characters: about fifteen years of the published history. The command, or several calls, load more. */
const maxTextLength = 500_000

@InputType()
export class LoadExchangeRatesInput {
  @Rule('TOO_LONG', (text) => String(text).length <= maxTextLength, { max: maxTextLength })
  @Field(() => String, {
    description:
      'The text of `eurofxref.csv` or of (a part of) `eurofxref-hist.csv`, heading included, as published by the European Central Bank.',
  })
  text: string

  @OneLine(300)
  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description:
      'Source of the rates. Default: European Central Bank, euro foreign exchange reference rates.',
  })
  source?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether a rate that differs from the stored rate of the same day corrects it. If false, such a file is rejected.',
  })
  corrects?: boolean | null
}
