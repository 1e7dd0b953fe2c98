import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { createInputOf } from '../write/input.js'
import { Stake } from './stake.entity.js'

@InputType()
export class RecordStakeInput extends createInputOf(Stake, ['percent'], ['since', 'endedOn']) {
  @Field(() => ID, { description: 'The prospect that owns the share.' })
  holder: string

  @Field(() => ID, { description: 'The prospect in which.' })
  held: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that you saw, where the stake is recorded already; without it the change is refused with CONFLICT.',
  })
  version?: number | null
}
