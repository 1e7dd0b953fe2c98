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
  'A key with which a program reads as its user until it expires or is revoked. Only its hash is stored.',
)
export class ApiKey {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'The user whose rights the key has.')
  user: User

  @TextField(200, 'The purpose of the key.')
  name: string

  @CodeField(/^/, 'k_AbCdEf', 'The first characters of the key, to recognise it.')
  prefix: string

  @CodeField(
    /^[a-z]+:(read|write)$/,
    'deals:read',
    'What the key may read and write; null: it reads all that its user sees.',
    {
      nullable: 'read',
      list: true,
      filter: false,
    },
  )
  scopes: string[] | null

  @DateTimeField('When the key was created.') createdAt: Date
  @DateTimeField('When the key expires.') expiresAt: Date
  @DateTimeField('When the key was last used, accurate to about a minute; null: never.', { nullable: 'read' })
  lastUsedAt: Date | null
  @DateTimeField('When the key was revoked; null: not revoked.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Readable only in the transaction that creates the key: only its hash is stored. */
@ViewType('api_key_made', 'A new key: send it as `Authorization: Bearer ...`.')
export class NewApiKey {
  @DerivedField('word', () => String, '{t}.key', 'The key, shown only once.', { filter: false })
  key: string

  @ToOne(() => ApiKey, '{t}.id', 'The stored data of the key.')
  apiKey: ApiKey
}

for (const type of [User, Viewer])
  extendType(
    type,
    'apiKeys',
    ToMany(
      () => ApiKey,
      '{t}.user_id = {p}.id',
      'API keys. Those of other users are shown to an ADMIN of their agency, and those of a MACHINE to its HEADs.',
    ),
  )
