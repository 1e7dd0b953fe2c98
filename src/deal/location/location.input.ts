import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { creates, edits } from '../../write/input.js'
import { Location } from './location.entity.js'

@InputType()
export class AddLocationInput extends creates(Location, ['standing'], ['town', 'country', 'since']) {
  @Field(() => ID, { description: 'Which deal.' })
  deal: string

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'One of our sites; or else a town and its country.' })
  site?: string | null
}

@InputType()
export class UpdateLocationInput extends edits(Location, ['standing', 'since']) {}
