import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { Ask, Write } from '../write/mutation.js'
import './delivery.entity.js'
import { Recipient } from './recipient.entity.js'
import { Sending } from './sending.entity.js'
import { AddRecipientInput, OrderSendingInput, RemoveRecipientInput } from './sending.input.js'
import { SendingService } from './mail.service.js'

@Resolver()
export class SendingResolver {
  constructor(private readonly sendings: SendingService) {}

  @Write(
    () => Sending,
    'deal:decide',
    'Has the weekly summaries of your agency issued, where nobody has, and sent to their recipients, once a week at this hour; or no more.',
  )
  orderSending(@Ask() scope: Scope, @Args('input') input: OrderSendingInput) {
    return this.sendings.order(scope, input)
  }

  @Write(() => Recipient, 'deal:decide', 'Has the weekly summaries of your agency sent to somebody.')
  addRecipient(@Ask() scope: Scope, @Args('input') input: AddRecipientInput) {
    return this.sendings.add(scope, input)
  }

  @Write(
    () => Recipient,
    'own:write',
    'Has weekly summaries sent no more: to you, or as HEAD to anybody to whom your agency sends them.',
  )
  removeRecipient(@Ask() scope: Scope, @Args('input') input: RemoveRecipientInput) {
    return this.sendings.remove(scope, input)
  }
}
