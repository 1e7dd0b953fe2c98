import { Injectable } from '@nestjs/common'
import { badField } from '../../core/error/app-error.js'
import { keyScopes } from '../../core/key-scopes.js'
import type { Scope } from '../../core/scope.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { newToken, tokenHash } from '../../core/token.js'
import { uuidv7 } from '../../core/uuid.js'
import type { Statement } from '../../read/compile/statement.js'
import { audit } from '../../write/audit.js'
import { lockOrFail } from '../../write/edit.js'
import { ApiKey } from './api-key.entity.js'
import type { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { parseExpiry } from '../expiry.js'
import { resolveKeyHolder } from '../key-holder.js'

@Injectable()
export class ApiKeyService {
  /** Creates a key for the viewer, or as HEAD for a MACHINE of the agency. The policies of `api_key` check it again. */
  async create(scope: Scope, { name, expiresAt, user, scopes }: CreateApiKeyInput) {
    const userId = (await resolveKeyHolder(scope, user ?? scope.viewer.id)).id
    const key = newToken('k')
    const row = {
      id: uuidv7(scope.now),
      userId,
      name,
      scopes: parseScopes(scopes),
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

/** Returns the scopes in the order of the catalogue; null when none are named. Rejects an unknown one. */
function parseScopes(scopes: string[] | null | undefined): string[] | null {
  if (scopes == null) return null
  const unknown = scopes.findIndex((scope) => !(keyScopes as readonly string[]).includes(scope))
  if (unknown >= 0)
    throw badField(`input.scopes[${unknown}]`, 'UNKNOWN_CODE', {
      value: quoteForMessage(scopes[unknown]),
      allowed: keyScopes.join(', '),
    })
  if (scopes.length === 0) throw badField('input.scopes', 'TOO_FEW', { min: 1 })
  return keyScopes.filter((scope) => scopes.includes(scope))
}

const newKeyRow = (statement: Statement, id: string, key: string) =>
  `(select ${statement.param(id, 'uuid')} as id, ${statement.param(key, 'text')} as key)`
