import { appError, badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { resolveReference } from '../write/edit.js'
import { User } from './user.entity.js'

/**
 * Returns the user of a new API key or SQL login. A PERSON makes their own, a HEAD those of a MACHINE of the agency that
 * reads no more than they do; anything else is rejected with FORBIDDEN. `may_make_keys_of.sql` is the rule.
 */
export async function resolveKeyHolder(scope: Scope, id: string): Promise<User> {
  const { viewer } = scope
  const user = await resolveReference(scope, User, id, 'input.user')
  if (user.id !== viewer.id && !(await mayMakeKeys(scope, user))) throw appError('notYourKey')
  if (!user.active) throw badField('input.user', 'NOT_ACTIVE')
  return user
}

async function mayMakeKeys({ db }: Scope, { id }: User): Promise<boolean> {
  const [row] = await db.query<{ allowed: boolean }[]>('select may_make_keys_of($1) as allowed', [id])
  return row!.allowed
}
