/** Statistics of moves, claims and agreements, compared with a plain model over the rows that the API shows. */
import { seed } from '../tools/seed/seed.js'
import { agreementDimensions, agreementMeasures } from '../src/stats/agreement-stats.js'
import { claimDimensions, claimMeasures } from '../src/stats/claim-stats.js'
import { transitionDimensions, transitionMeasures } from '../src/stats/transition-stats.js'
import { period } from './stats-oracle.js'
import { startTestService, type TestService } from './test-service.js'

interface Cell {
  by: { value: string | null; label: string }[]
  values: { number: number | null }[]
  where: object
}

let ancrage: TestService
let viewers: string[]
beforeAll(async () => {
  ancrage = await startTestService()
  await seed(ancrage.owner, { deals: 60, seed: 8, region: 'WAL', until: '2026-06-30', say: () => undefined })
  const { rows } = await ancrage.owner.query<{ email: string }>(
    `select distinct on (u.role) u.email from deal d join "user" u on u.agency_id = d.lead_agency_id order by u.role, u.email`,
  )
  viewers = rows.map(({ email }) => email)
}, 60_000)
afterAll(() => ancrage.stop())

const types = { transitionStats: 'Transition', claimStats: 'Claim', agreementStats: 'Agreement' } as const
type Statistic = keyof typeof types

async function readStats(email: string, statistic: Statistic, groupBy: string[], measures: string[]) {
  const type = types[statistic]
  const query = `query ($groupBy: [${type}Dimension!]!, $measures: [${type}Measure!]!) {
    ${statistic}(groupBy: $groupBy, measures: $measures) { by { value label } values { number } where } }`
  return (await ancrage.run(email, query, { groupBy, measures }))[statistic] as Cell[]
}

async function readAll<Row>(email: string, list: string, fields: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ;) {
    const query = `query ($after: String) { ${list}(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`
    const page: any = (await ancrage.run(email, query, { after }))[list]
    rows.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return rows
    after = page.pageInfo.endCursor
  }
}

/** Returns the rows by their key. */
function group<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

const byValue = (cells: Cell[]) =>
  new Map(
    cells.map(({ by, values }) => [
      by.map(({ value }) => value ?? '-').join('/'),
      values.map(({ number }) => number),
    ]),
  )

function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

interface Move {
  deal: string
  from: string
  to: string
  on: string
  override: boolean
  lead: string
  days: number | null
}

/** Reads the valid moves of all deals, and how long the deal had been in the stage left. */
async function readMoves(email: string): Promise<Move[]> {
  const fields =
    'id leadAgency { code } transitions(first: 50, where: { holds: { eq: true } }, orderBy: [{ place: ASC }]) { nodes { from { code } to { code } effectiveOn override } }'
  const deals = await readAll<any>(email, 'deals', fields)
  return deals.flatMap(({ id, leadAgency, transitions }) =>
    transitions.nodes.map((move: any, i: number) => ({
      deal: id,
      from: move.from?.code ?? '-',
      to: move.to.code,
      on: move.effectiveOn,
      override: move.override,
      lead: leadAgency.code,
      days:
        i === 0
          ? null
          : (Date.parse(move.effectiveOn) - Date.parse(transitions.nodes[i - 1].effectiveOn)) / 86_400_000,
    })),
  )
}

describe('statistics of moves', () => {
  it('agree with the moves that each viewer sees, by stage, quarter, agency and override', async () => {
    for (const email of viewers) {
      const moves = await readMoves(email)
      const keys: [string, (move: Move) => string][] = [
        ['FROM', ({ from }) => from],
        ['TO', ({ to }) => to],
        ['QUARTER', ({ on }) => period('QUARTER', on)],
        ['LEAD_AGENCY', ({ lead }) => lead],
        ['OVERRIDE', ({ override }) => (override ? 'YES' : 'NO')],
      ]
      for (const [dimension, keyOf] of keys) {
        const expected = [...group(moves, keyOf)].map(([key, rows]) => [
          key,
          [
            rows.length,
            new Set(rows.map(({ deal }) => deal)).size,
            median(rows.flatMap(({ days }) => days ?? [])),
          ],
        ])
        const measures = ['TRANSITIONS', 'DEALS', 'DAYS_MEDIAN']
        expect(byValue(await readStats(email, 'transitionStats', [dimension], measures))).toEqual(
          new Map(expected as [string, number[]][]),
        )
      }
    }
  })

  it.each(transitionDimensions)(
    'by %s have every measure, and a filter for the moves of a cell',
    async (dimension) => {
      const email = viewers[0]!
      const cells = await readStats(email, 'transitionStats', [dimension], [...transitionMeasures])
      expect(cells.length).toBeGreaterThan(0)
      for (const { where, values } of cells.length > 6 ? [...cells.slice(0, 4), cells.at(-1)!] : cells) {
        const list = 'query ($some: DealWhere) { deals(where: $some) { totalCount } }'
        const { deals } = await ancrage.run(email, list, { some: { transitions: { some: where } } })
        expect(deals.totalCount).toBe(values[1]!.number)
      }
    },
  )
})

interface PlainClaim {
  standing: string
  deal: { id: string } | null
  grade: { reliability: string; credibility: number }
  source: { kind: string }
  statedOn: string
  disputedBy: { totalCount: number }
}

