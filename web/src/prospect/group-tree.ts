import type { ProspectGroupFragment, StakeEdgeFragment } from '../api/generated/types.js'

export interface TreeNode {
  id: string
  name: string
  /** The share of the company above it; null at the top. */
  stake: StakeEdgeFragment | null
  isSelf: boolean
  /** It is further up already, with what it holds: in a ring, or held by two companies. */
  isRepeated: boolean
  children: TreeNode[]
}

interface Company {
  id: string
  name: string
}

/** Returns the current stakes of the group, each once. */
function currentStakes(prospect: ProspectGroupFragment): StakeEdgeFragment[] {
  const stakes = [
    ...prospect.heldBy.nodes,
    ...prospect.stakesHeld.nodes,
    ...prospect.group.flatMap(({ prospect: member }) => member.stakesHeld.nodes),
  ].filter(({ endedOn }) => endedOn === null)
  return [...new Map(stakes.map((stake) => [stake.id, stake])).values()]
}

/**
 * Returns the group as trees from the companies that no company of the group holds. Each company is expanded once, so rings
 * end; a ring that no other company holds begins with the company itself.
 */
export function groupTrees(prospect: ProspectGroupFragment & { id: string }): TreeNode[] {
  const stakes = currentStakes(prospect)
  const companies = new Map<string, Company>(
    [prospect, ...prospect.group.map(({ prospect: member }) => member)].map(({ id, name }) => [
      id,
      { id, name },
    ]),
  )
  for (const { holder, held } of stakes)
    for (const company of [holder, held]) if (!companies.has(company.id)) companies.set(company.id, company)
  const expanded = new Set<string>()
  const expand = ({ id, name }: Company, stake: StakeEdgeFragment | null): TreeNode => {
    const isRepeated = expanded.has(id)
    expanded.add(id)
    const below = isRepeated ? [] : stakes.filter(({ holder }) => holder.id === id)
    const children = below.map((next) => expand(next.held, next))
    return { id, name, stake, isSelf: id === prospect.id, isRepeated, children }
  }
  const isHeld = ({ id }: Company) => stakes.some(({ held }) => held.id === id)
  const all = [...companies.values()]
  const trees = all.filter((company) => !isHeld(company)).map((company) => expand(company, null))
  for (const company of all) if (!expanded.has(company.id)) trees.push(expand(company, null))
  return trees
}
