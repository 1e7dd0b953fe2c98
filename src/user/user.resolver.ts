import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { FindMany, Report } from '../read/roots.js'
import { User, Viewer } from './user.entity.js'
import { CreateUserInput, SetLanguageInput, UpdateUserInput } from './user.input.js'
import { UserService } from './user.service.js'

@Resolver()
export class UserResolver {
  constructor(private readonly service: UserService) {}

  @Report(() => Viewer, 'The signed-in user.', [], () => ({
    with: '',
    source: '(select * from "user" where id = viewer_id())',
  }))
  viewer() {}

  @FindMany(() => User, 'All users, for example to choose an officer or an entry of a need-to-know list.')
  users() {}

  @WriteMutation(
    () => User,
    'admin:write',
    'Creates a user of your agency. HEAD, ADMIN, OPERATOR, RESTRICTED and SECRET wait for a second person (`userChanges`); until then the user is OFFICER, with clearance INTERNAL at most.',
    { sensitive: true },
  )
  createUser(@CurrentScope() scope: Scope, @Args('input') input: CreateUserInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(
    () => User,
    'admin:write',
    'Changes or deactivates a user of your agency. Raising them to HEAD, ADMIN, OPERATOR, RESTRICTED or SECRET, another agency, and for users with such rights another e-mail address or reactivation, wait for a second person (`userChanges`). Deactivation ends their sessions and API keys; their work stays.',
    { sensitive: true },
  )
  updateUser(@CurrentScope() scope: Scope, @Args('input') input: UpdateUserInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Viewer,
    'own:write',
    'Sets your language: that of pages, documents, mails and messages.',
  )
  setLanguage(@CurrentScope() scope: Scope, @Args('input') input: SetLanguageInput) {
    return this.service.setLanguage(scope, input)
  }
}
