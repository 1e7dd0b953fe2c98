import { problem } from '../core/problem.js'
import type { Scope } from '../core/scope.js'
import type { Deal } from './deal.entity.js'

/** There is something to verify once the company has committed itself, and four eyes see it. */
export function checkVerifiable(scope: Scope, { stageCode, officerId }: Deal): void {
  if (stageCode !== 'COMMITTED' && stageCode !== 'LANDED')
    throw problem('nothingToVerify', { stage: stageCode })
  if (officerId === scope.viewer.id) throw problem('fourEyes')
}
