import { NamesOfIdsDocument } from '../../api/generated/admin/audit/audit.js'
import { useData } from '../../api/use-data.js'

/** The most ids that are named at once. */
const most = 100

/** Returns the names of rows by their ids, as far as the viewer may see them. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const unique = [...new Set(ids)].sort().slice(0, most)
  const { data } = useData(NamesOfIdsDocument, { ids: unique }, unique.length === 0)
  if (!data) return new Map()
  const { users, agencies, prospects, deals, contacts, sites, meetings } = data
  return new Map<string, string>(
    [
      ...[users, agencies, prospects, contacts, sites].flatMap(({ nodes }) =>
        nodes.map(({ id, name }): [string, string] => [id, name ?? '']),
      ),
      ...deals.nodes.map(({ id, reference }): [string, string] => [id, reference]),
      ...meetings.nodes.map(({ id, title }): [string, string] => [id, title ?? '']),
    ].filter(([, name]) => name !== ''),
  )
}
