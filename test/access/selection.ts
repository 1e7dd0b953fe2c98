/** All that a type shows, written out of the schema. */
import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql'

/** So many types deep. */
export function selection(type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => part(field, depth))
  return `{ ${['__typename', ...parts].join(' ')} }`
}

export function part(field: GraphQLField<unknown, unknown>, depth: number): string[] {
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
    `${field.name}${isList && field.args.length > 0 ? '(first: 2)' : ''} ${selection(inner, isList ? depth : depth - 1)}`,
  ]
}
