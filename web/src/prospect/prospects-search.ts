export const prospectSorts = ['name', 'country', 'sector', 'headcount', 'updatedAt'] as const
export type ProspectSort = (typeof prospectSorts)[number]

export const prospectDeals = ['open', 'none'] as const

export interface ProspectsSearch {
  /** Words in a name, the number or the city. */
  q?: string
  country?: string
  /** NACE section or division. */
  sector?: string
  /** With an open deal, or without any. */
  deals?: (typeof prospectDeals)[number]
  /** Only companies that the viewer's agency entered. */
  own?: true
  archived?: true
  sort?: ProspectSort
  desc?: true
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Reads the search part of the address; defaults are left out, so equal views have equal addresses. */
export function readProspectsSearch(search: Record<string, unknown>): ProspectsSearch {
  const { q, country, sector, deals, own, archived, sort, desc } = search
  const sortKey = prospectSorts.find((key) => key === sort)
  const withDeals = prospectDeals.find((key) => key === deals)
  return {
    ...(isText(q) && { q }),
    ...(isText(country) && /^[A-Z]{2}$/.test(country) && { country }),
    ...(typeof sector === 'number' && { sector: String(sector).padStart(2, '0') }),
    ...(isText(sector) && /^([A-Z]|\d\d)$/.test(sector) && { sector }),
    ...(withDeals && { deals: withDeals }),
    ...(own !== undefined && { own: true as const }),
    ...(archived !== undefined && { archived: true as const }),
    ...(sortKey && { sort: sortKey }),
    ...(desc !== undefined && { desc: true as const }),
  }
}
