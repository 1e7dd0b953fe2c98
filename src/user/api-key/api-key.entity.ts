import {
  Derived,
  Id,
  Instant,
  Kept,
  Shown,
  Table,
  Text,
  ToMany,
  ToOne,
  Word,
  shows,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

@Table(
  'api_key',
  'Lets a program read as its user until it expires or is revoked; the key itself is kept nowhere.',
)
export class ApiKey {
  @Id() id: string
  @Kept('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'Whom the key reads as.')
  user: User

  @Text(200, 'What it is for.')
  name: string

  @Word(/^/, 'k_AbCdEf', 'How the key begins: tells one from another.')
  prefix: string

  @Instant('When it was made.') createdAt: Date
  @Instant('When it ceases to work.') expiresAt: Date
  @Instant('When it was last used, to a minute or so; null: never.', { nullable: 'read' })
  lastUsedAt: Date | null
  @Instant('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: only the hash of the key is kept. */
@Shown('api_key_made', 'A key that was just made: send it as `Authorization: Bearer ...`.')
export class NewApiKey {
  @Derived('word', () => String, '{t}.key', 'The key: shown now, and never again.', { filter: false })
  key: string

  @ToOne(() => ApiKey, '{t}.id', 'What is kept of it.')
  apiKey: ApiKey
}

for (const type of [User, Viewer])
  shows(
    type,
    'apiKeys',
    ToMany(() => ApiKey, '{t}.user_id = {p}.id', 'API keys; those of others only an ADMIN sees.'),
  )
