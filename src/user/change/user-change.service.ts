import { Injectable } from '@nestjs/common'
import { appError } from '../../core/error/app-error.js'
import type { Role, Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { User } from '../user.entity.js'
import { UserChange } from './user-change.entity.js'

/** The values that a request may change; undefined stays unchanged. */
export interface RequestedChange {
  role?: Role
  clearance?: string
  email?: string
  agencyId?: string
  active?: true
  resetsPassword?: true
}

/** Changes of users that take a second person. The rules are in `may_decide_user_change.sql`. */
@Injectable()
export class UserChangeService {
  /** Adds a change that waits for a second person, in place of one that waits already. */
  async request(scope: Scope, userId: string, change: RequestedChange): Promise<void> {
    const { role, clearance, email, agencyId, active, resetsPassword } = change
    await scope.db.query('select request_user_change($1, $2, $3, $4, $5, $6, $7, $8)', [
      uuidv7(scope.now),
      userId,
      role,
      clearance,
      email,
      agencyId,
      active ?? false,
      resetsPassword ?? false,
    ])
    await audit(scope, { verb: 'requestUserChange', subject: 'User', id: userId, after: change })
  }

  /** Approves or refuses a change. Rejects one that no longer waits with CONFLICT. */
  async decide(scope: Scope, id: string, approves: boolean): Promise<{ id: string }> {
    const change = isUuid(id) && (await scope.db.findOneBy(UserChange, { id }))
    if (!change) throw appError('notFound', { what: 'userChange' })
    await this.checkMayDecide(scope, change)
    const before = await this.readUser(scope, change.userId)
    await scope.db.query('select decide_user_change($1, $2)', [id, approves])
    const after = await this.readUser(scope, change.userId)
    await audit(scope, {
      verb: approves ? 'approveUserChange' : 'refuseUserChange',
      subject: 'User',
      id: change.userId,
      ...(approves && !change.resetsPassword ? differences(before, after) : { after: requestedOf(change) }),
    })
    return { id }
  }

  private async checkMayDecide(scope: Scope, change: UserChange): Promise<void> {
    const [row] = await scope.db.query<{ allowed: boolean; waits: boolean }[]>(
      `select may_decide_user_change(c) as allowed, c.decision is null and c.expires_at > now() as waits
         from user_change c where c.id = $1`,
      [change.id],
    )
    if (!row!.allowed) throw appError('secondPersonOnly')
    if (!row!.waits) throw appError('changeDecided')
  }

  private readUser(scope: Scope, id: string): Promise<User> {
    return scope.db.findOneByOrFail(User, { id })
  }
}

const requestedOf = ({ role, clearance, email, agencyId, reactivates, resetsPassword }: UserChange) => ({
  ...(role && { role }),
  ...(clearance && { clearance }),
  ...(email && { email }),
  ...(agencyId && { agencyId }),
  ...(reactivates && { active: true }),
  ...(resetsPassword && { resetsPassword }),
})

/** Returns the changed rights of a user, before and after. */
function differences(before: User, after: User): { before: object; after: object } {
  const keys = (['role', 'clearance', 'email', 'agencyId', 'active'] as const).filter(
    (key) => before[key] !== after[key],
  )
  const pick = (user: User) => Object.fromEntries(keys.map((key) => [key, user[key]]))
  return { before: pick(before), after: pick(after) }
}
