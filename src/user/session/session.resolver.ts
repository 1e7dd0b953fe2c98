import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Scope } from '../../core/scope.js'
import type { Caller } from '../../read/caller.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import './active-session.js'
import { Session } from './session.js'
import { SessionService } from './session.service.js'
import {
  ChangePasswordInput,
  ConfirmIdentityInput,
  EndSessionInput,
  EndUserSessionsInput,
  SignInInput,
} from './sign-in.input.js'
import { User, Viewer } from '../user.entity.js'

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => Session, { description: 'Starts a session for an e-mail address and its password.' })
  signIn(@Args('input') input: SignInInput, @Context() caller: Caller, @Info() info: GraphQLResolveInfo) {
    return this.sessions.signIn(input, caller, info)
  }

  @Mutation(() => Session, {
    description:
      'Replaces the token of the current session; the old token stops working. The session expires as before.',
  })
  renewSession(@Context() caller: Caller, @Info() info: GraphQLResolveInfo) {
    return this.sessions.renew(caller, info)
  }

  @Mutation(() => Boolean, { description: 'Ends the current session.' })
  signOut(@Context() caller: Caller) {
    return this.sessions.signOut(caller)
  }

  @Mutation(() => Viewer, {
    description:
      'Proves again who you are, which sensitive mutations require every ten minutes (REAUTHENTICATION_REQUIRED). Users of a provider sign in with it again instead.',
  })
  confirmIdentity(
    @Args('input') input: ConfirmIdentityInput,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.sessions.confirmIdentity(input, caller, info)
  }

  @WriteMutation(
    () => User,
    'admin:write',
    'Ends all sessions of a user of your agency, and on request removes their password.',
    { sensitive: true },
  )
  endUserSessions(@CurrentScope() scope: Scope, @Args('input') input: EndUserSessionsInput) {
    return this.sessions.endOfUser(scope, input)
  }

  @WriteMutation(() => Viewer, 'own:write', 'Ends one of your sessions.')
  endSession(@CurrentScope() scope: Scope, @Args('input') input: EndSessionInput) {
    return this.sessions.endOne(scope, input)
  }

  @WriteMutation(() => Viewer, 'own:write', 'Ends all of your sessions except the current one.')
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
