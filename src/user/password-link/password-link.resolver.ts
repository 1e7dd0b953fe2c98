import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { UserChangeService } from '../change/user-change.service.js'
import { User } from '../user.entity.js'
import { findManagedUser } from '../managed-user.js'
import { NewPasswordLink } from './password-link.entity.js'
import { CreatePasswordLinkInput, RequestPasswordResetInput } from './password-link.input.js'
import { PasswordLinkService } from './password-link.service.js'

@Resolver()
export class PasswordLinkResolver {
  constructor(
    private readonly links: PasswordLinkService,
    private readonly changes: UserChangeService,
  ) {}

  @WriteMutation(
    () => NewPasswordLink,
    'admin:write',
    'Makes a one-time link with which a user of your agency sets their first or another password. It is mailed to them where the service has a mail server; otherwise hand it over. Earlier links stop working.',
    { sensitive: true },
  )
  createPasswordLink(@CurrentScope() scope: Scope, @Args('input') { user }: CreatePasswordLinkInput) {
    return this.links.create(scope, user)
  }

  @WriteMutation(
    () => User,
    'admin:write',
    'Asks a second person to approve that you hand over a link to, or remove the second factor of, a HEAD, ADMIN or OPERATOR, a user with clearance RESTRICTED or SECRET, or one on a need-to-know list. A link takes it only where the service has no mail server.',
    { sensitive: true },
  )
  async requestPasswordReset(
    @CurrentScope() scope: Scope,
    @Args('input') { user }: RequestPasswordResetInput,
  ) {
    const { id } = await findManagedUser(scope, user)
    await this.changes.request(scope, id, { resetsPassword: true })
    return { id }
  }
}
