import { appError, badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { resolveReference } from '../write/edit.js'
import { User } from './user.entity.js'

/**
 * Returns the user of a new API key or SQL login. A PERSON makes their own, a HEAD those of a MACHINE of the agency;
 * anything else is rejected with FORBIDDEN. In SQL, `may_make_keys_of.sql` checks it again.
 */
export async function resolveKeyHolder(scope: Scope, id: string): Promise<User> {
  const { viewer } = scope
  const user = await resolveReference(scope, User, id, 'input.user')
  const isOfMachine = user.kind === 'MACHINE' && viewer.role === 'HEAD' && user.agencyId === viewer.agencyId
  if (user.id !== viewer.id && !isOfMachine) throw appError('notYourKey')
  if (!user.active) throw badField('input.user', 'NOT_ACTIVE')
  return user
}
