/**
 * Slots: placeholders for the values of variables, so that a compiled statement can be cached and run with other
 * values. Values that change the SQL text (null, enum, boolean, page size, list length, which keys are present) are no
 * slots; they are part of the cache key.
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

/** Returns a value with its slots replaced by the values of the variables, also inside lists and objects. */
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

/**
 * Returns the variables with slots for their values, and a key of what remains. Variables in `fixed` keep their values.
 */
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
    slots[name] = fixed.has(name) ? variables[name] : toSlots(type, variables[name], [name])
  }
  return { slots, key: JSON.stringify(slots, (_, value: unknown) => (isSlot(value) ? 0 : value)) }
}

function toSlots(input: GraphQLInputType, value: unknown, path: (string | number)[]): unknown {
  const type = getNullableType(input)
  if (value === null || value === undefined) return value
  if (isScalarType(type)) return type.name === 'Boolean' ? value : new Slot(path)
  if (isListType(type)) {
    const item = getNullableType(type.ofType)
    if (isScalarType(item)) return new Slot(path)
    return (value as unknown[]).map((entry, index) => toSlots(item, entry, [...path, index]))
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    return Object.fromEntries(
      Object.entries(value as Variables).map(([key, entry]) => [
        key,
        toSlots(fields[key]!.type, entry, [...path, key]),
      ]),
    )
  }
  return value
}
