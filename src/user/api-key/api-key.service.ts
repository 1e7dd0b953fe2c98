import { Injectable } from '@nestjs/common'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { newToken, tokenHash } from '../../core/token.js'
import { uuidv7 } from '../../core/uuid.js'
import type { Statement } from '../../read/compile/statement.js'
import { audit } from '../../write/audit.js'
import { lockOrFail, resolveReference } from '../../write/edit.js'
import { ApiKey } from './api-key.entity.js'
import type { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { parseExpiry } from '../expiry.js'
import { User } from '../user.entity.js'

@Injectable()
export class ApiKeyService {
  /** Creates a key for the viewer, or as ADMIN for any active user, such as a program. */
  async create(scope: Scope, { name, expiresAt, user }: CreateApiKeyInput) {
    const userId = user == null ? scope.viewer.id : await resolveKeyHolder(scope, user)
    const key = newToken('k')
    const row = {
      id: uuidv7(scope.now),
      userId,
      name,
      prefix: key.slice(0, 8),
      createdAt: scope.now,
      expiresAt: parseExpiry(expiresAt, scope.now),
    }
    await scope.db.insert(ApiKey, row)
    await scope.db.query('select set_api_key_secret($1, $2)', [row.id, tokenHash(key)])
    await audit(scope, { verb: 'createApiKey', subject: 'ApiKey', id: row.id, after: row })
    return { id: row.id, source: (statement: Statement) => newKeyRow(statement, row.id, key) }
  }

  /** Revokes a key, from the next request on. A revoked key stays unchanged. */
  async revoke(scope: Scope, { id }: RevokeApiKeyInput): Promise<ApiKey> {
    const key = await lockOrFail(scope, ApiKey, 'apiKey', id)
    if (key.revokedAt) return key
    await scope.db.update(ApiKey, id, { revokedAt: scope.now })
    await audit(scope, {
      verb: 'revokeApiKey',
      subject: 'ApiKey',
      id,
      before: { revokedAt: null },
      after: { revokedAt: scope.now },
    })
    return key
  }
}

/** Returns the id of the key's user. Rejects another user than the viewer for anyone but an ADMIN. */
async function resolveKeyHolder(scope: Scope, id: string): Promise<string> {
  if (id === scope.viewer.id) return id
  if (scope.viewer.role !== 'ADMIN') throw appError('forbidden', { roles: 'ADMIN' })
  const user = await resolveReference(scope, User, id, 'input.user')
  if (!user.active) throw badField('input.user', 'NOT_ACTIVE')
  return id
}

const newKeyRow = (statement: Statement, id: string, key: string) =>
  `(select ${statement.param(id, 'uuid')} as id, ${statement.param(key, 'text')} as key)`
