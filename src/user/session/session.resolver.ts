import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Scope } from '../../core/scope.js'
import type { Caller } from '../../read/caller.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import './active-session.js'
import { Session } from './session.js'
import { SessionService } from './session.service.js'
import { ChangePasswordInput, EndSessionInput, SignInInput } from './sign-in.input.js'
import { Viewer } from '../user.entity.js'

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => Session, { description: 'Starts a session for an e-mail address and its password.' })
  signIn(@Args('input') input: SignInInput, @Context() caller: Caller, @Info() info: GraphQLResolveInfo) {
    return this.sessions.signIn(input, caller, info)
  }

  @Mutation(() => Session, {
    description:
      'Gives the session that asks another token; the one that it had stops working. The session ends when it would have.',
  })
  renewSession(@Context() caller: Caller, @Info() info: GraphQLResolveInfo) {
    return this.sessions.renew(caller, info)
  }

  @Mutation(() => Boolean, { description: 'Ends the session that asks.' })
  signOut(@Context() caller: Caller) {
    return this.sessions.signOut(caller)
  }

  @WriteMutation(() => Viewer, 'own:write', 'Ends one of your sessions.')
  endSession(@CurrentScope() scope: Scope, @Args('input') input: EndSessionInput) {
    return this.sessions.endOne(scope, input)
  }

  @WriteMutation(() => Viewer, 'own:write', 'Ends all of your sessions but the one that asks.')
  endSessions(@CurrentScope() scope: Scope) {
    return this.sessions.endOthers(scope)
  }

  @Mutation(() => Viewer, { description: 'Changes your password; your other sessions end.' })
  changePassword(
    @Args('input') input: ChangePasswordInput,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.sessions.changePassword(input, caller, info)
  }
}
