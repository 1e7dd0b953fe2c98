import { Int } from '@nestjs/graphql'
import {
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  StringField,
  ViewType,
  TableType,
  ToMany,
  ToOne,
  CodeField,
  extendType,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

@TableType(
  'sql_login',
  'Lets a program ask PostgreSQL itself, as its user, in the schema `analytics`, until it expires or is revoked.',
)
export class SqlLogin {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'Whom it reads as.')
  user: User

  @CodeField(/^/, 'ancrage_sql_k3v9…', 'The name of the role to sign in as.', { unique: true })
  login: string

  @StringField(200, 'What it is for.')
  name: string

  @DateTimeField('When it was made.') createdAt: Date
  @DateTimeField('When it ceases to work.') expiresAt: Date
  @DateTimeField('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: the server keeps a verifier of the password only. */
@ViewType('sql_login_made', 'A login that was just made.')
export class NewSqlLogin {
  @DerivedField('word', () => String, '{t}.password', 'The password: shown now, and never again.', {
    filter: false,
  })
  password: string

  @DerivedField('word', () => String, 'current_database()', 'The database to connect to.', { filter: false })
  database: string

  @DerivedField(
    'int',
    () => Int,
    'inet_server_port()',
    'The port of PostgreSQL, as the service reaches it.',
    {
      filter: false,
      nullable: true,
    },
  )
  port: number | null

  @ToOne(() => SqlLogin, '{t}.id', 'What is kept of it.')
  sqlLogin: SqlLogin
}

for (const type of [User, Viewer])
  extendType(
    type,
    'sqlLogins',
    ToMany(() => SqlLogin, '{t}.user_id = {p}.id', 'SQL logins; those of others only an ADMIN sees.'),
  )
