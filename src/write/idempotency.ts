import { createHash } from 'node:crypto'
import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isBlank } from '../core/validation/text.js'

const maxLength = 200

/**
 * Returns the id that a create returned when this viewer first sent this key; null for a new key. A concurrent request
 * with the same new key waits here until the first one has committed or rolled back. Rejects a key that was used for
 * another mutation or input with CONFLICT.
 *
 * The first `createAgency(input: { idempotencyKey: "k1", … })` inserts `idempotency_key (key = 'k1', verb =
 * 'createAgency', digest = …, result_id = null)` and returns null; `rememberResult` then sets `result_id`. The same
 * request again returns that id and writes nothing.
 */
export async function earlierResult(
  scope: Scope,
  verb: string,
  key: string,
  input: object,
): Promise<string | null> {
  if (isBlank(key)) throw badField('input.idempotencyKey', 'BLANK')
  if (key.length > maxLength) throw badField('input.idempotencyKey', 'TOO_LONG', { max: maxLength })
  const digest = digestOf(input)
  const inserted = await scope.db.query<unknown[]>(
    `insert into idempotency_key (user_id, key, verb, digest, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning key`,
    [scope.viewer.id, key, verb, digest, scope.now],
  )
  if (inserted.length > 0) return null
  const [earlier] = await scope.db.query<{ verb: string; digest: string; result_id: string }[]>(
    'select verb, digest, result_id from idempotency_key where user_id = $1 and key = $2',
    [scope.viewer.id, key],
  )
  if (earlier?.verb !== verb || earlier.digest !== digest) throw appError('idempotencyKeyReused')
  return earlier.result_id
}

/** Hashes the input without its password: from the hash, a reader of the table could find a weak password by trial. */
const digestOf = (input: object): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...input, password: undefined }))
    .digest('hex')

/** Stores the id that a create returned, for requests with the same key. */
export async function rememberResult(scope: Scope, key: string, id: string): Promise<void> {
  await scope.db.query('update idempotency_key set result_id = $3 where user_id = $1 and key = $2', [
    scope.viewer.id,
    key,
    id,
  ])
}
