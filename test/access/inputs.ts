/** Inputs made from the schema: what is required, and one row at a time that the sender may not know of. */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql'
import { schema } from '../schema.js'
import type { Planted } from './table.js'

/** What an argument names, where that hangs on a deal. */
const hanging: Record<string, keyof Planted> = {
  deal: 'deal',
  deals: 'deal',
  prospect: 'prospect',
  holder: 'prospect',
  held: 'prospect',
  meeting: 'meeting',
  agreement: 'agreement',
  disputes: 'claim',
  move: 'move',
  member: 'member',
  handover: 'handover',
}

const values: Record<string, unknown> = {
  Boolean: true,
  Date: '2018-02-07',
  DateTime: '2199-01-01T00:00:00Z',
  Decimal: '1',
  ID: 'awex',
  Int: 1,
  JSON: { list: 'deals' },
  IsoWeek: '2018-W06',
  String: 'some text of x',
}
const given: Record<string, unknown> = { email: 'x@matrix.example', code: 'x-y', agency: 'awex' }

function valueOf(type: GraphQLInputType, name: string): unknown {
  const plain = getNullableType(type)
  if (isListType(plain)) return [valueOf(plain.ofType, name)]
  if (isEnumType(plain)) return plain.getValues()[0]!.name
  if (isInputObjectType(plain)) return required(plain)
  return given[name] ?? values[plain.name]
}

const isRequired = ({ type, defaultValue }: GraphQLInputField) =>
  isNonNullType(type) && defaultValue === undefined

const required = (type: GraphQLInputObjectType): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter(isRequired)
      .map((field) => [field.name, valueOf(field.type, field.name)]),
  )

export interface Variant {
  text: string
  input: Record<string, unknown>
  /** Which part of the planted deal the input names; null: none. */
  names: keyof Planted | null
}

/** The call of a mutation, once for each argument that may name a row of a deal; `id` is what its own `id` names. */
export function hiddenVariants(
  mutation: string,
  id: keyof Planted | undefined,
  idOf: (key: keyof Planted) => string,
): Variant[] {
  const field = schema.getMutationType()!.getFields()[mutation]!
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : ''
  const argument = field.args[0]
  if (!argument) return [{ text: `mutation { ${mutation} ${selection} }`, input: {}, names: null }]
  const type = getNamedType(argument.type) as GraphQLInputObjectType
  const text = `mutation ($input: ${type.name}!) { ${mutation}(input: $input) ${selection} }`
  const what = (name: string) => (name === 'id' ? id : hanging[name])
  const fields = Object.values(type.getFields()).filter(
    (each) => getNamedType(each.type).name === 'ID' && what(each.name),
  )
  const base = required(type)
  const named = fields.map((each): Variant => {
    const value = idOf(what(each.name)!)
    const list = isListType(getNullableType(each.type))
    return { text, input: { ...base, [each.name]: list ? [value] : value }, names: what(each.name)! }
  })
  return named.length > 0 ? named : [{ text, input: base, names: null }]
}
