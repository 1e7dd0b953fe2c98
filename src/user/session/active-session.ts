import { DateTimeScalar } from '../../core/scalars.js'
import { DerivedField, IdField, ListOf, extendType, ViewType } from '../../read/declare.js'
import { Viewer } from '../user.entity.js'

const instant = (column: string, description: string) =>
  DerivedField('instant', () => DateTimeScalar, `{t}.${column}`, description)
const word = (column: string, description: string) =>
  DerivedField('word', () => String, `{t}.${column}`, description, { nullable: true })

@ViewType('active_session', 'A session that has not ended or expired.')
export class ActiveSession {
  @IdField() id: string
  @instant('started_at', 'When the session began.') startedAt: Date
  @instant('last_seen_at', 'When the session was last used, accurate to about a minute.') lastSeenAt: Date
  @instant('expires_at', 'When the session expires; without use it ends sooner.') expiresAt: Date
  @word('address', 'The IP address from which it was started.') address: string | null
  @word('user_agent', 'The User-Agent of the program that started it.') userAgent: string | null
  @DerivedField('boolean', () => Boolean, '{t}.current', 'Whether this request belongs to the session.')
  current: boolean
}

extendType(
  Viewer,
  'sessions',
  ListOf(
    () => ActiveSession,
    '{t}.user_id = {p}.id',
    '{t}.last_seen_at desc, {t}.id desc',
    'Your active sessions, the last used first.',
  ),
)
