/** Every field and relation of every entity can be filtered by, with every operator that its filter has. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql'
import { startTestService, type TestService } from '../test-service.js'
import { schema } from '../schema.js'

/** What no filter asks for, and why. */
const unasked: Record<string, string> = {
  'AuditEntry.after': 'a document of another form for each verb',
  'AuditEntry.before': 'a document of another form for each verb',
  'Contact.erasure': 'what an erasure would find, gathered when it is asked for',
  'Deal.currentProjection': 'depends on arguments: `jobs` asks for it',
  'Export.address': 'made of the id',
  'Export.question': 'a document of another form for each list',
  'IssuedSummary.address': 'made of the agency, the week and the revision',
  'IssuedSummary.issued': 'always true',
  'PartialDate.text': 'depends on the language',
  'SavedQuestion.address': 'made of the id',
  'SavedQuestion.question': 'a document of another form for each list',
}

const inputOf = (name: string) => schema.getType(name) as GraphQLInputObjectType | undefined
const filtered = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && inputOf(`${type.name}Where`) !== undefined,
)

describe('a filter knows every field', () => {
  it.each(filtered.map((type) => [type.name, type] as const))('of %s', (name, type) => {
    const known = inputOf(`${name}Where`)!.getFields()
    const lacking = Object.keys(type.getFields()).filter((field) => !known[field])
    expect(lacking.map((field) => `${name}.${field}`).sort()).toEqual(
      Object.keys(unasked).filter((place) => place.startsWith(`${name}.`) && !known[place.split('.')[1]!]),
    )
  })

  it('but those that are listed here, which are there', () => {
    for (const place of Object.keys(unasked)) {
      const [type, field] = place.split('.') as [string, string]
      expect([place, (schema.getType(type) as GraphQLObjectType).getFields()[field]?.name]).toEqual([
        place,
        field,
      ])
    }
  })

  it('also of what is reached over a relation: each has a filter of its own', () => {
    for (const type of filtered)
      for (const field of Object.values(type.getFields())) {
        const of = getNamedType(field.type)
        if (!isObjectType(of) || unasked[`${type.name}.${field.name}`] || field.args.length === 1) continue
        const entity = of.name.replace(/Connection$/, '')
        expect([entity, inputOf(`${entity}Where`)?.name]).toEqual([entity, `${entity}Where`])
      }
  })
})

type Wrap = (where: object) => object
interface Found {
  list: string
  /** Puts a filter of the type where the list takes it. */
  wrap: Wrap
  direct: boolean
}

const lists = Object.values(schema.getQueryType()!.getFields()).flatMap(({ name, args }) => {
  const where = args.find((arg) => arg.name === 'where')
  const needed = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
  return where && args.some((arg) => arg.name === 'after') && needed.length === 0
    ? [{ list: name, type: getNamedType(where.type) as GraphQLInputObjectType }]
    : []
})

/** Where each filter can be given: in its list, or below the filter of another. */
function placesOfFilters(): Map<string, Found> {
  const found = new Map<string, Found>(
    lists.map(({ list, type }) => [type.name, { list, wrap: (where) => where, direct: true }]),
  )
  for (const [name, { list, wrap }] of found)
    for (const [key, field] of Object.entries(inputOf(name)!.getFields())) {
      const type = getNamedType(field.type)
      if (!isInputObjectType(type) || type.name.endsWith('Filter')) continue
      const listed = type.name.endsWith('ListWhere')
      const below = listed ? type.name.replace(/ListWhere$/, 'Where') : type.name
      if (!below.endsWith('Where') || found.has(below)) continue
      found.set(below, {
        list,
        wrap: (where) => wrap({ [key]: listed ? { some: where } : where }),
        direct: false,
      })
    }
  return found
}

