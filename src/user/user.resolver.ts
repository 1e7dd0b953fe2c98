import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Asker } from '../read/answer.js'
import type { Scope } from '../core/scope.js'
import { Ask, Write } from '../write/mutation.js'
import { FindMany, Report } from '../read/roots.js'
import { Session } from './session.js'
import { SignInInput } from './sign-in.input.js'
import { SignInService } from './sign-in.service.js'
import { User, Viewer } from './user.entity.js'
import { CreateUserInput, UpdateUserInput } from './user.input.js'
import { UserService } from './user.service.js'

@Resolver()
export class UserResolver {
  constructor(
    private readonly sessions: SignInService,
    private readonly people: UserService,
  ) {}

  @Report(() => Viewer, 'Who asks.', [], () => ({
    with: '',
    source: '(select * from "user" where id = viewer_id())',
  }))
  viewer() {}

  @FindMany(() => User, 'All users: whom to name as officer, or let know.')
  users() {}

  @Mutation(() => Session, { description: 'Starts a session for an e-mail address and its password.' })
  signIn(@Args('input') input: SignInInput, @Info() info: GraphQLResolveInfo) {
    return this.sessions.signIn(input.email, input.password, info)
  }

  @Mutation(() => Boolean, { description: 'Ends the session that asks.' })
  signOut(@Context() asker: Asker) {
    return this.sessions.signOut(asker.token)
  }

  @Write(() => User, 'house:write', 'Lets somebody sign in.')
  createUser(@Ask() scope: Scope, @Args('input') input: CreateUserInput) {
    return this.people.create(scope, input)
  }

  @Write(
    () => User,
    'house:write',
    'Changes what a user may do, or deactivates one: the work stays, sessions end.',
  )
  updateUser(@Ask() scope: Scope, @Args('input') input: UpdateUserInput) {
    return this.people.update(scope, input)
  }
}
