import { DerivedField, ViewType, ToOne } from '../../read/declare.js'
import { DateTimeScalar } from '../../core/scalars.js'
import { Viewer } from '../user.entity.js'

/** Read once, in the transaction that starts it: only the hash of the token is kept. */
@ViewType('session_made', 'A sign-in: send the token as `Authorization: Bearer ...`.')
export class Session {
  @DerivedField('word', () => String, '{t}.token', 'Shown once.', { filter: false })
  token: string

  @DerivedField('instant', () => DateTimeScalar, '{t}.expires_at', 'When the token ceases to work.', {
    filter: false,
  })
  expiresAt: Date

  @ToOne(() => Viewer, 'viewer_id()', 'Who is signed in now.')
  viewer: Viewer
}
