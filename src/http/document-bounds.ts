/** Bounds a GraphQL document before it is validated, because the time of validation grows with the square of its size. */
import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/**
 * `definitions` counts operations and fragments, `fields` counts fragments wherever they are spread, `pairs` every two
 * fields with the same name in one selection.
 */
export interface DocumentSize {
  definitions: number
  fields: number
  pairs: number
}

/**
 * An anonymous caller needs a sign-in or an introspection. The validation compares every two fields of a pair, so that
 * 700 times the same field took half a second; 20,000 pairs take some milliseconds. It also compares every two fragments
 * that one selection spreads, and follows each fragment through the others: 1,200 of them took a third of a second.
 */
export const documentBounds = {
  anonymous: { definitions: 20, fields: 600, pairs: 300 },
  authenticated: { definitions: 200, fields: 10_000, pairs: 20_000 },
} satisfies Record<string, DocumentSize>

/** Maximum size of the body of an anonymous request to /graphql, in bytes. */
export const anonymousBodyLimit = 16 * 2 ** 10

/** Returns which bound the document exceeds, the depth of its selections or its size; null: none. Stops counting there. */
export function findExcess(document: DocumentNode, bounds: DocumentSize): 'DEPTH' | 'SIZE' | null {
  if (document.definitions.length > bounds.definitions) return 'SIZE'
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const measure = new Measure(fragments, bounds)
  const isWithin = document.definitions.every((definition) =>
    'selectionSet' in definition ? measure.add([definition.selectionSet]) : true,
  )
  if (isWithin) return null
  return measure.isTooDeep ? 'DEPTH' : 'SIZE'
}

/** Deeper selections are not measured: the recursion must not exhaust the call stack, also where a fragment spreads itself. */
const maxDepth = 60

class Measure {
  isTooDeep = false
  private fields = 0
  private pairs = 0

  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly bounds: DocumentSize,
  ) {}

  /** Adds the fields of selections that an answer merges. Returns false once a bound is exceeded. */
  add(selections: readonly SelectionSetNode[], depth = 1): boolean {
    const groups = new Map<string, FieldNode[]>()
    this.isTooDeep = depth > maxDepth
    if (this.isTooDeep || !this.collect(selections, groups, new Set())) return false
    for (const nodes of groups.values()) {
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
      if (below.length > 0 && !this.add(below, depth + 1)) return false
    }
    return true
  }

  private collect(
    selections: readonly SelectionSetNode[],
    groups: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): boolean {
    return selections.every(({ selections: nodes }) =>
      nodes.every((node) => {
        if (node.kind === Kind.FIELD) return this.addField(node, groups)
        if (node.kind === Kind.INLINE_FRAGMENT) return this.collect([node.selectionSet], groups, spread)
        const fragment = this.fragments.get(node.name.value)
        if (!fragment || spread.has(node.name.value)) return true
        spread.add(node.name.value)
        return this.collect([fragment.selectionSet], groups, spread)
      }),
    )
  }

  private addField(node: FieldNode, groups: Map<string, FieldNode[]>): boolean {
    const key = node.alias?.value ?? node.name.value
    const group = groups.get(key) ?? []
    this.pairs += group.length
    this.fields += 1
    group.push(node)
    groups.set(key, group)
    return this.fields <= this.bounds.fields && this.pairs <= this.bounds.pairs
  }
}
