import { Int } from '@nestjs/graphql'
import {
  Derived,
  Id,
  Instant,
  Kept,
  Line,
  Shown,
  Table,
  ToMany,
  ToOne,
  Word,
  shows,
} from '../../read/declare.js'
import { User, Viewer } from '../user.entity.js'

@Table(
  'sql_login',
  'Lets a program ask PostgreSQL itself, as its user, in the schema `analytics`, until it expires or is revoked.',
)
export class SqlLogin {
  @Id() id: string
  @Kept('uuid') userId: string
  @ToOne(() => User, '{t}.user_id', 'Whom it reads as.')
  user: User

  @Word(/^/, 'ancrage_sql_k3v9…', 'The name of the role to sign in as.', { unique: true })
  login: string

  @Line(200, 'What it is for.')
  name: string

  @Instant('When it was made.') createdAt: Date
  @Instant('When it ceases to work.') expiresAt: Date
  @Instant('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: the server keeps a verifier of the password only. */
@Shown('sql_login_made', 'A login that was just made.')
export class NewSqlLogin {
  @Derived('word', () => String, '{t}.password', 'The password: shown now, and never again.', {
    filter: false,
  })
  password: string

  @Derived('word', () => String, 'current_database()', 'The database to connect to.', { filter: false })
  database: string

  @Derived('int', () => Int, 'inet_server_port()', 'The port of PostgreSQL, as the service reaches it.', {
    filter: false,
    nullable: true,
  })
  port: number | null

  @ToOne(() => SqlLogin, '{t}.id', 'What is kept of it.')
  sqlLogin: SqlLogin
}

for (const type of [User, Viewer])
  shows(
    type,
    'sqlLogins',
    ToMany(() => SqlLogin, '{t}.user_id = {p}.id', 'SQL logins; those of others only an ADMIN sees.'),
  )
