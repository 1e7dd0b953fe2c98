/** Records refused writes. The refused transaction is rolled back, so the record needs one of its own. */
import type { DataSource } from 'typeorm'
import type { AppError } from '../core/error/app-error.js'
import { toAppError } from '../core/error/error-response.js'
import { isUuid } from '../core/uuid.js'
import { notifyAs } from '../database/authenticated-query.js'
import { poolOf } from '../database/connection.js'

/**
 * Reports the ids of a refused input to the database, which records an attempt to reach a SECRET deal, or to create a
 * SQL login (`record_refused_read.sql`).
 *
 * `updateDeal(input: { id: $secret, … })` by a user who may not see the deal inserts
 * `audit_entry (verb = 'refused', subject_type = 'Deal', subject_id = $secret, after = {"operation": "updateDeal"})`.
 */
export async function recordRefusal(
  source: DataSource,
  token: Buffer | null,
  verb: string,
  input: object,
  error: unknown,
): Promise<void> {
  const ids = idsIn(input)
  if (ids.length > 0 && isRefusal(toAppError(error)))
    await notifyAs(poolOf(source), token, 'record_refused_read', ids, verb)
}

const isRefusal = (error: AppError | null): boolean =>
  error?.code === 'NOT_FOUND' ||
  error?.code === 'FORBIDDEN' ||
  (error?.fields?.some(({ code }) => code === 'UNKNOWN_REFERENCE') ?? false)

/** Returns all ids anywhere in an input. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isUuid(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
