interface ChangeEntry {
  id: string
  verb: string
  by: { name: string } | null
  deal: { id: string } | null
}

/**
 * Returns the changes of each deal together, the deal with the latest change first. Of several changes of one kind by one
 * person only the latest is among them. The entries are the latest first.
 */
export function changeGroups<Entry extends ChangeEntry>(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = entry.deal?.id ?? entry.id
    const group = groups.get(key) ?? []
    const isRepeated = group.some(({ verb, by }) => verb === entry.verb && by?.name === entry.by?.name)
    groups.set(key, isRepeated ? group : [...group, entry])
  }
  return [...groups.values()]
}
