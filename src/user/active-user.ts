import { Agency } from '../agency/agency.entity.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { resolveReference } from '../write/edit.js'
import { User } from './user.entity.js'

/** Returns the user that an input refers to. Rejects an unknown user, and one who or whose agency is deactivated, at `path`. */
export async function resolveActiveUser(scope: Scope, id: string, path: string): Promise<User> {
  const user = await resolveReference(scope, User, id, path)
  if (!user.active) throw badField(path, 'NOT_ACTIVE')
  const agency = await scope.db.findOneByOrFail(Agency, { id: user.agencyId })
  if (!agency.active) throw badField(path, 'NOT_ACTIVE')
  return user
}
