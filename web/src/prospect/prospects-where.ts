import type { ProspectOrder, ProspectWhere } from '../api/generated/types.js'
import type { ProspectsSearch } from './prospects-search.js'

/** Returns the filter that the address states. */
export function prospectsWhere(
  { q, country, sector, deals, own, archived }: ProspectsSearch,
  agency: string,
): ProspectWhere {
  const conditions: ProspectWhere[] = [
    { archivedAt: { isNull: !archived } },
    ...(q
      ? [
          {
            or: [
              { name: { contains: q } },
              { legalName: { contains: q } },
              { aliases: { some: { contains: q } } },
              { enterpriseNumber: { contains: q } },
              { city: { contains: q } },
            ],
          },
        ]
      : []),
    ...(country ? [{ country: { eq: country } }] : []),
    ...(sector ? [{ sector: { eq: sector } }] : []),
    ...(deals === 'open' ? [{ deals: { some: { stage: { outcome: { eq: 'OPEN' as const } } } } }] : []),
    ...(deals === 'none' ? [{ deals: { none: {} } }] : []),
    ...(own ? [{ enteredBy: { code: { eq: agency } } }] : []),
  ]
  return { and: conditions }
}

export const prospectsOrder = ({ sort = 'name', desc }: ProspectsSearch): ProspectOrder[] => [
  { [sort]: desc ? 'DESC' : 'ASC' },
  ...(sort === 'name' ? [] : [{ name: 'ASC' as const }]),
]
