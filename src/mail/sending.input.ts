import { Field, ID, InputType } from '@nestjs/graphql'
import { fieldsOf } from '../write/input.js'
import { Sending } from './sending.entity.js'

@InputType()
export class OrderSendingInput extends fieldsOf(Sending, ['weekday', 'hour']) {
  @Field(() => String, { description: 'Code of the agency; yours.' })
  agency: string

  @Field({ description: 'Whether summaries are to be sent. On: it is your standing order from now on.' })
  on: boolean
}

@InputType()
export class AddRecipientInput {
  @Field(() => String, { description: 'Code of the agency; yours.' })
  agency: string

  @Field(() => ID, { description: 'To whom its summaries are to be sent: a user of any agency.' })
  user: string
}

@InputType()
export class RemoveRecipientInput {
  @Field(() => ID, { description: 'Which entry: yours, or one of your agency.' })
  id: string
}
