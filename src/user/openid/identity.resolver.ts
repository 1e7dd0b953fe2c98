import { Args, Field, ID, InputType, Resolver } from '@nestjs/graphql'
import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import '../session/sign-in.entity.js'
import { Identity } from './identity.entity.js'

@InputType()
export class RemoveIdentityInput {
  @Field(() => ID, { description: 'The id of the identity.' })
  id: string

  @Field({
    defaultValue: false,
    description:
      'True: the e-mail address of the user may link an identity of this provider once more, for example because the person has a new account there.',
  })
  mayLinkAgain: boolean
}

@Resolver()
export class IdentityResolver {
  @WriteMutation(
    () => Identity,
    'admin:write',
    'Removes an identity of a user of your agency: it can no longer sign in, and its sessions end.',
    { sensitive: true },
  )
  async removeIdentity(
    @CurrentScope() scope: Scope,
    @Args('input') { id, mayLinkAgain }: RemoveIdentityInput,
  ): Promise<{ id: string }> {
    const [removed] = isUuid(id)
      ? await scope.db.query<{ user_id: string; issuer: string; subject: string }[]>(
          'select * from remove_identity($1, $2)',
          [id, mayLinkAgain],
        )
      : []
    if (!removed) throw appError('notFound', { what: 'identity' })
    const { user_id: userId, issuer: provider, subject } = removed
    const before = { provider, subject }
    await audit(scope, {
      verb: 'removeIdentity',
      subject: 'User',
      id: userId,
      before,
      after: { mayLinkAgain },
    })
    return { id }
  }
}
