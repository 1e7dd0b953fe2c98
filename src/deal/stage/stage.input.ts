import { Field, InputType, Int } from '@nestjs/graphql'
import { IsOptional, ValidateNested } from 'class-validator'
import { Type as TypeOf } from 'class-transformer'
import { languages } from '../../core/locale.js'
import { Rule } from '../../core/validation/rule.js'
import { OneLine } from '../../core/validation/text-rules.js'
import type { FactCode, StageCode } from './stage.js'
import { FactCodeEnum, StageCodeEnum } from './stage.entity.js'

@InputType({ description: 'A label in each language.' })
export class LabelInput {
  @OneLine(60) @Field({ description: 'French.' }) fr: string
  @OneLine(60) @Field({ description: 'Dutch.' }) nl: string
  @OneLine(60) @Field({ description: 'German.' }) de: string
  @OneLine(60) @Field({ description: 'English.' }) en: string
}

@InputType()
export class UpdateDealStageInput {
  @Field(() => StageCodeEnum, { description: 'The stage.' })
  code: StageCode

  @Field(() => Int, {
    description:
      'The version that you saw. If the stage has changed since, the edit is rejected with CONFLICT.',
  })
  version: number

  @IsOptional()
  @ValidateNested()
  @TypeOf(() => LabelInput)
  @Field(() => LabelInput, { nullable: true, description: 'New labels.' })
  label?: LabelInput | null

  @IsOptional()
  @Rule('OUT_OF_RANGE', (n) => Number(n) >= 0 && Number(n) <= 100, { min: 0, max: 100 })
  @Field(() => Int, { nullable: true, description: 'New probability, per cent.' })
  probability?: number | null

  @IsOptional()
  @Field(() => [FactCodeEnum], {
    nullable: true,
    description: 'New list of facts required by this stage itself.',
  })
  requires?: FactCode[] | null
}

export const labelsOf = (label: LabelInput): Record<string, string> =>
  Object.fromEntries(
    languages.map((language) => [language, label[language.toLowerCase() as keyof LabelInput]]),
  )
