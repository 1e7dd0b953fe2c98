import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { FindMany } from '../../read/roots.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Deal } from '../deal.entity.js'
import { HandoverOffer } from './handover-offer.entity.js'
import { AcceptHandoverInput, DeclineHandoverInput, WithdrawHandoverInput } from './handover.input.js'
import { HandoverService } from './handover.service.js'
import { HandOverDealInput } from './team.input.js'

@Resolver()
export class HandoverResolver {
  constructor(private readonly service: HandoverService) {}

  @FindMany(
    () => HandoverOffer,
    'Offers of the lead of deals that you may see: those of your agency, and those to it.',
  )
  handoverOffers() {}

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Offers the lead of a deal to another agency, which accepts or declines it. Only a HEAD of the lead agency may. Null if you may no longer know of the deal.',
    { nullable: true },
  )
  handOverDeal(@CurrentScope() scope: Scope, @Args('input') input: HandOverDealInput) {
    return this.service.offer(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Accepts the lead of a deal. Only a HEAD of the agency to which it is offered may.',
  )
  acceptHandover(@CurrentScope() scope: Scope, @Args('input') input: AcceptHandoverInput) {
    return this.service.accept(scope, input)
  }

  @WriteMutation(
    () => HandoverOffer,
    'deal:decide',
    'Declines the lead of a deal. Only a HEAD of the agency to which it is offered may.',
  )
  declineHandover(@CurrentScope() scope: Scope, @Args('input') input: DeclineHandoverInput) {
    return this.service.decline(scope, input)
  }

  @WriteMutation(
    () => HandoverOffer,
    'deal:decide',
    'Withdraws an offered handover. Only a HEAD of the lead agency may.',
  )
  withdrawHandover(@CurrentScope() scope: Scope, @Args('input') input: WithdrawHandoverInput) {
    return this.service.withdraw(scope, input)
  }
}
