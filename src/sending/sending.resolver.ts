import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import './delivery.entity.js'
import { Recipient } from './recipient.entity.js'
import { Sending } from './sending.entity.js'
import { AddRecipientInput, OrderSendingInput, RemoveRecipientInput } from './sending.input.js'
import { SendingService } from './sending.service.js'

@Resolver()
export class SendingResolver {
  constructor(private readonly sendings: SendingService) {}

  @WriteMutation(
    () => Sending,
    'deal:decide',
    'Has the weekly summaries of your agency issued, where nobody has, and sent to their recipients, once a week at this hour; or no more.',
  )
  orderSending(@CurrentScope() scope: Scope, @Args('input') input: OrderSendingInput) {
    return this.sendings.order(scope, input)
  }

  @WriteMutation(() => Recipient, 'deal:decide', 'Has the weekly summaries of your agency sent to somebody.')
  addRecipient(@CurrentScope() scope: Scope, @Args('input') input: AddRecipientInput) {
    return this.sendings.add(scope, input)
  }

  @WriteMutation(
    () => Recipient,
    'own:write',
    'Has weekly summaries sent no more: to you, or as HEAD to anybody to whom your agency sends them.',
  )
  removeRecipient(@CurrentScope() scope: Scope, @Args('input') input: RemoveRecipientInput) {
    return this.sendings.remove(scope, input)
  }
}
