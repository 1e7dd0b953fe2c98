import { DateTimeScalar } from '../../core/scalars.js'
import { DerivedField, ToOne, ViewType } from '../../read/declare.js'
import { User } from '../user.entity.js'

/** Readable only in the transaction that makes the link: only the hash of its secret is stored. */
@ViewType('password_link_made', 'A new one-time link with which a user sets their password.')
export class NewPasswordLink {
  @DerivedField(
    'word',
    () => String,
    '{t}.address',
    'The address of the link, shown only once, to hand over to the user; null: it is mailed to them.',
    { filter: false, nullable: true },
  )
  address: string | null

  @DerivedField('instant', () => DateTimeScalar, '{t}.expires_at', 'Until when the link works.', {
    filter: false,
  })
  expiresAt: Date

  @ToOne(() => User, '{t}.user_id', 'The user who sets the password.')
  user: User
}
