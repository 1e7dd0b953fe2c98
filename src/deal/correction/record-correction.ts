import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import type { Class } from '../../read/shape.js'
import { CorrectionWords } from './correction.entity.js'

/** Says that something is no longer held, and why. What was held stays as it was recorded. */
export async function recordCorrection(
  scope: Scope,
  type: Class,
  dealId: string,
  row: object,
  reason: string,
): Promise<void> {
  const id = uuidv7(scope.now)
  await scope.db.insert(type, { id, dealId, byId: scope.viewer.id, ...row })
  await scope.db.insert(CorrectionWords, { correctionId: id, dealId, reason })
}
