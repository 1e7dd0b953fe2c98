import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { tokenHash } from '../../core/token.js'
import { uuidv7 } from '../../core/uuid.js'
import type { ServiceSecret } from '../../database/service-secret.js'

/**
 * Starts a session of one hour for a command line, without a password. Returns the hash of its token; null when no
 * active user has this address. The caller ends it with `end_session`.
 */
export async function startSession(
  db: EntityManager,
  { secret }: ServiceSecret,
  email: string,
): Promise<Buffer | null> {
  const token = tokenHash(randomBytes(32).toString('base64url'))
  const [user] = await db.query<{ user_id: string }[]>('select user_id from find_credential($1, $2)', [
    secret,
    email,
  ])
  if (!user) return null
  await db.query(`select start_session($1, $2, $3, $4, now() + interval '1 hour', '1 hour', null, null)`, [
    secret,
    uuidv7(),
    user.user_id,
    token,
  ])
  return token
}
