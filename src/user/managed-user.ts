import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { User } from './user.entity.js'

/**
 * Returns a user of the viewer's agency. Rejects one of another agency with FORBIDDEN. The policies of
 * `user.access.sql` check it again.
 */
export async function findManagedUser(scope: Scope, id: string): Promise<User> {
  const user = isUuid(id) ? await scope.db.findOneBy(User, { id }) : null
  if (!user) throw appError('notFound', { what: 'user' })
  checkOwnAgency(scope, user.agencyId)
  return user
}

/** Rejects an agency other than the viewer's with FORBIDDEN. */
export function checkOwnAgency({ viewer }: Scope, agencyId: string): void {
  if (agencyId !== viewer.agencyId) throw appError('notYourUser')
}
