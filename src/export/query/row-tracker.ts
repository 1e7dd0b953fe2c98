/**
 * Which rows an export shows, whatever fields it shows of them: their ids are read along, and kept, so that who asks for
 * the same export again has to see each of them still.
 */
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql'
import type { Path } from './field-path.js'

/** The ids that an export has shown, by type. `DealIdentity` are the deals that it showed whole. */
export type Seen = Map<string, Set<string>>

/** The names under which they stand in a row; GraphQL would not let a field begin so. */
const id = '__of'
const whole = '__whole'
const hung = '__deal'

/** The selection of a row in GraphQL, with what tells which rows it shows. */
export function selectionOf(type: GraphQLObjectType, paths: readonly Path[]): string {
  const root = new Map<string, Branch>()
  for (const path of paths) grow(root, path)
  return text(type, root)
}

interface Branch {
  /** Absent at a leaf. */
  type?: GraphQLObjectType
  below: Map<string, Branch>
}

function grow(tree: Map<string, Branch>, path: readonly Path[number][]): void {
  const [{ field }, ...rest] = path as Path
  const branch = tree.get(field.name) ?? { type: rest[0]?.type, below: new Map() }
  tree.set(field.name, branch)
  if (rest.length > 0) grow(branch.below, rest)
}

const text = (type: GraphQLObjectType, tree: ReadonlyMap<string, Branch>): string =>
  [
    ...[...tree].map(([name, branch]) =>
      branch.type ? `${name} { ${text(branch.type, branch.below)} }` : name,
    ),
    ...tracing(type),
  ].join(' ')

/** What is withheld of a row by itself follows the deal that it hangs on. */
function tracing(type: GraphQLObjectType): string[] {
  const fields = type.getFields()
  if (!fields.id) return []
  const alone = [`${id}: id`, ...(fields.masked ? [`${whole}: masked`] : [])]
  const hangs = type.name === 'JobProjection' || type.name === 'Transition'
  return hangs ? [...alone, `${hung}: deal { ${id}: id ${whole}: masked }`] : alone
}

/** Takes the ids out of a row, and notes them; what is left is what was asked for. */
export function noteSeen(type: GraphQLObjectType, row: unknown, seen: Seen): void {
  if (!isRecord(row)) return
  const [own, masked, deal] = [taken(row, id), taken(row, whole), taken(row, hung)]
  if (own !== undefined) add(seen, type.name, own)
  if (masked === false) add(seen, 'DealIdentity', own)
  for (const [name, value] of Object.entries(row)) noteBelow(type, name, value, seen)
  if (deal !== undefined) noteBelow(type, 'deal', deal, seen)
}

function noteBelow(type: GraphQLObjectType, name: string, value: unknown, seen: Seen): void {
  if (!isRecord(value)) return
  const below = getNamedType(type.getFields()[name]!.type)
  if (isObjectType(below)) noteSeen(below, value, seen)
}

function taken(row: Record<string, unknown>, name: string): unknown {
  const value = row[name]
  delete row[name]
  return value
}

function add(seen: Seen, type: string, key: unknown): void {
  const ids = seen.get(type) ?? new Set()
  seen.set(type, ids.add(String(key)))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
