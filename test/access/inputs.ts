/** Mutation inputs generated from the schema: the required fields, and one reference at a time to a row of a deal. */
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

/** The kind of row that an input field refers to, for rows that belong to a deal. */
const rowKinds: Record<string, keyof Planted> = {
  deal: 'deal',
  deals: 'deal',
  prospect: 'prospect',
  holder: 'prospect',
  held: 'prospect',
  contact: 'contact',
  meeting: 'meeting',
  agreement: 'agreement',
  disputes: 'claim',
  move: 'move',
  member: 'member',
  handover: 'handover',
}

const valuesByType: Record<string, unknown> = {
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
const valuesByName: Record<string, unknown> = { email: 'x@matrix.example', code: 'x-y', agency: 'awex' }

function valueOf(type: GraphQLInputType, name: string): unknown {
  const plain = getNullableType(type)
  if (isListType(plain)) return [valueOf(plain.ofType, name)]
  if (isEnumType(plain)) return plain.getValues()[0]!.name
  if (isInputObjectType(plain)) return requiredValues(plain)
  return valuesByName[name] ?? valuesByType[plain.name]
}

const isRequired = ({ type, defaultValue }: GraphQLInputField) =>
  isNonNullType(type) && defaultValue === undefined

const requiredValues = (type: GraphQLInputObjectType): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter(isRequired)
      .map((field) => [field.name, valueOf(field.type, field.name)]),
  )

export interface Variant {
  text: string
  input: Record<string, unknown>
  /** The kind of row that the input refers to, or null. */
  names: keyof Planted | null
}

/** Returns a call of a mutation for each input field that can refer to a row of a deal. `id` is the kind of row of the field `id`. */
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
  const rowKindOf = (name: string) => (name === 'id' ? id : rowKinds[name])
  const fields = Object.values(type.getFields()).filter(
    (each) => getNamedType(each.type).name === 'ID' && rowKindOf(each.name),
  )
  const base = requiredValues(type)
  const variants = fields.map((each): Variant => {
    const value = idOf(rowKindOf(each.name)!)
    const list = isListType(getNullableType(each.type))
    return { text, input: { ...base, [each.name]: list ? [value] : value }, names: rowKindOf(each.name)! }
  })
  return variants.length > 0 ? variants : [{ text, input: base, names: null }]
}
