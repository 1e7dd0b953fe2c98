import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'
import { createInputOf } from '../write/input.js'
import { Stake } from './stake.entity.js'

@InputType()
export class RecordStakeInput extends createInputOf(Stake, ['percent'], ['since', 'endedOn']) {
  @Field(() => ID, { description: 'The prospect that owns the share.' })
  holder: string

  @Field(() => ID, { description: 'The prospect that the share is in.' })
  held: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that you saw, if the stake is already recorded; without it the change is rejected with CONFLICT.',
  })
  version?: number | null
}

@InputType()
export class WithdrawStakeInput extends WithdrawVersionInput {}
