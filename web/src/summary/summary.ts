import type { SummaryQuery } from '../api/generated/types.js'

export type Summary = SummaryQuery['periodSummary']

/** The name of a deal for a reader: the company, else the code name. */
export const nameOf = ({
  masked,
  prospect,
  codeName,
}: Pick<Summary['movements'][number]['deal'], 'masked' | 'prospect' | 'codeName'>): string =>
  masked ? codeName : (prospect?.name ?? codeName)

/** A claim in an open dispute is shown as a dispute only, never among the facts. */
export const disputedIds = ({ disputes }: Summary): Set<string> =>
  new Set(disputes.flatMap(({ claim, disputedBy }) => [claim.id, disputedBy.id]))
