/**
 * Finds every fault in the values of an operation, with its path. The messages of graphql-js are not used: they are
 * English only and name variables instead of fields.
 */
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ASTNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type ObjectFieldNode,
  type ValueNode,
} from 'graphql'
import type { FieldCode } from '../../core/error/error-codes.js'
import { findAppError } from '../../core/error/find-app-error.js'
import type { FieldFault } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'

/** An input value from JSON or from the document. */
export interface InputValue {
  isNull: boolean
  /** A variable, whose value is checked separately. */
  isVariable?: boolean
  items?: InputValue[]
  fields?: Record<string, InputValue>
  /** Parses the value; throws the type's error when it is invalid. */
  read: (type: GraphQLLeafType) => void
  /** Returns the value as a message may repeat it. */
  text: () => string
  /** The node of the value in the document, and the node of its object field. */
  node?: ASTNode
  field?: ASTNode
}

export interface InputFault extends FieldFault {
  node?: ASTNode
}

export const inputValueOf = (value: unknown): InputValue => ({
  isNull: value === null,
  ...(Array.isArray(value) && { items: value.map(inputValueOf) }),
  ...(isObject(value) && { fields: mapEntries(Object.entries(value), inputValueOf) }),
  read: (type) => void type.parseValue(value),
  text: () => quoteForMessage(value),
})

export const inputValueOfNode = (node: ValueNode): InputValue => ({
  isNull: node.kind === Kind.NULL,
  isVariable: node.kind === Kind.VARIABLE,
  ...(node.kind === Kind.LIST && { items: node.values.map(inputValueOfNode) }),
  ...(node.kind === Kind.OBJECT && { fields: mapEntries(node.fields.map(toEntry), inputValueOfField) }),
  read: (type) => void type.parseLiteral(node, {}),
  text: () => quoteForMessage('value' in node ? node.value : node.kind),
  node,
})

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapEntries = <T>(entries: [string, T][], read: (value: T) => InputValue): Record<string, InputValue> =>
  Object.fromEntries(entries.map(([key, value]) => [key, read(value)]))

const toEntry = (field: ObjectFieldNode): [string, ObjectFieldNode] => [field.name.value, field]
const inputValueOfField = (field: ObjectFieldNode): InputValue => ({
  ...inputValueOfNode(field.value),
  field,
})

/** Returns all faults of a value of this type; an `undefined` value was left out. */
export function findInputFaults(
  type: GraphQLInputType,
  input: InputValue | undefined,
  path: string,
): InputFault[] {
  if (input?.isVariable) return []
  if (isNonNullType(type))
    return !input || input.isNull
      ? [{ path, code: 'NEEDED', node: input?.node }]
      : findInputFaults(type.ofType, input, path)
  if (!input || input.isNull) return []
  if (isListType(type))
    return input.items
      ? input.items.flatMap((item, i) => findInputFaults(type.ofType, item, `${path}[${i}]`))
      : findInputFaults(type.ofType, input, path)
  if (isInputObjectType(type))
    return input.fields ? objectFaults(type, input, path) : [fault('NOT_AN_OBJECT', input, path)]
  return leafFaults(type, input, path)
}

function objectFaults(
  type: GraphQLInputObjectType,
  { fields = {}, node }: InputValue,
  path: string,
): InputFault[] {
  const declared = type.getFields()
  const faults = Object.values(declared).flatMap((field) => {
    const input = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined
    const fieldPath = `${path}.${field.name}`
    if (input) return findInputFaults(field.type, input, fieldPath)
    return isRequiredInputField(field) ? [{ path: fieldPath, code: 'NEEDED' as const, node }] : []
  })
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(declared, name))
  return [
    ...faults,
    ...unknown.map((name) => ({
      path: `${path}.${quoteForMessage(name)}`,
      code: 'UNKNOWN_FIELD' as const,
      node: fields[name]!.field,
    })),
  ]
}

function leafFaults(type: GraphQLLeafType, input: InputValue, path: string): InputFault[] {
  try {
    input.read(type)
    return []
  } catch (error) {
    const [typeFault] = findAppError(error)?.fields ?? []
    if (typeFault) {
      const faultPath = typeFault.path ? `${path}${typeFault.path}` : path
      return [{ ...typeFault, path: faultPath, node: input.node }]
    }
    const allowed = isEnumType(type) && type.getValues().map(({ name }) => name)
    return allowed
      ? [fault('UNKNOWN_CODE', input, path, { value: input.text(), allowed: allowed.join(', ') })]
      : [fault(leafCodes[type.name] ?? 'WRONG_VALUE', input, path, { value: input.text() })]
  }
}

const leafCodes: Record<string, FieldCode> = {
  Int: 'NOT_WHOLE',
  Float: 'NOT_A_NUMBER',
  Boolean: 'NOT_A_BOOLEAN',
  String: 'NOT_TEXT',
  ID: 'NOT_AN_ID',
}

const fault = (
  code: FieldCode,
  { node }: InputValue,
  path: string,
  params?: FieldFault['params'],
): InputFault => ({
  path,
  code,
  params,
  node,
})
