import {
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  ViewType,
  TableType,
  TextField,
  ToMany,
  ToOne,
  CodeField,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

@TableType(
  'api_key',
  'Lets a program read as its user until it expires or is revoked; the key itself is kept nowhere.',
)
export class ApiKey {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'Whom the key reads as.')
  user: User

  @TextField(200, 'What it is for.')
  name: string

  @CodeField(/^/, 'k_AbCdEf', 'How the key begins: tells one from another.')
  prefix: string

  @DateTimeField('When it was made.') createdAt: Date
  @DateTimeField('When it ceases to work.') expiresAt: Date
  @DateTimeField('When it was last used, to a minute or so; null: never.', { nullable: 'read' })
  lastUsedAt: Date | null
  @DateTimeField('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: only the hash of the key is kept. */
@ViewType('api_key_made', 'A key that was just made: send it as `Authorization: Bearer ...`.')
export class NewApiKey {
  @DerivedField('word', () => String, '{t}.key', 'The key: shown now, and never again.', { filter: false })
  key: string

  @ToOne(() => ApiKey, '{t}.id', 'What is kept of it.')
  apiKey: ApiKey
}

for (const type of [User, Viewer])
  extendType(
    type,
    'apiKeys',
    ToMany(() => ApiKey, '{t}.user_id = {p}.id', 'API keys; those of others only an ADMIN sees.'),
  )
