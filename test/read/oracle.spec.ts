import fc from 'fast-check'
import { startTestService, type TestService } from '../test-service.js'
import { conditionArguments } from './conditions.js'
import {
  createCompare,
  fields,
  fulfils,
  visibleRowsOf,
  sortRows,
  type Compare,
  type VisibleRows,
} from './oracle.js'
import { sampleTexts, arbitraryOrder, arbitraryWhere } from './arbitraries.js'
import { withoutEmptyRanges } from './empty-ranges.js'
import { fold, people } from './values.js'
import {
  generateFixture,
  insertFixture,
  type AgencyRow,
  type Json,
  type UserRow,
  type ReadFixture,
} from './fixture.js'

/** `SEED=... npx jest oracle` repeats a run. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

const pageOf = (list: string, type: string) =>
  `query ($where: ${type}Where, $orderBy: [${type}Order!], $first: Int, $after: String) {
    ${list}(where: $where, orderBy: $orderBy, first: $first, after: $after) {
      nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount } }`

interface Page {
  nodes: { id: string }[]
  edges: { cursor: string; node: { id: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
}

describe(`the service and the oracle (seed ${seed})`, () => {
  let ancrage: TestService
  let world: ReadFixture
  let compare: Compare
  const seen = new Map<string, VisibleRows>()
  let ids: string[]

  beforeAll(async () => {
    ancrage = await startTestService()
    const rows = async <T>(sql: string, values: unknown[] = []) =>
      (await ancrage.owner.query(sql, values)).rows as T[]
    const agencies = await rows<AgencyRow>('select id, code from agency')
    const users = await rows<UserRow>(
      'select u.id, u.email, a.code as agency, u.role, u.clearance from "user" u join agency a on a.id = u.agency_id',
    )
    world = generateFixture(seed, agencies, users)
    await insertFixture(ancrage.owner, world)
    const stages = await rows<Json>('select code, position, probability, outcome, label from deal_stage')
    for (const viewer of users) {
      const language = /jeholet|michel|liege/.exec(viewer.email) ? 'FR' : 'EN'
      const labelled = stages.map((stage) => ({ ...stage, label: (stage.label as Json)[language] }))
      seen.set(viewer.email, visibleRowsOf(world, viewer, labelled))
    }
    const knownTexts = new Set(
      [...seen.values()].flatMap((all) => [...strings(all.deals), ...strings(all.prospects), ...sampleTexts]),
    )
    for (const text of [...knownTexts]) knownTexts.add(fold(text))
    const ranks = await rows<{ text: string; rank: string; folded: string }>(
      'select text, dense_rank() over (order by text) as rank, fold(text) as folded from unnest($1::text[]) text',
      [[...knownTexts]],
    )
    for (const { text, folded } of ranks) expect(fold(text)).toBe(folded)
    const rank = new Map(ranks.map((row) => [row.text, Number(row.rank)]))
    compare = createCompare((text) => {
      if (!rank.has(text)) throw new Error(`No rank for ${text}.`)
      return rank.get(text)!
    })
    ids = [...world.deals, ...world.prospects].map((row) => row.id)
  })
  afterAll(() => ancrage.stop())

  const strings = (rows: Json[]): string[] =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([name, value]): string[] => {
        if (typeof value === 'string') return [value]
        if (name === 'deal' || name === 'deals' || !value || typeof value !== 'object') return []
        return Array.isArray(value) && typeof value[0] === 'string'
          ? (value as string[])
          : strings((Array.isArray(value) ? value : [value]) as Json[])
      }),
    )

  /** Reads every page of a list. */
  async function readPages(email: string, list: string, type: string, first: number, variables: Json) {
    const pages: Page[] = []
    for (let after: string | null = null; ;) {
      const answer: Record<string, Page> = await ancrage.run(email, pageOf(list, type), {
        ...variables,
        first,
        after,
      })
      const page = answer[list]!
      pages.push(page)
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes)
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null)
      if (!page.pageInfo.hasNextPage) return pages
      expect(page.nodes).toHaveLength(first)
      after = page.pageInfo.endCursor
    }
  }

  const viewer = fc.constantFrom(...people)
  const testList = (list: 'deals' | 'prospects', type: string) => async () => {
    const question = fc.record({
      email: viewer,
      where: fc.option(arbitraryWhere(type, ids), { freq: 6, nil: undefined }),
      orderBy: arbitraryOrder(type),
      first: fc.constantFrom(1, 3, 10, 100),
    })
    await fc.assert(
      fc.asyncProperty(question, async ({ email, where, orderBy, first }) => {
        const rows = seen.get(email)![list].filter((row) => !where || fulfils(type, row, where, compare))
        const expected = sortRows(type, rows, orderBy, compare).map((row) => row.id)
        const pages = await readPages(email, list, type, Math.max(first, expected.length > 30 ? 7 : 1), {
          where,
          orderBy,
        })
        expect(pages.flatMap((page) => page.nodes.map((node) => node.id))).toEqual(expected)
        for (const page of pages) expect(page.totalCount).toBe(expected.length)
      }),
      { seed, numRuns: Number(process.env.RUNS ?? 60) },
    )
  }

  it('agree on random lists of deals, walked page by page', testList('deals', 'Deal'), 300_000)
  it('agree on random lists of prospects, walked page by page', testList('prospects', 'Prospect'), 300_000)

  const wrapped: [type: string, wrap: (where: Json) => Json][] = [
    ['Deal', (where) => where],
    ['JobProjection', (where) => ({ jobProjections: { some: where } })],
    ['MoneyRange', (capex) => ({ capex })],
    ['PartialDate', (expectedDecision) => ({ expectedDecision })],
    ['Prospect', (prospect) => ({ prospect })],
  ]
  it.each(wrapped)(
    'agree on each filter of %s without a field',
    async (type, wrap) => {
      for (const [name, given] of Object.entries(conditionArguments(ids)[type]!)) {
        const question = fc.record({ email: viewer, given: given.map(withoutEmptyRanges), not: fc.boolean() })
        await fc.assert(
          fc.asyncProperty(question, async ({ email, given, not }) => {
            const where = wrap(not ? { not: { [name]: given } } : { [name]: given })
            const rows = seen.get(email)!.deals.filter((row) => fulfils('Deal', row, where, compare))
            const { deals } = await ancrage.run(email, pageOf('deals', 'Deal'), { where, first: 100 })
            expect(deals.nodes.map(({ id }: { id: string }) => id)).toEqual(
              sortRows('Deal', rows, [], compare).map(({ id }) => id),
            )
          }),
          { seed, numRuns: Number(process.env.RUNS ?? 60) },
        )
      }
    },
    120_000,
  )

  it('agree on nested lists, each with its own filter, order and page size', async () => {
    const nested = fc.record({
      email: viewer,
      where: arbitraryWhere('Deal', ids, 2),
      orderBy: arbitraryOrder('Deal'),
      first: fc.constantFrom(0, 1, 2, 50),
    })
    const query = `query ($where: DealWhere, $orderBy: [DealOrder!], $first: Int) { prospects(first: 100) { nodes {
      id deals(where: $where, orderBy: $orderBy, first: $first) { nodes { id } totalCount pageInfo { hasNextPage } } } } }`
    await fc.assert(
      fc.asyncProperty(nested, async ({ email, where, orderBy, first }) => {
        const { prospects } = await ancrage.run(email, query, { where, orderBy, first })
        const expected = sortRows('Prospect', seen.get(email)!.prospects, [], compare).map((prospect) => {
          const its = (prospect.deals as Json[]).filter((deal) => fulfils('Deal', deal, where, compare))
          const page = sortRows('Deal', its, orderBy, compare).slice(0, first)
          return {
            id: prospect.id,
            deals: {
              nodes: page.map(({ id }) => ({ id })),
              totalCount: its.length,
              pageInfo: { hasNextPage: its.length > first },
            },
          }
        })
        expect(prospects.nodes).toEqual(expected)
      }),
      { seed, numRuns: 50 },
    )
  }, 300_000)

  it('agree on the values for each viewer, in JSON of the database and resolved field by field', async () => {
    const selection = (type: string, depth: number): string =>
      Object.entries(fields[type]!)
        .flatMap(([name, is]) => {
          const inner = is.replace(/\W/g, '')
          if (!/^[>=*]/.test(is)) return [name]
          if (depth === 0) return []
          const below = `{ ${selection(inner, depth - 1)} }`
          return [`${name} ${is.startsWith('*') && is !== '*TeamMember' ? `{ nodes ${below} }` : below}`]
        })
        .join(' ')
    const query = `deals(first: 100, orderBy: { reference: ASC }) { nodes { ${selection('Deal', 2)} } }`
    for (const email of people) {
      const passed = await ancrage.run(email, `{ ${query} }`)
      const finished = await ancrage.run(email, `{ __typename ${query} }`)
      expect(passed.deals).toEqual(finished.deals)
      const plain = sortRows('Deal', seen.get(email)!.deals, [{ reference: 'ASC' }], compare)
      expect(passed.deals.nodes).toMatchObject(plain.map((row) => selectFields('Deal', row, 2)))
    }
  }, 120_000)

  function selectFields(type: string, row: Json, depth: number): Json {
    return Object.fromEntries(
      Object.entries(fields[type]!).flatMap(([name, is]) => {
        const inner = is.replace(/\W/g, '')
        const value = row[name]
        if (!/^[>=*]/.test(is)) return [[name, value]]
        if (depth === 0) return []
        if (!is.startsWith('*')) return [[name, value && selectFields(inner, value as Json, depth - 1)]]
        const rows =
          inner === 'TeamMember' ? (value as Json[]) : sortRows(inner, value as Json[], [], compare)
        const below = rows.map((item) => selectFields(inner, item, depth - 1))
        return [[name, inner === 'TeamMember' ? below : { nodes: below }]]
      }),
    )
  }
})
