import { appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import type { Deal } from '../deal.entity.js'
import { readFacts } from '../stage/facts.js'
import { missingFacts } from '../stage/stage.js'
import { readStages } from '../stage/stages.js'

/**
 * Rejects the verification of a landing if the deal is LOST or DORMANT, if the viewer is its officer or moved it to
 * LANDED, or while another fact of LANDED is missing. check_landing_verification.sql checks the stage and the facts again,
 * verification_changes.sql the viewer.
 */
export async function checkVerifiable(scope: Scope, { id, stageCode, officerId }: Deal): Promise<void> {
  if (stageCode === 'LOST' || stageCode === 'DORMANT') throw appError('nothingToVerify', { stage: stageCode })
  if (officerId === scope.viewer.id || (stageCode === 'LANDED' && (await hasMoved(scope, id))))
    throw appError('fourEyes')
  const missing = missingFacts(await readStages(scope), await readFacts(scope, id), 'LANDED')
  const others = missing.filter((code) => code !== 'verifiedLanding')
  if (others.length > 0)
    throw appError('stageRefused', { stage: 'LANDED' }, { missing: others.map((code) => ({ code })) })
}

/** Returns whether the viewer recorded the valid move to LANDED. */
async function hasMoved({ db, viewer }: Scope, dealId: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `select 1 from transition t where t.deal_id = $1 and t.to_stage = 'LANDED' and t.by_id = $2
        and not exists (select 1 from transition_correction c where c.transition_id = t.id)`,
    [dealId, viewer.id],
  )
  return rows.length > 0
}
