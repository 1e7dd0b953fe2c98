/** The fields of an export, as dotted paths from the type of its rows: `reference`, `stage.code`, `capex.low`. */
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
import { badField } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { isResolved } from '../../read/shape.js'

/** A type and one of its fields. */
export interface FieldStep {
  type: GraphQLObjectType
  field: GraphQLField<unknown, unknown>
}
export type FieldPath = readonly [...FieldStep[], FieldStep]

export const formatPath = (path: FieldPath): string => path.map(({ field }) => field.name).join('.')

/** Throws BAD_USER_INPUT at `inputPath` if the path leads nowhere, to an object, or to several rows. */
export function parsePath(type: GraphQLObjectType, text: string, inputPath: string): FieldPath {
  const steps: FieldStep[] = []
  let current: GraphQLObjectType | undefined = type
  for (const name of text.split('.')) {
    const field: GraphQLField<unknown, unknown> | undefined = current && getOwnFields(current)[name]
    if (!current || !field) throw badField(inputPath, 'UNKNOWN_FIELD')
    const fault = findFault(current, field)
    if (fault) throw badField(inputPath, fault)
    steps.push({ type: current, field })
    const next: unknown = getNamedType(field.type)
    current = isObjectType(next) ? next : undefined
  }
  if (current) {
    const allowed = listLeafFields(current).join(', ')
    throw badField(inputPath, 'FIELD_OF_AN_OBJECT', { allowed, value: quoteForMessage(text) })
  }
  return steps as unknown as FieldPath
}

/** Without a prototype, so that `constructor` is no field. */
const getOwnFields = (type: GraphQLObjectType): Record<string, GraphQLField<unknown, unknown>> =>
  Object.assign(Object.create(null) as object, type.getFields())

/** Returns why a field cannot be exported; null if it can. */
function findFault(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) {
  if (hasSeveralRows(field)) return 'SEVERAL_ROWS' as const
  if (field.args.some(isRequiredArgument) || isResolved(type.name, field.name)) return 'NOT_EXPORTED' as const
  return null
}

function hasSeveralRows({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type)
  return named.name.endsWith('Connection') || (isListType(getNullableType(type)) && !isLeafType(named))
}

/** Returns the fields of a type that fit into a cell. */
export const listLeafFields = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !findFault(type, field))
    .map(({ name }) => name)

/** Returns the fields of a type that lead to one row of another type, or to a part of the row itself. */
export const listObjectFields = (type: GraphQLObjectType): [name: string, type: GraphQLObjectType][] =>
  Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type)
    return isObjectType(named) && !findFault(type, field)
      ? [[field.name, named] as [string, GraphQLObjectType]]
      : []
  })
