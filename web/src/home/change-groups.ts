/** Returns the changes of each deal together, the deal with the latest change first. */
export function changeGroups<Entry extends { id: string; deal: { id: string } | null }>(
  entries: readonly Entry[],
): Entry[][] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = entry.deal?.id ?? entry.id
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()]
}
