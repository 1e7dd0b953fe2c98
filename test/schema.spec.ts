import {
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
    expect(undescribed(type)).toEqual([])
  })

  // the session that asks says all that they need to know
  const without = ['signOut', 'renewSession', 'endSessions']

  it('takes one input a mutation, named after it', () => {
    const others = Object.values(mutations).filter(({ name, args }) => {
      const taken = args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(', ')
      return taken !== `input: ${capital(name)}Input!` && !without.includes(name)
    })
    expect(others.map(({ name }) => name)).toEqual([])
  })

  it('takes where, orderBy, first and after in every list', () => {
    const lists = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()).filter(isList))
    const others = lists.filter(
      ({ args }) => !listArguments.every((name) => args.some((arg) => arg.name === name)),
    )
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

const listArguments = ['where', 'orderBy', 'first', 'after']
const isList = ({ type }: GraphQLField<unknown, unknown>) => String(type).endsWith('Connection!')

/** What says nothing of itself: the type, its fields, and their arguments. */
function undescribed(type: GraphQLNamedType): string[] {
  const own = type.description || describedElsewhere(type) || isRoot(type) ? [] : [type.name]
  return [...own, ...undescribedFields(type)]
}

function undescribedFields(type: GraphQLNamedType): string[] {
  if (isInputObjectType(type))
    return Object.values(type.getFields())
      .filter((field) => !field.description && !sameFieldOfRow(type.name, field.name))
      .map((field) => `${type.name}.${field.name}`)
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [
    ...(field.description ? [] : [`${type.name}.${field.name}`]),
    ...field.args
      .filter((arg) => !arg.description && arg.name !== 'input')
      .map((arg) => `${type.name}.${field.name}(${arg.name})`),
  ])
}

const isRoot = (type: GraphQLNamedType) => type === schema.getQueryType() || type === schema.getMutationType()

/** `OpenDealInput` by the mutation `openDeal`, `MoneyInput` by the type `Money`. */
function describedElsewhere(type: GraphQLNamedType): boolean {
  const [, name] = /^(\w+)Input$/.exec(type.name) ?? []
  if (!name) return false
  return Boolean(
    mutations[name[0]!.toLowerCase() + name.slice(1)]?.description ?? schema.getType(name)?.description,
  )
}

/** A field of `DealWhere` and `DealOrder` is that of `Deal`. */
function sameFieldOfRow(input: string, field: string): boolean {
  const row = schema.getType(input.replace(/(Where|Order)$/, ''))
  return isObjectType(row) && Boolean(row.getFields()[field]?.description)
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
