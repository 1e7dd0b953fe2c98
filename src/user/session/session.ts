import { DerivedField, ViewType, ToOne } from '../../read/declare.js'
import { DateTimeScalar } from '../../core/scalars.js'
import { Viewer } from '../user.entity.js'

/** Readable only in the transaction that starts the session: only the hash of the token is stored. */
@ViewType('session_made', 'A new session: send the token as `Authorization: Bearer ...`.')
export class Session {
  @DerivedField('word', () => String, '{t}.token', 'The token, shown only once.', { filter: false })
  token: string

  @DerivedField('instant', () => DateTimeScalar, '{t}.expires_at', 'When the token expires.', {
    filter: false,
  })
  expiresAt: Date

  @ToOne(() => Viewer, 'viewer_id()', 'The signed-in user.')
  viewer: Viewer
}