describe('statistics of claims', () => {
  it('agree with the claims that each viewer sees', async () => {
    const fields =
      'standing deal { id } grade { reliability credibility } source { kind } statedOn disputedBy { totalCount }'
    for (const email of viewers) {
      const claims = await readAll<PlainClaim>(email, 'claims', fields)
      const keyOf = ({ standing, grade, source, statedOn, disputedBy }: PlainClaim) =>
        [
          standing,
          source.kind,
          grade.credibility,
          statedOn.slice(0, 4),
          disputedBy.totalCount > 0 ? 'YES' : 'NO',
        ].join('/')
      const groupBy = ['STANDING', 'SOURCE_KIND', 'CREDIBILITY', 'STATED_YEAR', 'DISPUTED']
      const expected = [...group(claims, keyOf)].map(([key, rows]): [string, number[]] => [
        key,
        [
          rows.length,
          new Set(rows.flatMap(({ deal }) => deal?.id ?? [])).size,
          rows.filter(({ disputedBy }) => disputedBy.totalCount > 0).length,
        ],
      ])
      expect(byValue(await readStats(email, 'claimStats', groupBy, [...claimMeasures]))).toEqual(
        new Map(expected),
      )
    }
  })

  it.each(claimDimensions)('by %s have a filter for the claims of a cell', async (dimension) => {
    const email = viewers[0]!
    for (const { where, values } of (await readStats(email, 'claimStats', [dimension], ['CLAIMS'])).slice(
      0,
      4,
    )) {
      const list = 'query ($where: ClaimWhere) { claims(where: $where) { totalCount } }'
      expect((await ancrage.run(email, list, { where })).claims.totalCount).toBe(values[0]!.number)
    }
  })
})

describe('statistics of agreements', () => {
  it('agree with the agreements that each viewer sees', async () => {
    const fields = 'id kind standing signedOn deals(first: 50) { nodes { id } }'
    for (const email of viewers) {
      const agreements = await readAll<any>(email, 'agreements', fields)
      const expected = [
        ...group(agreements, ({ kind, standing, signedOn }) =>
          [kind, standing, signedOn?.slice(0, 4) ?? '-'].join('/'),
        ),
      ].map(([key, rows]): [string, number[]] => [
        key,
        [
          rows.length,
          new Set(rows.flatMap(({ deals }) => deals.nodes.map(({ id }: { id: string }) => id))).size,
        ],
      ])
      const groupBy = ['KIND', 'STANDING', 'SIGNED_YEAR']
      expect(byValue(await readStats(email, 'agreementStats', groupBy, ['AGREEMENTS', 'DEALS']))).toEqual(
        new Map(expected),
      )
    }
  })

  it.each(agreementDimensions)('by %s have every measure, and a filter for a cell', async (dimension) => {
    const email = viewers[0]!
    const cells = await readStats(email, 'agreementStats', [dimension], [...agreementMeasures])
    for (const { where, values } of cells.slice(0, 4)) {
      const list = 'query ($where: AgreementWhere) { agreements(where: $where) { totalCount } }'
      expect((await ancrage.run(email, list, { where })).agreements.totalCount).toBe(values[0]!.number)
    }
  })
})

describe('a count of a relation', () => {
  const countDeals = async (email: string, where: object): Promise<number> =>
    (await ancrage.run(email, 'query ($where: DealWhere) { deals(where: $where) { totalCount } }', { where }))
      .deals.totalCount

  it('filters deals by how many rows the viewer sees, of all or of some', async () => {
    for (const email of viewers) {
      const deals = await readAll<any>(email, 'deals', 'meetings(first: 100) { nodes { status } }')
      const matching = (isCounted: (meeting: { status: string }) => boolean, most: number) =>
        deals.filter(({ meetings }) => meetings.nodes.filter(isCounted).length <= most).length
      expect(await countDeals(email, { meetings: { count: { gte: 2 } } })).toBe(
        deals.filter(({ meetings }) => meetings.nodes.length >= 2).length,
      )
      const held = { countOf: { status: { eq: 'HELD' } } }
      for (const most of [0, 1])
        expect(await countDeals(email, { meetings: { count: { lte: most }, ...held } })).toBe(
          matching(({ status }) => status === 'HELD', most),
        )
      expect(await countDeals(email, { not: { meetings: { count: { gt: 1 }, ...held } } })).toBe(
        matching(({ status }) => status === 'HELD', 1),
      )
    }
  })

  it.each([
    [{ meetings: { count: {} } }, 'deals.where.meetings.count', 'EMPTY_FILTER'],
    [{ meetings: { count: { isNull: true } } }, 'deals.where.meetings.count.isNull', 'NEVER_NULL'],
    [
      { meetings: { countOf: { status: { eq: 'HELD' } }, some: { status: { eq: 'HELD' } } } },
      'deals.where.meetings.countOf',
      'WITHOUT_EFFECT',
    ],
    [{ meetings: { count: { gte: 1 }, countOf: {} } }, 'deals.where.meetings.countOf', 'EMPTY_FILTER'],
  ])('is refused without effect: %j', async (where, path, code) => {
    const { errors } = await ancrage.request(
      viewers[0]!,
      'query ($where: DealWhere) { deals(where: $where) { totalCount } }',
      { where },
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path, code }] })
  })
})

describe('deals sorted by jobs', () => {
  it('begin with the most, those without a number last', async () => {
    const email = viewers[0]!
    const all = await readAll<any>(
      email,
      'deals',
      'reference jobsLow jobsHigh currentProjection { low high }',
    )
    for (const { jobsLow, jobsHigh, currentProjection } of all)
      expect([jobsLow, jobsHigh]).toEqual([currentProjection?.low ?? null, currentProjection?.high ?? null])
    const { deals } = await ancrage.run(
      email,
      '{ deals(first: 10, orderBy: [{ jobsLow: DESC }]) { nodes { jobsLow } } }',
    )
    const expected = all
      .flatMap(({ jobsLow }) => jobsLow ?? [])
      .sort((a: number, b: number) => b - a)
      .slice(0, 10)
    expect(deals.nodes.map(({ jobsLow }: { jobsLow: number }) => jobsLow)).toEqual(expected)
    expect(expected.length).toBe(10)
  })
})
