/** Selections of all fields of a type, generated from the schema. */
import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql'

/** Returns a selection of every field, `depth` types deep. */
export function selectAll(type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => selectField(field, depth))
  return `{ ${['__typename', ...parts].join(' ')} }`
}

export function selectField(field: GraphQLField<unknown, unknown>, depth: number): string[] {
  if (field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined))
    return []
  const type = getNamedType(field.type)
  if (!isCompositeType(type)) return [field.name]
  if (type.name === 'PageInfo') return [`${field.name} { endCursor hasNextPage }`]
  const inner = type as GraphQLObjectType
  const isList = type.name.endsWith('Connection')
  if (depth === 0) return isList ? [`${field.name} { totalCount }`] : []
  if (field.name === 'edges') return []
  return [
    `${field.name}${isList && field.args.length > 0 ? '(first: 2)' : ''} ${selectAll(inner, isList ? depth : depth - 1)}`,
  ]
}
