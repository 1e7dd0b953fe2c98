/** The fields of a question, as dotted paths over the type of its list: `reference`, `stage.code`, `capex.low`. */
import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql'
import { badField } from '../../core/problem.js'
import { shown } from '../../core/text.js'
import { isResolved } from '../../read/shape.js'

/** One step of a path: the type that it starts from, and the field of it that it takes. */
export interface Step {
  type: GraphQLObjectType
  field: GraphQLField<unknown, unknown>
}
export type Path = readonly [...Step[], Step]

export const written = (path: Path): string => path.map(({ field }) => field.name).join('.')

/** The steps of a path; throws a problem where it leads nowhere, or to several rows. */
export function pathOf(type: GraphQLObjectType, text: string, place: string): Path {
  const steps: Step[] = []
  let at: GraphQLObjectType | undefined = type
  for (const name of text.split('.')) {
    const field: GraphQLField<unknown, unknown> | undefined = at && fieldsOf(at)[name]
    if (!at || !field) throw badField(place, 'UNKNOWN_FIELD')
    const fault = faultOf(at, field)
    if (fault) throw badField(place, fault)
    steps.push({ type: at, field })
    const next: unknown = getNamedType(field.type)
    at = isObjectType(next) ? next : undefined
  }
  if (at) throw badField(place, 'FIELD_OF_AN_OBJECT', { allowed: leaves(at).join(', '), value: shown(text) })
  return steps as unknown as Path
}

const fieldsOf = (type: GraphQLObjectType): Record<string, GraphQLField<unknown, unknown>> =>
  Object.assign(Object.create(null) as object, type.getFields())

function faultOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) {
  if (isSeveral(field)) return 'SEVERAL_ROWS' as const
  if (field.args.some(isRequiredArgument) || isResolved(type.name, field.name)) return 'NOT_EXPORTED' as const
  return null
}

const isConnection = (name: string): boolean => name.endsWith('Connection')

/** Rows of their own, which do not fit into one. */
function isSeveral({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type)
  return isConnection(named.name) || (isListType(getNullableType(type)) && !isLeafType(named))
}

/** The fields of a type that fit into a cell. */
export const leaves = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !faultOf(type, field))
    .map(({ name }) => name)

/** The fields of a type that lead to one row of another, or to a part of it. */
export const ways = (type: GraphQLObjectType): [name: string, to: GraphQLObjectType][] =>
  Object.values(type.getFields()).flatMap((field) => {
    const to = getNamedType(field.type)
    return isObjectType(to) && !faultOf(type, field) ? [[field.name, to] as [string, GraphQLObjectType]] : []
  })
