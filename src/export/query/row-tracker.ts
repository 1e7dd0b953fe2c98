/**
 * Tracks which rows an export shows, whatever fields it has of them: their ids are selected along with the fields, and
 * stored with the export. To download it again, its owner must still see each of these rows.
 */
import type { GraphQLObjectType } from 'graphql'
import { isConnection, rowTypeOf, type FieldPath } from './field-path.js'

/**
 * Ids by type. Under `DealIdentity` are the deals that are not masked, under `MeetingParticipantText` the participants
 * with a job title.
 */
export type ShownIds = Map<string, Set<string>>

/** Aliases of the fields selected for tracking. GraphQL reserves two underscores, so no field of the schema has such a name. */
const idAlias = '__of'
const maskedAlias = '__whole'
const dealAlias = '__deal'
const postAlias = '__post'
const jobTitleAlias = '__title'

/** Returns a GraphQL selection with the paths, and with the ids of all rows on them. */
export function buildSelection(type: GraphQLObjectType, paths: readonly FieldPath[]): string {
  const root = new Map<string, SelectionNode>()
  for (const path of paths) addPath(root, path)
  return printSelection(type, root)
}

interface SelectionNode {
  /** Undefined for a leaf. */
  type?: GraphQLObjectType
  /** Whether the rows are nodes of a connection. */
  isPaged: boolean
  children: Map<string, SelectionNode>
}

function addPath(nodes: Map<string, SelectionNode>, path: readonly FieldPath[number][]): void {
  const [{ field }, ...rest] = path as FieldPath
  const node = nodes.get(field.name) ?? {
    type: rest[0]?.type,
    isPaged: isConnection(field),
    children: new Map<string, SelectionNode>(),
  }
  nodes.set(field.name, node)
  if (rest.length > 0) addPath(node.children, rest)
}

const printSelection = (type: GraphQLObjectType, nodes: ReadonlyMap<string, SelectionNode>): string =>
  [...[...nodes].map(([name, node]) => printNode(name, node)), ...listTrackingFields(type)].join(' ')

/** Rows of a relation beyond this number are left out, and a mark says so. */
export const maxRelatedRows = 100

function printNode(name: string, { type, isPaged, children }: SelectionNode): string {
  if (!type) return name
  const fields = printSelection(type, children)
  return isPaged
    ? `${name}(first: ${maxRelatedRows}) { pageInfo { hasNextPage } nodes { ${fields} } }`
    : `${name} { ${fields} }`
}

/**
 * A projection or a transition has no mask of its own: whether it is shown whole depends on its deal. A contact has
 * fields of its main employment, and a participant a job title, which are hidden with the employment.
 */
function listTrackingFields(type: GraphQLObjectType): string[] {
  const fields = type.getFields()
  if (!fields.id) return []
  const own = [`${idAlias}: id`, ...(fields.masked ? [`${maskedAlias}: masked`] : [])]
  switch (type.name) {
    case 'JobProjection':
    case 'Transition':
      return [...own, `${dealAlias}: deal { ${idAlias}: id ${maskedAlias}: masked }`]
    case 'Contact':
      return [
        ...own,
        `${postAlias}: employments(first: 1, where: { main: { eq: true } }) { nodes { ${idAlias}: id } }`,
      ]
    case 'MeetingParticipant':
      return [...own, `${jobTitleAlias}: jobTitle`]
    default:
      return own
  }
}

/** Moves the tracked ids from a row to `shownIds`; what is left is what was requested. */
export function extractIds(type: GraphQLObjectType, row: unknown, shownIds: ShownIds): void {
  if (!isRecord(row)) return
  const [id, masked, deal, post, jobTitle] = [idAlias, maskedAlias, dealAlias, postAlias, jobTitleAlias].map(
    (alias) => takeField(row, alias),
  )
  if (id !== undefined) addId(shownIds, type.name, id)
  if (masked === false) addId(shownIds, 'DealIdentity', id)
  if (typeof jobTitle === 'string') addId(shownIds, 'MeetingParticipantText', id)
  for (const [name, value] of Object.entries(row)) extractNestedIds(type, name, value, shownIds)
  if (deal !== undefined) extractNestedIds(type, 'deal', deal, shownIds)
  if (post !== undefined) extractNestedIds(type, 'employments', post, shownIds)
}

function extractNestedIds(type: GraphQLObjectType, name: string, value: unknown, shownIds: ShownIds): void {
  const field = type.getFields()[name]!
  const nestedType = rowTypeOf(field)
  if (nestedType) for (const row of listRows(value)) extractIds(nestedType, row, shownIds)
}

/** Returns the rows of a relation, whether it leads to one row, to a list or to a connection. */
export function listRows(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  if (!isRecord(value)) return []
  return Array.isArray(value.nodes) ? (value.nodes as unknown[]) : [value]
}

function takeField(row: Record<string, unknown>, name: string): unknown {
  const value = row[name]
  delete row[name]
  return value
}

function addId(shownIds: ShownIds, type: string, id: unknown): void {
  const ids = shownIds.get(type) ?? new Set()
  shownIds.set(type, ids.add(String(id)))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
