import { Injectable } from '@nestjs/common'
import { findAgency } from '../agency/find-agency.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { edit } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { hashPassword } from './session/password.js'
import { User } from './user.entity.js'
import type { CreateUserInput, UpdateUserInput } from './user.input.js'

@Injectable()
export class UserService {
  async create(
    scope: Scope,
    { agency, password, idempotencyKey: _, ...input }: CreateUserInput,
  ): Promise<{ id: string }> {
    const email = input.email.toLowerCase()
    const { id: agencyId, active } = await findAgency(scope, agency, 'input.agency')
    if (!active) throw badField('input.agency', 'AGENCY_NOT_ACTIVE')
    if (await scope.db.existsBy(User, { email })) throw badField('input.email', 'TAKEN')
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...input,
      email,
      agencyId,
      active: true,
    }
    await scope.db.insert(User, row)
    await scope.db.query('select set_password($1, $2)', [row.id, await hashPassword(password)])
    await audit(scope, { verb: 'createUser', subject: 'User', id: row.id, after: row })
    return row
  }

  /**
   * Changes a user. Deactivation ends their sessions and API keys (`revoke_sessions_and_keys.sql`), a new password
   * their sessions.
   */
  async update(scope: Scope, { id, version, password, ...changes }: UpdateUserInput): Promise<User> {
    const user = await edit(scope, User, { verb: 'updateUser', word: 'user', id, version, changes })
    if (password != null) {
      await scope.db.query('select set_password($1, $2)', [id, await hashPassword(password)])
      await scope.db.query('select end_sessions_of_user($1)', [id])
    }
    return user
  }
}
