import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { Rule } from '../core/validation/rule.js'

@InputType({ isAbstract: true })
export abstract class WithdrawalReason {
  @Rule('BLANK', (text) => String(text).trim() !== '')
  @Rule('TOO_LONG', (text) => [...String(text)].length <= 2000, { max: 2000 })
  @Field({ description: 'What was wrong; shown to users who see the row in full.' })
  reason: string
}

/** The input of the withdrawal of a row without versions. */
@InputType({ isAbstract: true })
export abstract class WithdrawInput extends WithdrawalReason {
  @Field(() => ID, { description: 'The id of the row.' })
  id: string
}

/** The input of the withdrawal of a row that can be edited. */
@InputType({ isAbstract: true })
export abstract class WithdrawVersionInput extends WithdrawInput {
  @Field(() => Int, {
    description:
      'The version that you read. If the row has changed since, the withdrawal is rejected with CONFLICT.',
  })
  version: number
}
