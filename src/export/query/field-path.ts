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

/** The relations whose rows share a cell, by type. Others, such as what belongs to an account, have no place in a list. */
const joinedRelations: Readonly<Record<string, readonly string[]>> = {
  Agency: ['contacts'],
  Agreement: ['claims', 'deals', 'parties'],
  Claim: ['disputedBy'],
  Contact: ['employments', 'meetings'],
  Deal: [
    ...['agreements', 'claims', 'handovers', 'jobProjections', 'locations', 'lossReasons', 'meetings'],
    ...['tasks', 'team', 'transitions'],
  ],
  Meeting: ['deals', 'participants', 'tasks'],
  Prospect: ['agreements', 'claims', 'contacts', 'deals', 'employments', 'heldBy', 'meetings', 'stakesHeld'],
}

/** A type and one of its fields. */
export interface FieldStep {
  type: GraphQLObjectType
  field: GraphQLField<unknown, unknown>
}
export type FieldPath = readonly [...FieldStep[], FieldStep]

export const formatPath = (path: FieldPath): string => path.map(({ field }) => field.name).join('.')

/**
 * Returns the type of the rows to which a field leads: of a connection, the type of its nodes. Undefined for a leaf.
 */
export function rowTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | undefined {
  const named = getNamedType(field.type)
  if (!isObjectType(named)) return undefined
  return isConnection(field) ? (getNamedType(named.getFields().nodes!.type) as GraphQLObjectType) : named
}

export const isConnection = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  getNamedType(type).name.endsWith('Connection')

/** Whether the path leads to several values: those of the rows of a relation, which share a cell. */
export const leadsToSeveralRows = (path: FieldPath): boolean =>
  path.some(({ field }) => hasSeveralRows(field))

/**
 * Throws BAD_USER_INPUT at `inputPath` if the path leads nowhere, to an object, or to several rows of each of several
 * rows.
 */
export function parsePath(type: GraphQLObjectType, text: string, inputPath: string): FieldPath {
  const steps: FieldStep[] = []
  let current: GraphQLObjectType | undefined = type
  for (const name of text.split('.')) {
    const field: GraphQLField<unknown, unknown> | undefined = current && getOwnFields(current)[name]
    if (!current || !field) throw badField(inputPath, 'UNKNOWN_FIELD')
    const isSecond = hasSeveralRows(field) && steps.some((step) => hasSeveralRows(step.field))
    const fault = findFault(current, field) ?? (isSecond ? 'SEVERAL_ROWS' : null)
    if (fault) throw badField(inputPath, fault)
    steps.push({ type: current, field })
    current = rowTypeOf(field)
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
  if (hasSeveralRows(field) && !joinedRelations[type.name]?.includes(field.name))
    return 'SEVERAL_ROWS' as const
  if (field.args.some(isRequiredArgument) || isResolved(type.name, field.name)) return 'NOT_EXPORTED' as const
  return null
}

function hasSeveralRows(field: GraphQLField<unknown, unknown>): boolean {
  return (
    isConnection(field) || (isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type)))
  )
}

/** Returns the fields of a type that fit into a cell. */
export const listLeafFields = (type: GraphQLObjectType): string[] =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !findFault(type, field))
    .map(({ name }) => name)

/** Returns the fields of a type that lead to several rows of another type. */
export const listRelationFields = (type: GraphQLObjectType): [name: string, type: GraphQLObjectType][] =>
  Object.values(type.getFields()).flatMap((field) =>
    hasSeveralRows(field) && !findFault(type, field)
      ? [[field.name, rowTypeOf(field)!] as [string, GraphQLObjectType]]
      : [],
  )

/** Returns the fields of a type that lead to one row of another type, or to a part of the row itself. */
export const listObjectFields = (type: GraphQLObjectType): [name: string, type: GraphQLObjectType][] =>
  Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type)
    return isObjectType(named) && !findFault(type, field) && !hasSeveralRows(field)
      ? [[field.name, named] as [string, GraphQLObjectType]]
      : []
  })
