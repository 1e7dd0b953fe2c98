import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { User } from '../user/user.entity.js'
import './holdings.js'
import { DeactivateUserInput } from './offboarding.input.js'
import { OffboardingService } from './offboarding.service.js'

@Resolver()
export class OffboardingResolver {
  constructor(private readonly service: OffboardingService) {}

  @WriteMutation(
    () => User,
    'admin:write',
    'Deactivates a user of your agency and hands over what they hold, as far as you may see and change it. Select `officerOf`, `openTasks`, `plannedMeetings`, `needToKnowOf`, `apiKeys`, `sqlLogins` and `calendarFeeds` of the user before and afterwards.',
    { sensitive: true },
  )
  deactivateUser(@CurrentScope() scope: Scope, @Args('input') input: DeactivateUserInput) {
    return this.service.deactivate(scope, input)
  }
}
