import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Deal } from '../deal.entity.js'
import { FollowDealInput, UnfollowDealInput } from './follow.input.js'
import { FollowService } from './follow.service.js'
import './follow.js'

@Resolver()
export class FollowResolver {
  constructor(private readonly service: FollowService) {}

  @WriteMutation(
    () => Deal,
    'own:write',
    'Follows a deal that you see: `followedChanges` has what changes in it. Gone when you may no longer see it.',
  )
  followDeal(@CurrentScope() scope: Scope, @Args('input') input: FollowDealInput) {
    return this.service.set(scope, input.deal, true)
  }

  @WriteMutation(() => Deal, 'own:write', 'Stops following a deal, also one whose officer you are.')
  unfollowDeal(@CurrentScope() scope: Scope, @Args('input') input: UnfollowDealInput) {
    return this.service.set(scope, input.deal, false)
  }
}
