import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql'
import { schema } from './schema.js'

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
)
const mutations = schema.getMutationType()?.getFields() ?? {}

describe('the schema', () => {
  it.each(types.map((type) => [type.name, type] as const))('describes %s', (_, type) => {
    expect(findUndescribed(type)).toEqual([])
  })

  // these need only the session of the request
  const withoutInput = ['signOut', 'renewSession', 'endSessions']

  it('has one input for each mutation, named after it', () => {
    const others = Object.values(mutations).filter(({ name, args }) => {
      const signature = args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(', ')
      return signature !== `input: ${capitalize(name)}Input!` && !withoutInput.includes(name)
    })
    expect(others.map(({ name }) => name)).toEqual([])
  })

  it('has where, orderBy, first and after in every list', () => {
    const lists = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()).filter(isList))
    const others = lists.filter(
      ({ args }) => !listArguments.every((name) => args.some((arg) => arg.name === name)),
    )
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

const listArguments = ['where', 'orderBy', 'first', 'after']
const isList = ({ type }: GraphQLField<unknown, unknown>) => String(type).endsWith('Connection!')

/** Returns what has no description: the type, its values, its fields or their arguments. */
function findUndescribed(type: GraphQLNamedType): string[] {
  const own = type.description || isDescribedElsewhere(type) || isRoot(type) ? [] : [type.name]
  return [...own, ...findUndescribedFields(type)]
}

function findUndescribedFields(type: GraphQLNamedType): string[] {
  if (isEnumType(type))
    return type
      .getValues()
      .filter((value) => !value.description?.trim())
      .map((value) => `${type.name}.${value.name}`)
  if (isInputObjectType(type))
    return Object.values(type.getFields())
      .filter((field) => !field.description && !isDescribedInRow(type.name, field.name))
      .map((field) => `${type.name}.${field.name}`)
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...field.args
      .filter((arg) => !arg.description && arg.name !== 'input')
      .map((arg) => `${type.name}.${field.name}(${arg.name})`),
  ])
}

const isRoot = (type: GraphQLNamedType) =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type as never)

/** Returns whether the mutation or type of an input has a description: `openDeal` for `OpenDealInput`, `Money` for `MoneyInput`. */
function isDescribedElsewhere(type: GraphQLNamedType): boolean {
  const [, name] = /^(\w+)Input$/.exec(type.name) ?? []
  if (!name) return false
  return Boolean(
    mutations[name[0]!.toLowerCase() + name.slice(1)]?.description ?? schema.getType(name)?.description,
  )
}

/** Returns whether the field of the row has a description: a field of `DealWhere` is the one of `Deal`. */
function isDescribedInRow(input: string, field: string): boolean {
  const row = schema.getType(input.replace(/(Where|Order)$/, ''))
  return isObjectType(row) && Boolean(row.getFields()[field]?.description)
}

const capitalize = (word: string) => word[0]!.toUpperCase() + word.slice(1)
