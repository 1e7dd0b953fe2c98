import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { FindMany } from '../../read/roots.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import './account-notice.js'
import { UserChange } from './user-change.entity.js'
import { ApproveUserChangeInput, RefuseUserChangeInput } from './user-change.input.js'
import { UserChangeService } from './user-change.service.js'

@Resolver()
export class UserChangeResolver {
  constructor(private readonly changes: UserChangeService) {}

  @FindMany(
    () => UserChange,
    'Changes of users that take a second person: your own, as ADMIN those of your agency, as OPERATOR all.',
  )
  userChanges() {}

  @WriteMutation(
    () => UserChange,
    'account:decide',
    'Approves and makes a change of a user that another ADMIN has requested.',
    { sensitive: true },
  )
  approveUserChange(@CurrentScope() scope: Scope, @Args('input') { id }: ApproveUserChangeInput) {
    return this.changes.decide(scope, id, true)
  }

  @WriteMutation(
    () => UserChange,
    'account:decide',
    'Refuses a change of a user that another ADMIN has requested.',
    { sensitive: true },
  )
  refuseUserChange(@CurrentScope() scope: Scope, @Args('input') { id }: RefuseUserChangeInput) {
    return this.changes.decide(scope, id, false)
  }
}
