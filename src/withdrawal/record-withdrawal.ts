import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { insertRow } from '../write/rows.js'
import { Withdrawal, type WithdrawnColumn } from './withdrawal.entity.js'

export interface WithdrawalRecord {
  /** The mutation. */
  verb: string
  /** The column of `withdrawal` that names the withdrawn row, and its id. */
  column: WithdrawnColumn
  id: string
  reason: string
  /** The type of the row, the subject of the audit entry: `Claim`. */
  subject: string
  /** The deal of a job projection, which is the subject of the audit entry instead. */
  projectionDealId?: string
}

/**
 * Records the withdrawal of a row that the caller has locked and may change, with its audit entry. The database sets
 * `withdrawn_at` of the row (mark_withdrawn.sql) and checks again who may (withdrawal.access.sql).
 *
 * `recordWithdrawal(scope, { verb: 'withdrawClaim', column: 'claimId', id, reason, subject: 'Claim' })` inserts into
 * `withdrawal (claim_id, reason, by_id, recorded_at)`.
 */
export async function recordWithdrawal(
  scope: Scope,
  { verb, column, id, reason, subject, projectionDealId }: WithdrawalRecord,
): Promise<void> {
  const row = {
    id: uuidv7(scope.now),
    reason,
    byId: scope.viewer.id,
    at: scope.now,
    projectionDealId,
    [column]: id,
  }
  await insertRow(scope.db, Withdrawal, row)
  await audit(scope, {
    verb,
    subject,
    id: projectionDealId ?? id,
    after: { ...(projectionDealId && { [column]: id }), withdrawnAt: scope.now, reason },
  })
}
