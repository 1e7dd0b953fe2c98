import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { scramVerifier } from '../../database/scram.js'
import type { Statement } from '../../read/compile/statement.js'
import { audit } from '../../write/audit.js'
import { parseExpiry } from '../expiry.js'
import { SqlLogin } from './sql-login.entity.js'
import type { CreateSqlLoginInput, RevokeSqlLoginInput } from './sql-login.input.js'
import { resolveKeyHolder } from '../key-holder.js'

@Injectable()
export class SqlLoginService {
  /** Creates a PostgreSQL role that reads as a user. The server gets only a verifier of the password. */
  async create(scope: Scope, { user, name, expiresAt: until }: CreateSqlLoginInput) {
    const { id: userId } = await resolveKeyHolder(scope, user ?? scope.viewer.id)
    const expiresAt = parseExpiry(until, scope.now)
    const password = randomBytes(24).toString('base64url')
    const [id, login] = [uuidv7(scope.now), `ancrage_sql_${randomBytes(6).toString('hex')}`]
    const values = [id, userId, login, name, scramVerifier(password), expiresAt]
    await scope.db.query('select create_sql_login($1, $2, $3, $4, $5, $6)', values)
    const after = { userId, login, name, expiresAt }
    await audit(scope, { verb: 'createSqlLogin', subject: 'SqlLogin', id, after })
    return { id, source: (statement: Statement) => newLoginRow(statement, id, password) }
  }

  /** Revokes a login and ends its connections. A revoked login stays unchanged. */
  async revoke(scope: Scope, { id }: RevokeSqlLoginInput): Promise<{ id: string }> {
    const login = isUuid(id) && (await scope.db.findOneBy(SqlLogin, { id }))
    if (!login) throw appError('notFound', { what: 'sqlLogin' })
    if (login.revokedAt) return login
    await scope.db.query('select revoke_sql_login($1)', [id])
    const [before, after] = [{ revokedAt: null }, { revokedAt: scope.now }]
    await audit(scope, { verb: 'revokeSqlLogin', subject: 'SqlLogin', id, before, after })
    return login
  }
}

const newLoginRow = (statement: Statement, id: string, password: string) =>
  `(select ${statement.param(id, 'uuid')} as id, ${statement.param(password, 'text')} as password)`
