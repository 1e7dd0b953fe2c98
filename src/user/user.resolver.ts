import { Args, Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Asker } from '../read/answer.js'
import { Report } from '../read/roots.js'
import { Session } from './session.js'
import { SignInInput } from './sign-in.input.js'
import { SignInService } from './sign-in.service.js'
import { Viewer } from './user.entity.js'

@Resolver()
export class UserResolver {
  constructor(private readonly sessions: SignInService) {}

  @Report(() => Viewer, 'Who asks.', [], () => ({
    with: '',
    source: '(select * from "user" where id = viewer_id())',
  }))
  viewer() {}

  @Mutation(() => Session, { description: 'Starts a session for an e-mail address and its password.' })
  signIn(@Args('input') input: SignInInput, @Info() info: GraphQLResolveInfo) {
    return this.sessions.signIn(input.email, input.password, info)
  }

  @Mutation(() => Boolean, { description: 'Ends the session that asks.' })
  signOut(@Context() asker: Asker) {
    return this.sessions.signOut(asker.token)
  }
}
