import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { checkVersion } from '../write/edit.js'
import { lockRow } from '../write/rows.js'
import { Deal } from './deal.entity.js'

interface Standing {
  full: boolean
  works: boolean
}

/** What the viewer has to do with a deal that he sees; undefined for one that he does not. */
async function standingOf(scope: Scope, id: string): Promise<Standing | undefined> {
  const [result] = await scope.db.query<Standing[]>(
    `select i.deal_id is not null as full,
            exists (select 1 from deal_team t where t.deal_id = d.id and t.agency_id = $2 and t.until_day is null and t.role in ('LEAD','SUPPORT')) as works
       from deal d left join deal_identity i on i.deal_id = d.id where d.id = $1`,
    [id, scope.viewer.agencyId],
  )
  return result
}

/**
 * The deal, locked, for a viewer who may change it: one of an agency that leads or supports it. One that he does not
 * see is not found; one that he sees masked, or whose agency does not work on it, is forbidden.
 */
export async function lockChangeableDeal(scope: Scope, id: string, version?: number): Promise<Deal> {
  const [standing, deal] = isUuid(id)
    ? await Promise.all([standingOf(scope, id), lockRow(scope.db, Deal, id, 'update')])
    : []
  if (!standing) throw appError('notFound', { what: 'deal' })
  if (!standing.works) throw appError('notYourDeal')
  if (!deal || !standing.full) throw appError('notLetKnow')
  if (version !== undefined) checkVersion(deal, version)
  return deal
}

export function requireHead(scope: Scope): void {
  if (scope.viewer.role !== 'HEAD') throw appError('forbidden', { roles: 'HEAD' })
}
