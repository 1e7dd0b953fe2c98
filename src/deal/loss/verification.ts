import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import type { Deal } from '../deal.entity.js'

/**
 * Rejects the verification of a landing if the deal is LOST or DORMANT, or if the viewer is its officer. The first rule is
 * also in check_landing_verification.sql.
 */
export function checkVerifiable(scope: Scope, { stageCode, officerId }: Deal): void {
  if (stageCode === 'LOST' || stageCode === 'DORMANT') throw appError('nothingToVerify', { stage: stageCode })
  if (officerId === scope.viewer.id) throw appError('fourEyes')
}
