/** The price of a field follows the work of the database, measured at size in pages that it reads. */
import { Client } from 'pg'
import { getNamedType, type GraphQLObjectType } from 'graphql'
import { serviceUrl } from '../src/database/roles.js'
import { seed } from '../tools/seed/seed.js'
import { selectField } from './access/selection.js'
import { schema } from './schema.js'
import { startTestService, type TestService } from './test-service.js'

/** Pages of 8 kB that one unit of the price may read. */
const maxPagesPerUnit = 6

/** Lists of rows of a table. What reports and statistics read does not follow from their selection; their time is charged. */
const lists = Object.values(schema.getQueryType()!.getFields()).filter(
  ({ args, type }) =>
    args.some(({ name }) => name === 'orderBy') && getNamedType(type).name.endsWith('Connection'),
)

type Answer = Awaited<ReturnType<TestService['request']>> & { extensions?: { cost: number } }
interface Statement {
  text: string
  values: unknown[]
}

describe('the price of every field of a list', () => {
  let ancrage: TestService
  let head: string
  let service: Client
  let sent: Statement[] = []
  // eslint-disable-next-line @typescript-eslint/unbound-method -- restored as it was, called on its client
  const original = Client.prototype.query

  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 100_000_000 })
    head = await seed(ancrage.owner, {
      ...{ deals: 1_500, seed: 3, region: 'WAL', until: '2026-06-30', say: () => undefined },
    })
    service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
    await service.connect()
    Client.prototype.query = function (this: Client, ...args: [string | Statement]) {
      if (typeof args[0] !== 'string' && this !== ancrage.owner && this !== service) sent.push(args[0])
      return original.apply(this, args as never) as unknown
    } as never
    // the first statement of a connection reads the catalogue too
    await pagesPerUnit('{ agencies(first: 3) { nodes { id } } }')
  }, 120_000)
  afterAll(async () => {
    Client.prototype.query = original
    await service.end()
    await ancrage.stop()
  })

  /** Returns how many pages the statement of a query reads for each unit of its price. */
  async function pagesPerUnit(query: string): Promise<number> {
    sent = []
    const { errors, extensions } = (await ancrage.request(head, query)) as Answer
    expect([query, errors]).toEqual([query, undefined])
    const { text, values } = sent.find(({ text }) => text.includes('authenticate_token'))!
    await service.query('begin')
    const { rows } = await service.query<Record<'QUERY PLAN', { Plan: Record<string, number> }[]>>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    )
    await service.query('rollback')
    const plan = rows[0]!['QUERY PLAN'][0]!.Plan
    return (plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!) / extensions!.cost
  }

  it.each(lists.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    const connection = getNamedType(field.type) as GraphQLObjectType
    const row = getNamedType(connection.getFields().nodes!.type) as GraphQLObjectType
    const expensive: [string, number][] = []
    for (const inner of Object.values(row.getFields()))
      for (const part of selectField(inner, 1)) {
        const pages = await pagesPerUnit(`{ ${name}(first: 3) { nodes { id ${part} } } }`)
        if (pages > maxPagesPerUnit) expensive.push([inner.name, Math.round(pages)])
      }
    expect(expensive).toEqual([])
  })
})
