import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import type { Deal } from '../deal.entity.js'

/** There is something to verify as long as the investment may come, and four eyes see it. */
export function checkVerifiable(scope: Scope, { stageCode, officerId }: Deal): void {
  if (stageCode === 'LOST' || stageCode === 'DORMANT') throw appError('nothingToVerify', { stage: stageCode })
  if (officerId === scope.viewer.id) throw appError('fourEyes')
}
