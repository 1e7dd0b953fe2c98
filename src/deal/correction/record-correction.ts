import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import type { Class } from '../../read/shape.js'
import { CorrectionText } from './correction.entity.js'

/** Inserts a correction of a recorded row, with its reason. The corrected row itself is not changed. */
export async function recordCorrection(
  scope: Scope,
  type: Class,
  dealId: string,
  row: object,
  reason: string,
): Promise<void> {
  const id = uuidv7(scope.now)
  await scope.db.insert(type, { id, dealId, byId: scope.viewer.id, ...row })
  await scope.db.insert(CorrectionText, { correctionId: id, dealId, reason })
}
