/** What is wrong with the values of an operation, place by place: graphql-js tells it in English, and calls variables by the client's names. */
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
import type { FieldCode } from '../core/error/error-codes.js'
import { findAppError } from '../core/error/find-app-error.js'
import type { FieldFault } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'

/** A value as it was sent, in JSON or in the document. */
export interface InputValue {
  isNull: boolean
  /** It is a variable, which is looked at for itself. */
  isVariable?: boolean
  items?: InputValue[]
  fields?: Record<string, InputValue>
  /** Throws what the type has against it. */
  read: (type: GraphQLLeafType) => void
  /** What to repeat of it. */
  text: () => string
  /** Where it stands in the document, and the field of an object that it is given to there. */
  node?: ASTNode
  field?: ASTNode
}

export interface InputFault extends FieldFault {
  node?: ASTNode
}

export const inputValueOf = (value: unknown): InputValue => ({
  isNull: value === null,
  ...(Array.isArray(value) && { items: value.map(inputValueOf) }),
  ...(isObject(value) && { fields: eachOf(Object.entries(value), inputValueOf) }),
  read: (type) => void type.parseValue(value),
  text: () => quoteForMessage(value),
})

export const inputValueOfNode = (node: ValueNode): InputValue => ({
  isNull: node.kind === Kind.NULL,
  isVariable: node.kind === Kind.VARIABLE,
  ...(node.kind === Kind.LIST && { items: node.values.map(inputValueOfNode) }),
  ...(node.kind === Kind.OBJECT && { fields: eachOf(node.fields.map(named), fieldNode) }),
  read: (type) => void type.parseLiteral(node, {}),
  text: () => quoteForMessage('value' in node ? node.value : node.kind),
  node,
})

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const eachOf = <T>(entries: [string, T][], read: (value: T) => InputValue): Record<string, InputValue> =>
  Object.fromEntries(entries.map(([key, value]) => [key, read(value)]))

const named = (field: ObjectFieldNode): [string, ObjectFieldNode] => [field.name.value, field]
const fieldNode = (field: ObjectFieldNode): InputValue => ({ ...inputValueOfNode(field.value), field })

/** Everything that a type has against a value; `undefined` was not given. */
export function findInputFaults(
  type: GraphQLInputType,
  given: InputValue | undefined,
  path: string,
): InputFault[] {
  if (given?.isVariable) return []
  if (isNonNullType(type))
    return !given || given.isNull
      ? [{ path, code: 'NEEDED', node: given?.node }]
      : findInputFaults(type.ofType, given, path)
  if (!given || given.isNull) return []
  if (isListType(type))
    return given.items
      ? given.items.flatMap((item, i) => findInputFaults(type.ofType, item, `${path}[${i}]`))
      : findInputFaults(type.ofType, given, path)
  if (isInputObjectType(type))
    return given.fields ? objectFaults(type, given, path) : [fault('NOT_AN_OBJECT', given, path)]
  return leafFaults(type, given, path)
}

function objectFaults(
  type: GraphQLInputObjectType,
  { fields = {}, node }: InputValue,
  path: string,
): InputFault[] {
  const known = type.getFields()
  const faults = Object.values(known).flatMap((field) => {
    const given = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined
    const here = `${path}.${field.name}`
    if (given) return findInputFaults(field.type, given, here)
    return isRequiredInputField(field) ? [{ path: here, code: 'NEEDED' as const, node }] : []
  })
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(known, name))
  return [
    ...faults,
    ...unknown.map((name) => ({
      path: `${path}.${quoteForMessage(name)}`,
      code: 'UNKNOWN_FIELD' as const,
      node: fields[name]!.field,
    })),
  ]
}

function leafFaults(type: GraphQLLeafType, given: InputValue, path: string): InputFault[] {
  try {
    given.read(type)
    return []
  } catch (error) {
    const [found] = findAppError(error)?.fields ?? []
    if (found) return [{ ...found, path: found.path ? `${path}${found.path}` : path, node: given.node }]
    const allowed = isEnumType(type) && type.getValues().map(({ name }) => name)
    return allowed
      ? [fault('UNKNOWN_CODE', given, path, { value: given.text(), allowed: allowed.join(', ') })]
      : [fault(leafCodes[type.name] ?? 'WRONG_VALUE', given, path, { value: given.text() })]
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
