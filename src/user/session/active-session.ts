import { DateTimeScalar } from '../../core/scalars.js'
import { DerivedField, IdField, ListOf, extendType, ViewType } from '../../read/declare.js'
import { Viewer } from '../user.entity.js'

const instant = (column: string, description: string) =>
  DerivedField('instant', () => DateTimeScalar, `{t}.${column}`, description)
const word = (column: string, description: string) =>
  DerivedField('word', () => String, `{t}.${column}`, description, { nullable: true })

@ViewType('active_session', 'A sign-in that still works.')
export class ActiveSession {
  @IdField() id: string
  @instant('started_at', 'When it began.') startedAt: Date
  @instant('last_seen_at', 'When it was last used, to a minute or so.') lastSeenAt: Date
  @instant('expires_at', 'When it ends at the latest; unused, it ends sooner.') expiresAt: Date
  @word('address', 'The IP address that it was begun from.') address: string | null
  @word('user_agent', 'The program that it was begun with, as that calls itself.') userAgent: string | null
  @DerivedField('boolean', () => Boolean, '{t}.current', 'Whether it is the one that asks.') current: boolean
}

extendType(
  Viewer,
  'sessions',
  ListOf(
    () => ActiveSession,
    '{t}.user_id = {p}.id',
    '{t}.last_seen_at desc, {t}.id desc',
    'Where you are signed in, last used first.',
  ),
)