const samples: Record<string, unknown> = {
  String: 'a',
  Int: 1,
  Float: 1.5,
  Decimal: '1',
  Boolean: true,
  Date: '2018-05-31',
  DateTime: '2018-05-31T10:00:00Z',
  ID: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10',
  URL: 'https://a.example/',
}
function sampleOf({ name, type }: GraphQLInputField): unknown {
  const of = getNamedType(type)
  const inList = isListType(isNonNullType(type) ? type.ofType : type)
  if (name === 'currency') return 'EUR'
  if (name === 'agency') return 'awex'
  if (isInputObjectType(of))
    return Object.fromEntries(
      Object.values(of.getFields()).flatMap((field) =>
        isNonNullType(field.type) || field.name === 'atLeast' ? [[field.name, sampleOf(field)]] : [],
      ),
    )
  const value = isEnumType(of) ? of.getValues()[0]!.name : samples[of.name]
  return inList ? [value] : value
}

/** An amount is only compared in a currency. */
const inCurrency = (where: string, key: string, filter: object): object =>
  inputOf(where)!.getFields().currency && ['low', 'high', 'amount'].includes(key)
    ? { currency: { eq: 'EUR' }, [key]: filter }
    : { [key]: filter }

/** Each question that the filter of one field can be asked: by its name. */
function questionsOf(where: string, key: string, field: GraphQLInputField): Record<string, object> {
  const type = getNamedType(field.type)
  if (isInputObjectType(type) && type.name.endsWith('ListFilter')) {
    const inner = Object.values(getNamedFields(type.getFields().some!))
    return Object.fromEntries(
      ['some', 'none', 'every'].flatMap((quantifier) =>
        inner.map((operator) => [
          `${quantifier}_${operator.name}`,
          { [key]: { [quantifier]: { [operator.name]: sampleOf(operator) } } },
        ]),
      ),
    )
  }
  if (isInputObjectType(type) && type.name.endsWith('Filter'))
    return Object.fromEntries(
      Object.values(type.getFields()).map((operator) => [
        operator.name,
        inCurrency(where, key, { [operator.name]: sampleOf(operator) }),
      ]),
    )
  return isInputObjectType(type) && type.name.endsWith('Where') ? {} : { given: { [key]: sampleOf(field) } }
}
const getNamedFields = (field: GraphQLInputField) =>
  (getNamedType(field.type) as GraphQLInputObjectType).getFields()

describe('every operator of every filter works', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true, costPerMinute: 999_999_999 })
  }, 60_000)
  afterAll(() => ancrage.stop())

  async function counts(
    list: string,
    where: string,
    wheres: Record<string, object>,
  ): Promise<Record<string, number>> {
    const names = Object.keys(wheres)
    if (names.length === 0) return {}
    const query = `query (${names.map((name) => `$${name}: ${where}`).join(', ')}) { total: ${list} { totalCount }
      ${names.map((name) => `${name}: ${list}(where: $${name}) { totalCount }`).join(' ')} }`
    const { data, errors } = await ancrage.ask('admin@awex.example', query, wheres)
    expect(errors?.map(({ message, extensions }) => [message, extensions, wheres])).toBeUndefined()
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, (value as any).totalCount]))
  }

  const places = placesOfFilters()
  it.each([...places].map(([where, found]) => [where, found] as const))(
    'in %s',
    async (where, { list, wrap, direct }) => {
      const top = lists.find((entry) => entry.list === list)!.type.name
      for (const [key, field] of Object.entries(inputOf(where)!.getFields())) {
        if (['and', 'or', 'not', 'isNull'].includes(key)) continue
        const questions = questionsOf(where, key, field)
        const wrapped = Object.entries(questions).map(([name, question]) => [name, wrap(question)])
        const found = await counts(list, top, Object.fromEntries(wrapped) as Record<string, object>)
        if (direct) expect([key, partitions(found)]).toEqual([key, []])
      }
    },
    60_000,
  )

  /** Those of the sums that do not come to the whole list. */
  function partitions(found: Record<string, number>): string[] {
    const sums: string[][] = [
      ['eq', 'ne'],
      ['in', 'notIn'],
      ['gt', 'lte', '=none'],
      ['lt', 'gte', '=none'],
    ]
    const none = found.isNull // the sample asks for rows that have none
    return sums
      .filter(([first]) => found[first!] !== undefined)
      .filter((names) => {
        const sum = names.reduce((sum, name) => sum + (name === '=none' ? none! : found[name]!), 0)
        return sum !== found.total
      })
      .map((names) => names.join('+'))
  }
})
