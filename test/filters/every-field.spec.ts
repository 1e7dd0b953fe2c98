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

/** Fields without a filter, and why. */
const fieldsWithoutFilter: Record<string, string> = {
  'ApiKey.scopes': 'a list of codes',
  'AuditEntry.after': 'a document whose form depends on the verb',
  'AuditEntry.before': 'a document whose form depends on the verb',
  'AuditEntry.count': 'counted apart from the entry, which never changes',
  'Contact.erasure': 'the result of an erasure, computed on request',
  'Deal.currentProjection': 'depends on arguments: `jobs` is its filter',
  'Deal.presentNames': 'who has the page open now; kept for a minute',
  'Export.address': 'derived from the id',
  'Export.question': 'a document whose form depends on the list',
  'IssuedSummary.address': 'derived from the agency, the week and the revision',
  'IssuedSummary.differences': 'sentences in one language, from two contents',
  'IssuedSummary.firstPage': 'sentences in one language, from the content',
  'IssuedSummary.issued': 'always true',
  'JobProjection.diverges': 'depends on the other projections of the deal',
  'LandingVerification.reasons': 'computed: `valid` is its filter',
  'PartialDate.text': 'depends on the language',
  'SavedQuestion.address': 'derived from the id',
  'SavedQuestion.question': 'a document whose form depends on the list',
  'User.hasSecondFactor': 'only for the user and an ADMIN of their agency',
}

const inputOf = (name: string) => schema.getType(name) as GraphQLInputObjectType | undefined
const filteredTypes = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && inputOf(`${type.name}Where`) !== undefined,
)

describe('a filter', () => {
  it.each(filteredTypes.map((type) => [type.name, type] as const))('has every field of %s', (name, type) => {
    const filterFields = inputOf(`${name}Where`)!.getFields()
    const missing = Object.keys(type.getFields()).filter((field) => !filterFields[field])
    expect(missing.map((field) => `${name}.${field}`).sort()).toEqual(
      Object.keys(fieldsWithoutFilter).filter(
        (place) => place.startsWith(`${name}.`) && !filterFields[place.split('.')[1]!],
      ),
    )
  })

  it('has exceptions only for existing fields', () => {
    for (const place of Object.keys(fieldsWithoutFilter)) {
      const [type, field] = place.split('.') as [string, string]
      expect([place, (schema.getType(type) as GraphQLObjectType).getFields()[field]?.name]).toEqual([
        place,
        field,
      ])
    }
  })

  it('exists for the rows of every relation', () => {
    for (const type of filteredTypes)
      for (const field of Object.values(type.getFields())) {
        const of = getNamedType(field.type)
        if (!isObjectType(of) || fieldsWithoutFilter[`${type.name}.${field.name}`] || field.args.length === 1)
          continue
        const entity = of.name.replace(/Connection$/, '')
        expect([entity, inputOf(`${entity}Where`)?.name]).toEqual([entity, `${entity}Where`])
      }
  })
})

type Wrap = (where: object) => object
interface FilterPlace {
  list: string
  /** Wraps a filter of the type into a filter of the list. */
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

/** Returns where each filter can be used: in its list, or nested in another filter. */
function findFilterPlaces(): Map<string, FilterPlace> {
  const places = new Map<string, FilterPlace>(
    lists.map(({ list, type }) => [type.name, { list, wrap: (where) => where, direct: true }]),
  )
  for (const [name, { list, wrap }] of places)
    for (const [key, field] of Object.entries(inputOf(name)!.getFields())) {
      const type = getNamedType(field.type)
      if (!isInputObjectType(type) || type.name.endsWith('Filter')) continue
      const listed = type.name.endsWith('ListWhere')
      const below = listed ? type.name.replace(/ListWhere$/, 'Where') : type.name
      if (!below.endsWith('Where') || places.has(below)) continue
      places.set(below, {
        list,
        wrap: (where) => wrap({ [key]: listed ? { some: where } : where }),
        direct: false,
      })
    }
  return places
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
        isNonNullType(field.type) ||
        field.name === 'atLeast' ||
        (field.name === 'knownAt' && of.name.endsWith('AsKnown'))
          ? [[field.name, sampleOf(field)]]
          : [],
      ),
    )
  const value = isEnumType(of) ? of.getValues()[0]!.name : samples[of.name]
  return inList ? [value] : value
}

/** Adds the currency that the comparison of an amount requires. */
const inCurrency = (where: string, key: string, filter: object): object =>
  inputOf(where)!.getFields().currency && ['low', 'high', 'amount'].includes(key)
    ? { currency: { eq: 'EUR' }, [key]: filter }
    : { [key]: filter }

/** Returns a sample of each operator in the filter of a field, by name. */
function sampleFilters(where: string, key: string, field: GraphQLInputField): Record<string, object> {
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
  return isInputObjectType(type) && type.name.endsWith('Where') ? {} : { sample: { [key]: sampleOf(field) } }
}
const getNamedFields = (field: GraphQLInputField) =>
  (getNamedType(field.type) as GraphQLInputObjectType).getFields()

describe('every operator', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true, costPerMinute: 999_999_999 })
  }, 60_000)
  afterAll(() => ancrage.stop())

  async function countRows(
    list: string,
    where: string,
    wheres: Record<string, object>,
  ): Promise<Record<string, number>> {
    const names = Object.keys(wheres)
    if (names.length === 0) return {}
    const query = `query (${names.map((name) => `$${name}: ${where}`).join(', ')}) { total: ${list} { totalCount }
      ${names.map((name) => `${name}: ${list}(where: $${name}) { totalCount }`).join(' ')} }`
    const { data, errors } = await ancrage.request('admin@awex.example', query, wheres)
    expect(errors?.map(({ message, extensions }) => [message, extensions, wheres])).toBeUndefined()
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, (value as any).totalCount]))
  }

  const places = findFilterPlaces()
  it.each([...places].map(([where, counts]) => [where, counts] as const))(
    'works in %s',
    async (where, { list, wrap, direct }) => {
      const top = lists.find((entry) => entry.list === list)!.type.name
      for (const [key, field] of Object.entries(inputOf(where)!.getFields())) {
        if (['and', 'or', 'not', 'isNull'].includes(key)) continue
        const questions = sampleFilters(where, key, field)
        const wrapped = Object.entries(questions).map(([name, question]) => [name, wrap(question)])
        const counts = await countRows(list, top, Object.fromEntries(wrapped) as Record<string, object>)
        if (direct) expect([key, unbalancedOperators(counts)]).toEqual([key, []])
      }
    },
    60_000,
  )

  /** Returns the operators whose counts do not add up to the whole list. */
  function unbalancedOperators(counts: Record<string, number>): string[] {
    const sums: string[][] = [
      ['eq', 'ne'],
      ['in', 'notIn'],
      ['gt', 'lte', '=none'],
      ['lt', 'gte', '=none'],
    ]
    const none = counts.isNull // the sample is true: rows without a value
    return sums
      .filter(([first]) => counts[first!] !== undefined)
      .filter((names) => {
        const sum = names.reduce((sum, name) => sum + (name === '=none' ? none! : counts[name]!), 0)
        return sum !== counts.total
      })
      .map((names) => names.join('+'))
  }
})
