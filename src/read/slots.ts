/**
 * Slots: a compiled statement is kept per document and used again with other values. So it is compiled over slots,
 * which stand where a variable's value will be, while what changes the SQL itself (which keys are given, enums,
 * booleans, nulls, the length of a page, how many entries an `or` has) stays as it is and is part of the key under which it is kept.
 */
import {
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'

export type Variables = Record<string, unknown>
export type Bind = (variables: Variables) => unknown

export class Slot {
  constructor(private readonly path: (string | number)[]) {}

  read(variables: Variables): unknown {
    return this.path.reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown>)[key],
      variables,
    )
  }
}

/** A value with the variables in it put in; lists and objects of a query may have variables among their entries. */
export function fillSlots(value: unknown, variables: Variables): unknown {
  if (isSlot(value)) return value.read(variables)
  if (Array.isArray(value)) return value.map((entry) => fillSlots(entry, variables))
  return isPlain(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillSlots(entry, variables)]))
    : value
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)

export const isSlot = (value: unknown): value is Slot => value instanceof Slot

/** The variables with their values replaced by slots, and the key of what remains; `fixed` stay as they are. */
export function replaceBySlots(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
  fixed: ReadonlySet<string>,
): { slots: Variables; key: string } {
  const slots = Object.create(null) as Variables
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value
    if (!Object.hasOwn(variables, name)) continue
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType
    slots[name] = fixed.has(name) ? variables[name] : slot(type, variables[name], [name])
  }
  return { slots, key: JSON.stringify(slots, (_, value: unknown) => (isSlot(value) ? 0 : value)) }
}

function slot(input: GraphQLInputType, value: unknown, path: (string | number)[]): unknown {
  const type = getNullableType(input)
  if (value === null || value === undefined) return value
  if (isScalarType(type)) return type.name === 'Boolean' ? value : new Slot(path)
  if (isListType(type)) {
    const item = getNullableType(type.ofType)
    if (isScalarType(item)) return new Slot(path)
    return (value as unknown[]).map((entry, index) => slot(item, entry, [...path, index]))
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    return Object.fromEntries(
      Object.entries(value as Variables).map(([key, entry]) => [
        key,
        slot(fields[key]!.type, entry, [...path, key]),
      ]),
    )
  }
  return value
}
