import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import type { Prospect } from './prospect.entity.js'

/**
 * Rejects a viewer who may only read the prospect. It may be changed by the agency that entered it and by agencies that
 * lead or support one of its deals.
 */
export async function checkMayChange(scope: Scope, { id, enteredById }: Prospect): Promise<void> {
  if (enteredById === scope.viewer.agencyId) return
  const [result] = await scope.db.query<{ works: boolean }[]>(
    `select exists (select 1 from deal_identity i join deal_team t on t.deal_id = i.deal_id
       where i.prospect_id = $1 and t.agency_id = $2 and t.until_day is null and t.role in ('LEAD','SUPPORT')) as works`,
    [id, scope.viewer.agencyId],
  )
  if (!result!.works) throw appError('notEnteredByYou')
}
