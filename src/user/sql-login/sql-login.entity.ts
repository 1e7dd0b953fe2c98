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
  'A PostgreSQL login with which a program reads the schema `analytics` as its user, until it expires or is revoked.',
)
export class SqlLogin {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'The user whose rights it has.')
  user: User

  @CodeField(/^/, 'ancrage_sql_k3v9…', 'The name of the PostgreSQL role.', { unique: true })
  login: string

  @StringField(200, 'The purpose of the login.')
  name: string

  @DateTimeField('When the login was created.') createdAt: Date
  @DateTimeField('When the login expires.') expiresAt: Date
  @DateTimeField('When the login was revoked; null: not revoked.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Readable only in the transaction that creates the login: the server stores only a verifier of the password. */
@ViewType('sql_login_made', 'A new login.')
export class NewSqlLogin {
  @DerivedField('word', () => String, '{t}.password', 'The password, shown only once.', {
    filter: false,
  })
  password: string

  @DerivedField('word', () => String, 'current_database()', 'The database to connect to.', { filter: false })
  database: string

  @DerivedField('int', () => Int, 'inet_server_port()', 'The port at which the service reaches PostgreSQL.', {
    filter: false,
    nullable: true,
  })
  port: number | null

  @ToOne(() => SqlLogin, '{t}.id', 'The stored data of the login.')
  sqlLogin: SqlLogin
}

for (const type of [User, Viewer])
  extendType(
    type,
    'sqlLogins',
    ToMany(
      () => SqlLogin,
      '{t}.user_id = {p}.id',
      'SQL logins. Those of other users are shown to an ADMIN of their agency, and those of a MACHINE to its HEADs.',
    ),
  )
