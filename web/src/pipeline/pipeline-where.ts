import type { DealOrder, DealWhere, DealStageCode } from '../api/generated/types.js'
import { wordsWhere } from '../filter/deal-filters.js'
import type { PipelineSearch, SortKey } from './pipeline-search.js'

/** The conditions of the address that do not depend on the team. */
export function whereOf({ mine, q }: PipelineSearch, viewer: { id: string }): DealWhere | null {
  const conditions: DealWhere[] = [
    ...(mine ? [{ officer: { id: { eq: viewer.id } } }] : []),
    ...(q ? [wordsWhere(q)] : []),
  ]
  return conditions.length > 0 ? { and: conditions } : null
}

/** Returns the code of the agency in the team; null: every deal that the viewer sees. */
export const agencyOf = ({ agency }: PipelineSearch, viewer: { agency: { code: string } }): string | null =>
  agency === 'all' ? null : (agency ?? viewer.agency.code)

/** Returns the filter of the table: the conditions, the team and one stage, else the open ones. */
export function tableWhere(
  search: PipelineSearch,
  viewer: { id: string; agency: { code: string } },
): DealWhere {
  const agency = agencyOf(search, viewer)
  const base = whereOf(search, viewer)
  return {
    and: [
      search.stage
        ? { stage: { code: { eq: search.stage as DealStageCode } } }
        : { stage: { outcome: { eq: 'OPEN' } } },
      ...(agency ? [{ inTeam: { agency } }] : []),
      ...(base ? [base] : []),
    ],
  }
}

const orders: Record<SortKey, (direction: 'ASC' | 'DESC') => DealOrder> = {
  reference: (direction) => ({ reference: direction }),
  stage: (direction) => ({ stage: { position: direction } }),
  daysInStage: (direction) => ({ daysInStage: direction }),
  decision: (direction) => ({ expectedDecision: { to: direction } }),
  updatedAt: (direction) => ({ updatedAt: direction }),
}

export const orderOf = ({ sort = 'stage', desc }: PipelineSearch): DealOrder[] => [
  orders[sort](desc ? 'DESC' : 'ASC'),
  { reference: 'ASC' },
]
