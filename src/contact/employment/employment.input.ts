import { Field, ID, InputType } from '@nestjs/graphql'
import { createInputOf, updateInputOf } from '../../write/input.js'
import { Employment } from './employment.entity.js'

const optional = ['jobTitle', 'emails', 'phones', 'from', 'until', 'showsContact'] as const

@InputType()
export class CreateEmploymentInput extends createInputOf(Employment, [], optional) {
  @Field(() => ID, { description: 'The person.' })
  contact: string

  @Field(() => ID, { nullable: true, description: 'The company.' })
  prospect?: string | null

  @Field(() => ID, { nullable: true, description: 'The agency, by its code or id.' })
  agency?: string | null
}

@InputType()
export class UpdateEmploymentInput extends updateInputOf(Employment, optional) {}

@InputType()
export class EndEmploymentInput extends updateInputOf(Employment, ['until']) {}
