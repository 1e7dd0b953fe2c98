import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { createInputOf, updateInputOf } from '../../write/input.js'
import { Location } from './location.entity.js'

@InputType()
export class AddLocationInput extends createInputOf(Location, ['standing'], ['town', 'country', 'since']) {
  @Field(() => ID, { description: 'The deal.' })
  deal: string

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'One of our sites; excludes a town and its country.' })
  site?: string | null
}

@InputType()
export class UpdateLocationInput extends updateInputOf(Location, ['standing', 'since']) {}
