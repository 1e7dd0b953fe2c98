import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { FindMany, Report } from '../read/roots.js'
import { User, Viewer } from './user.entity.js'
import { CreateUserInput, UpdateUserInput } from './user.input.js'
import { UserService } from './user.service.js'

@Resolver()
export class UserResolver {
  constructor(private readonly people: UserService) {}

  @Report(() => Viewer, 'Who asks.', [], () => ({
    with: '',
    source: '(select * from "user" where id = viewer_id())',
  }))
  viewer() {}

  @FindMany(() => User, 'All users: whom to name as officer, or let know.')
  users() {}

  @WriteMutation(() => User, 'admin:write', 'Lets somebody sign in.')
  createUser(@CurrentScope() scope: Scope, @Args('input') input: CreateUserInput) {
    return this.people.create(scope, input)
  }

  @WriteMutation(
    () => User,
    'admin:write',
    'Changes what a user may do, or deactivates one: the work stays, sessions and keys end.',
  )
  updateUser(@CurrentScope() scope: Scope, @Args('input') input: UpdateUserInput) {
    return this.people.update(scope, input)
  }
}
