import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Settings } from '../../config/settings.js'
import { appError, badField } from '../../core/error/app-error.js'
import type { Language } from '../../core/locale.js'
import type { Scope } from '../../core/scope.js'
import { newToken, tokenHash } from '../../core/token.js'
import { uuidv7 } from '../../core/uuid.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Statement } from '../../read/compile/statement.js'
import { audit } from '../../write/audit.js'
import { requireApprovedRecovery } from '../change/second-person.js'
import { hashPassword } from '../session/password.js'
import { isStrong } from '../session/password-strength.js'
import { findManagedUser } from '../managed-user.js'

/** The user of a link that works. */
export interface LinkUser {
  name: string
  email: string
  language: Language
  agency: string
}

export type PasswordFault = 'TOO_SHORT' | 'TOO_LONG' | 'TOO_WEAK'

/** One-time links with which a user sets a password. The rules are in `create_password_link.sql`. */
@Injectable()
export class PasswordLinkService {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /**
   * Makes a link. With a mail server and PUBLIC_URL it is mailed to the user; otherwise the ADMIN gets it once, for a
   * user with raised rights, or on a need-to-know list, after the approval of a second person.
   */
  async create(scope: Scope, userId: string) {
    const user = await findManagedUser(scope, userId)
    if (user.id === scope.viewer.id) throw appError('ownPassword')
    if (user.kind !== 'PERSON') throw badField('input.user', 'NOT_A_PERSON')
    if (!user.active) throw badField('input.user', 'NOT_ACTIVE')
    const isMailed = this.settings.mail !== undefined && this.settings.publicUrl !== undefined
    if (!isMailed) await requireApprovedRecovery(scope, user, { isUsedUp: true })
    const secret = isMailed ? null : newToken('l')
    const id = uuidv7(scope.now)
    const [row] = await scope.db.query<{ expires_at: Date }[]>(
      'select create_password_link($1, $2, $3) as expires_at',
      [id, user.id, secret && tokenHash(secret)],
    )
    const expiresAt = row!.expires_at
    const after = { expiresAt, mailed: isMailed }
    await audit(scope, { verb: 'createPasswordLink', subject: 'User', id: user.id, after })
    const address = secret && `${this.settings.publicUrl ?? ''}/password/${secret}`
    return { id, source: (statement: Statement) => linkRow(statement, address, expiresAt, user.id) }
  }

  /** Returns the user of a link that works; null when it was used, has expired or is unknown. */
  async find(secret: string): Promise<LinkUser | null> {
    const [user] = await this.source.query<LinkUser[]>(
      'select name, email, language, agency from find_password_link($1, $2)',
      [this.serviceSecret.secret, tokenHash(secret)],
    )
    return user ?? null
  }

  /** Sets the password of the user of a link. Returns what is wrong with it; null when it was set. */
  async use(secret: string, user: LinkUser, password: string): Promise<PasswordFault | 'GONE' | null> {
    const fault = faultOf(password, user)
    if (fault) return fault
    const [row] = await this.source.query<{ used: boolean }[]>(
      'select use_password_link($1, $2, $3, $4) as used',
      [this.serviceSecret.secret, tokenHash(secret), await hashPassword(password), uuidv7()],
    )
    return row!.used ? null : 'GONE'
  }
}

function faultOf(password: string, { name, email, agency }: LinkUser): PasswordFault | null {
  if ([...password].length < 12) return 'TOO_SHORT'
  if (password.length > 500) return 'TOO_LONG'
  return isStrong(password, [name, email, agency]) ? null : 'TOO_WEAK'
}

const linkRow = (statement: Statement, address: string | null, expiresAt: Date, userId: string) =>
  `(select ${statement.param(address, 'text')} as address, ${statement.param(expiresAt, 'timestamptz')} as expires_at, ${statement.param(userId, 'uuid')} as user_id)`
