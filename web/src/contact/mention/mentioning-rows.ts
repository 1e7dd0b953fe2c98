import { MentioningRowsDocument } from '../../api/generated/contact/mention/mention.js'
import { useData } from '../../api/use-data.js'

/** A row whose text names a person, and the page that shows it; without a page: null. */
export interface MentioningRow {
  name: string
  href: string | null
}

/** The most rows that are named at once. */
const most = 100

const dealPage = (deal: { reference: string } | null | undefined) =>
  deal ? `deals/${encodeURIComponent(deal.reference)}` : null

/** Returns the rows with these ids that the viewer may see. */
export function useMentioningRows(ids: readonly (string | null)[]): ReadonlyMap<string, MentioningRow> {
  const unique = [...new Set(ids.filter((id) => id !== null))].sort().slice(0, most)
  const { data } = useData(MentioningRowsDocument, { ids: unique }, unique.length === 0)
  if (!data) return new Map()
  const { deals, prospects, sites, contacts, meetings, agreements, claims, tasks } = data
  const rows = <Node extends { id: string }>(
    { nodes }: { nodes: Node[] },
    name: (node: Node) => string | null,
    href: (node: Node) => string | null,
  ) => nodes.map((node): [string, MentioningRow] => [node.id, { name: name(node) ?? '', href: href(node) }])
  return new Map([
    ...rows(deals, ({ reference, codeName }) => `${reference} ${codeName}`, dealPage),
    ...rows(
      prospects,
      ({ name }) => name,
      ({ id }) => `prospects/${id}`,
    ),
    ...rows(
      sites,
      ({ name }) => name,
      ({ id }) => `sites/${id}`,
    ),
    ...rows(
      contacts,
      ({ name }) => name,
      ({ id }) => `contacts/${id}`,
    ),
    ...rows(
      meetings,
      ({ title }) => title,
      ({ deals }) => dealPage(deals[0]),
    ),
    ...rows(
      agreements,
      ({ title }) => title,
      ({ deals }) => dealPage(deals.nodes[0]),
    ),
    ...rows(
      claims,
      ({ statement }) => statement,
      ({ deal, prospect }) => dealPage(deal) ?? (prospect ? `prospects/${prospect.id}` : null),
    ),
    ...rows(
      tasks,
      ({ title }) => title,
      ({ deal }) => dealPage(deal),
    ),
  ])
}
