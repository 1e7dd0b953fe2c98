import type { SiteAvailability, SiteKind, SiteOrder, SiteWhere } from '../api/generated/types.js'

export const siteKinds: SiteKind[] = ['GREENFIELD', 'BROWNFIELD', 'BUILDING', 'BUSINESS_PARK']
export const availabilities: SiteAvailability[] = ['AVAILABLE', 'RESERVED', 'NOT_AVAILABLE']
export const siteSorts = ['name', 'kind', 'municipality', 'nuts3', 'availability', 'area'] as const
export type SiteSort = (typeof siteSorts)[number]

export interface SitesSearch {
  /** Words in the name, the municipality or the region. */
  q?: string
  kind?: SiteKind
  availability?: SiteAvailability
  /** Hectares that the site has at least. */
  area?: number
  sort?: SiteSort
  desc?: true
}

/** Reads the search part of the address; defaults are left out, so equal views have equal addresses. */
export function readSitesSearch({
  q,
  kind,
  availability,
  area,
  sort,
  desc,
}: Record<string, unknown>): SitesSearch {
  const siteKind = siteKinds.find((code) => code === kind)
  const siteAvailability = availabilities.find((code) => code === availability)
  const sortKey = siteSorts.find((key) => key === sort)
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(siteKind && { kind: siteKind }),
    ...(siteAvailability && { availability: siteAvailability }),
    ...(typeof area === 'number' && area > 0 && { area }),
    ...(sortKey && { sort: sortKey }),
    ...(desc !== undefined && { desc: true as const }),
  }
}

export function sitesWhere({ q, kind, availability, area }: SitesSearch): SiteWhere | null {
  const conditions: SiteWhere[] = [
    ...(q
      ? [
          {
            or: [
              { name: { contains: q } },
              { municipality: { contains: q } },
              { nuts3: { startsWith: q.toUpperCase() } },
            ],
          },
        ]
      : []),
    ...(kind ? [{ kind: { eq: kind } }] : []),
    ...(availability ? [{ availability: { eq: availability } }] : []),
    ...(area
      ? [
          {
            or: [
              { area: { high: { gte: String(area) } } },
              { area: { low: { gte: String(area) } } },
              { area: { openEnded: { eq: true } } },
            ],
          },
        ]
      : []),
  ]
  return conditions.length > 0 ? { and: conditions } : null
}

export const sitesOrder = ({ sort = 'name', desc }: SitesSearch): SiteOrder[] => {
  const direction = desc ? ('DESC' as const) : ('ASC' as const)
  return [
    sort === 'area' ? { area: { low: direction } } : { [sort]: direction },
    ...(sort === 'name' ? [] : [{ name: 'ASC' as const }]),
  ]
}
