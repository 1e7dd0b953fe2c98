import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Prose } from '../../core/validation/text-rules.js'
import { WithdrawVersionInput } from '../../withdrawal/withdrawal.input.js'
import { createInputOf, updateInputOf } from '../../write/input.js'
import { Location } from './location.entity.js'

@InputType({ isAbstract: true })
class ReasonField {
  @IsOptional()
  @Prose(2000)
  @Field(() => String, {
    nullable: true,
    description: 'Reason; required when the chosen site of a LANDED deal changes, which only a HEAD may do.',
  })
  reason?: string | null
}

@InputType()
export class AddLocationInput extends IntersectionType(
  createInputOf(Location, ['standing'], ['town', 'country', 'since', 'sinceWhen']),
  ReasonField,
  InputType,
) {
  @Field(() => ID, { description: 'The deal.' })
  deal: string

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'One of our sites; excludes a town and its country.' })
  site?: string | null
}

@InputType()
export class UpdateLocationInput extends IntersectionType(
  updateInputOf(Location, ['standing', 'since', 'sinceWhen']),
  ReasonField,
  InputType,
) {}

@InputType()
export class WithdrawLocationInput extends WithdrawVersionInput {}
