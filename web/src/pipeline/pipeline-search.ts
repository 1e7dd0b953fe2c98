export const sortKeys = ['reference', 'stage', 'daysInStage', 'decision', 'updatedAt'] as const
export type SortKey = (typeof sortKeys)[number]

export interface PipelineSearch {
  view?: 'table'
  /** The agency in the team; left out: the viewer's, `all`: every deal that the viewer sees. */
  agency?: string
  /** Only the deals that the viewer is the officer of. */
  mine?: true
  /** One stage, in the table. */
  stage?: string
  /** Words in title, code name or company. */
  q?: string
  asOf?: string
  knownAt?: string
  sort?: SortKey
  desc?: true
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Reads the search part of the address of the pipeline; defaults are left out, so equal views have equal addresses. */
export function readPipelineSearch(search: Record<string, unknown>): PipelineSearch {
  const { view, agency, mine, stage, q, asOf, knownAt, sort, desc } = search
  const sortKey = sortKeys.find((key) => key === sort)
  return {
    ...(view === 'table' && { view }),
    ...(isText(agency) && { agency }),
    ...(mine !== undefined && { mine: true as const }),
    ...(isText(stage) && { stage }),
    ...(isText(q) && { q }),
    ...(isDay(asOf) && { asOf }),
    ...(isText(knownAt) && { knownAt }),
    ...(sortKey && { sort: sortKey }),
    ...(desc !== undefined && { desc: true as const }),
  }
}
