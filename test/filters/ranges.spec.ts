/** Filters of ranges: each operator with values below, in and above the range. */
import { dealClient, type DealClient } from '../deal-client.js'
import { startTestService, type TestService } from '../test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())

const findDeals = async (where: object): Promise<string[]> =>
  (
    await ancrage.run(
      head,
      'query ($where: DealWhere) { deals(where: $where, orderBy: { codeName: ASC }) { nodes { codeName } } }',
      { where },
    )
  ).deals.nodes.map(({ codeName }: { codeName: string }) => codeName)
const errorOf = async (where: object, list = 'deals', type = 'DealWhere') =>
  (
    await ancrage.request(head, `query ($where: ${type}) { ${list}(where: $where) { totalCount } }`, {
      where,
    })
  ).errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`)[0]

describe('a day known only by its month', () => {
  const datedDeals = (expectedDecision: object) => ({
    and: [{ codeName: { in: ['March', 'Never'] } }, { expectedDecision }],
  })
  beforeAll(async () => {
    await deals.open({
      codeName: 'March',
      expectedDecision: { from: '2018-03-01', to: '2018-03-31', precision: 'MONTH' },
    })
    await deals.open({ codeName: 'Never' })
  })

  const days = [
    '2018-01-15',
    '2018-02-28',
    '2018-03-01',
    '2018-03-15',
    '2018-03-31',
    '2018-04-01',
    '2019-01-01',
  ]
  it.each([
    ['certainlyBefore', '- - - - - x x'],
    ['possiblyBefore', '- - - x x x x'],
    ['certainlyAfter', 'x x - - - - -'],
    ['possiblyAfter', 'x x x x - - -'],
  ])('is compared by %s with days before, in and after it: %s', async (operator, table) => {
    for (const [i, expected] of table.split(' ').entries()) {
      const condition = { [operator]: days[i] }
      expect([days[i], await findDeals(datedDeals(condition))]).toEqual([
        days[i],
        expected === 'x' ? ['March'] : [],
      ])
      expect(await findDeals(datedDeals({ not: condition }))).toEqual(
        expected === 'x' ? ['Never'] : ['March', 'Never'],
      )
    }
  })

  it.each([
    ['before it', '2018-01-01', '2018-02-28', false],
    ['up to its first day', '2018-01-01', '2018-03-01', true],
    ['into it', '2018-02-01', '2018-03-15', true],
    ['from its first day', '2018-03-01', '2018-03-02', true],
    ['one day within it', '2018-03-15', '2018-03-15', true],
    ['all of it', '2018-03-01', '2018-03-31', true],
    ['around it', '2018-01-01', '2018-12-31', true],
    ['up to its last day', '2018-03-20', '2018-03-31', true],
    ['out of it', '2018-03-20', '2018-05-01', true],
    ['from its last day', '2018-03-31', '2018-05-01', true],
    ['after it', '2018-04-01', '2018-05-01', false],
  ])('is compared by overlaps with days %s', async (_, from, until, expected) => {
    expect(await findDeals(datedDeals({ overlaps: { from, until } }))).toEqual(expected ? ['March'] : [])
    expect(await findDeals(datedDeals({ not: { overlaps: { from, until } } }))).toEqual(
      expected ? ['Never'] : ['March', 'Never'],
    )
  })

  it('has the same operators in meetings', async () => {
    await ancrage.run(
      head,
      'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }',
      {
        input: { title: 'Visit', when: { from: '2018-03-11', to: '2018-03-20', precision: 'MID_MONTH' } },
      },
    )
    const count = async (when: object) =>
      (
        await ancrage.run(head, 'query ($where: MeetingWhere) { meetings(where: $where) { totalCount } }', {
          where: { when },
        })
      ).meetings.totalCount as number
    expect(await count({ overlaps: { from: '2018-03-20', until: '2018-04-20' } })).toBe(1)
    expect(await count({ certainlyBefore: '2018-03-20' })).toBe(0)
    expect(await count({ certainlyBefore: '2018-03-21', certainlyAfter: '2018-03-10' })).toBe(1)
  })

  it.each([
    [{ overlaps: { from: '2018-03-02', until: '2018-03-01' } }, 'overlaps.until RANGE_INVERTED'],
    [{ overlaps: { from: '2018-03-02' } }, 'overlaps.until NEEDED'],
    [{ overlaps: null }, 'overlaps EMPTY_FILTER'],
    [{ certainlyBefore: null }, 'certainlyBefore EMPTY_FILTER'],
    [{ possiblyAfter: '2018-02-30' }, 'possiblyAfter NOT_A_DAY'],
  ])('rejects an invalid filter: %j', async (expectedDecision, expectedError) => {
    expect(await errorOf({ expectedDecision })).toBe(`deals.where.expectedDecision.${expectedError}`)
  })
})

/** The ranges from 10 to 20, exactly 10, and 10 or more. The table has the expected result for each number. */
const ends = { closed: [10, 20], exact: [10, 10], open: [10, null] } as const
const numbers = [9, 10, 15, 20, 21]
const table: [operator: string, closed: string, exact: string, open: string][] = [
  ['atLeast', 'x x - - -', 'x x - - -', 'x x - - -'],
  ['atMost', '- - - x x', '- x x x x', '- - - - -'],
  ['mayReach', 'x x x x -', 'x x - - -', 'x x x x x'],
]
const expectedAt = ([, ...rows]: (typeof table)[number], i: number) =>
  Object.keys(ends)
    .filter((_, row) => rows[row]!.split(' ')[i] === 'x')
    .sort()

describe('an amount from low to high', () => {
  beforeAll(async () => {
    for (const [name, [low, high]] of Object.entries(ends))
      for (const currency of ['EUR', 'USD'])
        await deals.open({
          codeName: currency === 'EUR' ? name : `${name} ${currency}`,
          capex: { low: `${low}`, high: high === null ? null : `${high}`, currency },
        })
  })
  const all = ['closed', 'closed USD', 'exact', 'exact USD', 'March', 'Never', 'open', 'open USD']

  it.each(table)('is compared by %s in one currency', async (...row) => {
    for (const [i, amount] of numbers.entries()) {
      const capex = { [row[0]]: { amount: `${amount}`, currency: 'EUR' } }
      const expected = expectedAt(row, i)
      expect([amount, await findDeals({ capex })]).toEqual([amount, expected])
      expect(await findDeals({ not: { capex } })).toEqual(all.filter((name) => !expected.includes(name)))
    }
  })

  it('can be compared by its ends in one currency', async () => {
    const eur = { currency: { eq: 'EUR' } }
    expect(await findDeals({ capex: { ...eur, high: { gt: '10' } } })).toEqual(['closed'])
    expect(
      await findDeals({ capex: { ...eur, or: [{ high: { gt: '10' } }, { high: { isNull: true } }] } }),
    ).toEqual(['closed', 'open'])
    expect(await findDeals({ capex: { ...eur, not: { high: { gt: '10' } } } })).toEqual(['exact', 'open'])
    expect(await findDeals({ capex: { isNull: false, high: { isNull: true } } })).toEqual([
      'open',
      'open USD',
    ])
  })

  it.each([
    [{ low: { gte: '5' } }, 'low'],
    [{ high: { lt: '5' } }, 'high'],
    [{ low: { eq: '5' } }, 'low'],
    [{ low: { in: ['5'] } }, 'low'],
    [{ currency: { ne: 'EUR' }, low: { gte: '5' } }, 'low'],
    [{ currency: { in: ['EUR', 'USD'] }, low: { gte: '5' } }, 'low'],
    [{ not: { low: { gte: '5' } } }, 'not.low'],
    [{ and: [{ currency: { eq: 'EUR' } }, { low: { gte: '5' } }] }, 'and[1].low'],
  ])('cannot be compared without its currency: %j', async (capex, place) => {
    expect(await errorOf({ capex })).toBe(`deals.where.capex.${place} CURRENCY_NEEDED`)
  })

  it('cannot be compared without its currency in other lists', async () => {
    expect(await errorOf({ revenue: { amount: { gt: '5' } } }, 'prospects', 'ProspectWhere')).toBe(
      'prospects.where.revenue.amount CURRENCY_NEEDED',
    )
    expect(await errorOf({ amount: { amount: { gt: '5' } } }, 'agreements', 'AgreementWhere')).toBe(
      'agreements.where.amount.amount CURRENCY_NEEDED',
    )
    expect(
      await errorOf(
        { revenue: { currency: { eq: 'EUR' }, amount: { gt: '5' } } },
        'prospects',
        'ProspectWhere',
      ),
    ).toBeUndefined()
  })

  it.each([
    [{ atLeast: { amount: '5', currency: 'EURO' } }, 'atLeast.currency UNKNOWN_CURRENCY'],
    [{ atMost: { amount: '-5', currency: 'EUR' } }, 'atMost.amount NEGATIVE'],
    [{ mayReach: { amount: '5' } }, 'mayReach.currency NEEDED'],
    [{ atLeast: { currency: 'EUR' } }, 'atLeast.amount NEEDED'],
    [{ atLeast: '5' }, 'atLeast NOT_AN_OBJECT'],
  ])('rejects an invalid filter: %j', async (capex, expectedError) => {
    expect(await errorOf({ capex })).toBe(`deals.where.capex.${expectedError}`)
  })
})

describe('an area', () => {
  beforeAll(async () => {
    const create = 'mutation ($input: CreateSiteInput!) { createSite(input: $input) { id } }'
    for (const [name, [low, high]] of Object.entries(ends))
      await ancrage.run(head, create, {
        input: {
          name,
          kind: 'GREENFIELD',
          area: { low: `${low}`, high: high === null ? null : `${high}` },
        },
      })
    await ancrage.run(head, create, { input: { name: 'unmeasured', kind: 'GREENFIELD' } })
  })

  it.each(table)('is compared by %s with hectares', async (...row) => {
    const query =
      'query ($where: SiteWhere) { sites(where: $where, orderBy: { name: ASC }) { nodes { name } } }'
    for (const [i, number] of numbers.entries()) {
      const area = { [row[0]]: `${number}` }
      const { sites } = await ancrage.run(head, query, { where: { area } })
      expect([number, sites.nodes.map(({ name }: { name: string }) => name)]).toEqual([
        number,
        expectedAt(row, i),
      ])
      const { sites: others } = await ancrage.run(head, query, { where: { not: { area } } })
      expect(others.nodes).toHaveLength(4 - sites.nodes.length)
    }
  })
})

describe('jobs', () => {
  beforeAll(async () => {
    for (const [name, [low, high]] of Object.entries(ends)) {
      const { deals: found } = await ancrage.run(
        head,
        'query ($where: DealWhere) { deals(where: $where) { nodes { id } } }',
        { where: { codeName: { eq: name } } },
      )
      await deals.project(found.nodes[0].id, { low, high })
    }
  })

  it.each(table)('are compared by %s, in any projection and in the current one', async (...row) => {
    for (const [i, number] of numbers.entries()) {
      const range = { [row[0]]: number }
      expect([number, await findDeals({ jobProjections: { some: range } })]).toEqual([
        number,
        expectedAt(row, i),
      ])
      expect(await findDeals({ jobs: range })).toEqual(expectedAt(row, i))
      expect(await findDeals({ jobs: range, not: { jobs: range } })).toEqual([])
    }
  })

  it('can be filtered by open end, statement, kind, horizon, day and instant', async () => {
    expect(await findDeals({ jobs: { openEnded: true } })).toEqual(['open'])
    expect(await findDeals({ jobs: { openEnded: false } })).toEqual(['closed', 'exact'])
    expect(await findDeals({ jobs: { stated: true } })).toEqual(['closed', 'exact', 'open'])
    expect(await findDeals({ jobs: { stated: false }, codeName: { startsWith: 'o' } })).toEqual(['open USD'])
    expect(await findDeals({ jobs: { kind: 'INDIRECT', stated: true } })).toEqual([])
    expect(await findDeals({ jobs: { horizon: 'INITIAL', atLeast: 1 } })).toEqual([])
    expect(await findDeals({ jobs: { on: '2018-01-31', stated: true } })).toEqual([])
    expect(await findDeals({ jobs: { on: '2018-02-01', stated: true } })).toEqual(['closed', 'exact', 'open'])
    expect(await findDeals({ jobs: { knownAt: '2018-02-01T00:00:00Z', stated: true } })).toEqual([])
  })

  it.each([
    [{}, ' EMPTY_FILTER'],
    [{ kind: 'DIRECT' }, ' EMPTY_FILTER'],
    [{ on: '2018-01-01', rumours: true }, ' EMPTY_FILTER'],
    [{ atLeast: null }, '.atLeast EMPTY_FILTER'],
    [{ atLeast: -1 }, '.atLeast NEGATIVE'],
    [{ atLeast: 1, on: '2199-01-01' }, '.on FUTURE_DAY'],
    [{ stated: false, atLeast: 1 }, '.stated NOTHING_STATED'],
    [{ kind: 'ROBOTS', atLeast: 1 }, '.kind UNKNOWN_CODE'],
  ])('reject an invalid filter: %j', async (jobs, expectedError) => {
    expect(await errorOf({ jobs })).toBe(`deals.where.jobs${expectedError}`)
  })
})

describe('amounts', () => {
  const currencies = [
    ['EUR', '2000000'],
    ['USD', '3000000'],
    ['EUR', '9000000'],
    ['JPY', '5000000'],
    ['USD', '1000000'],
  ]
  beforeAll(async () => {
    for (const [currency, low] of currencies)
      await deals.open({ codeName: 'Sum', capex: { low, high: null, currency } })
    await deals.open({ codeName: 'Sum' })
  })
  interface Page {
    nodes: { capex: { currency: string; low: string } | null }[]
    pageInfo: { endCursor: string; hasNextPage: boolean }
  }
  const inOrder = async (orderBy: object, where: object = {}): Promise<string[]> => {
    const query = `query ($where: DealWhere, $orderBy: [DealOrder!], $after: String) {
      deals(where: $where, orderBy: $orderBy, first: 2, after: $after) { nodes { capex { currency low } } pageInfo { endCursor hasNextPage } } }`
    const found: string[] = []
    for (let after: string | null = null; ;) {
      const variables: object = { where: { codeName: { eq: 'Sum' }, ...where }, orderBy, after }
      const { nodes, pageInfo }: Page = (await ancrage.run(head, query, variables)).deals
      for (const { capex } of nodes) found.push(capex ? `${capex.currency} ${capex.low[0]}` : '-')
      if (!pageInfo.hasNextPage) return found
      after = pageInfo.endCursor
    }
  }

  it('are ordered within their currency only', async () => {
    expect(await inOrder({ capex: { low: 'DESC' } })).toEqual([
      'EUR 9',
      'EUR 2',
      'JPY 5',
      'USD 3',
      'USD 1',
      '-',
    ])
    expect(await inOrder([{ capex: { currency: 'DESC' } }, { capex: { low: 'ASC' } }])).toEqual([
      'USD 1',
      'USD 3',
      'JPY 5',
      'EUR 2',
      'EUR 9',
      '-',
    ])
    expect(await inOrder({ capex: { low: 'ASC' } }, { capex: { currency: { eq: 'USD' } } })).toEqual([
      'USD 1',
      'USD 3',
    ])
  })
})

describe('bounds of a range', () => {
  const eur = (amount: string) => ({ amount, currency: 'EUR' })
  it.each([
    [{ jobs: { atLeast: 10, atMost: 1 } }, 'jobs.atMost'],
    [{ capex: { atLeast: eur('2'), atMost: eur('1.99') } }, 'capex.atMost.amount'],
    [{ capex: { currency: { eq: 'EUR' }, low: { gt: '10', lt: '9.5' } } }, 'capex.low.lt'],
    [{ daysInStage: { gte: 3, lte: 2 } }, 'daysInStage.lte'],
    [{ daysInStage: { gt: 3, lte: 3 } }, 'daysInStage.lte'],
    [{ version: { gte: 3, lt: 3 } }, 'version.lt'],
    [{ openedOn: { gte: '2018-02-01', lte: '2018-01-31' } }, 'openedOn.lte'],
    [{ updatedAt: { gt: '2018-02-01T00:00:00+02:00', lt: '2018-01-31T22:00:00Z' } }, 'updatedAt.lt'],
    [
      { expectedDecision: { certainlyAfter: '2018-03-01', certainlyBefore: '2018-03-01' } },
      'expectedDecision.certainlyBefore',
    ],
    [
      { expectedDecision: { possiblyAfter: '2018-04-01', certainlyBefore: '2018-03-01' } },
      'expectedDecision.certainlyBefore',
    ],
    [
      { expectedDecision: { certainlyAfter: '2018-04-01', possiblyBefore: '2018-03-01' } },
      'expectedDecision.possiblyBefore',
    ],
    [
      { not: { transitions: { some: { effectiveOn: { gt: '2018-02-01', lt: '2018-01-01' } } } } },
      'not.transitions.some.effectiveOn.lt',
    ],
    [{ daysInStage: { gt: 3, lt: 4 } }, 'daysInStage.lt'],
    [{ openedOn: { gt: '2018-01-31', lt: '2018-02-01' } }, 'openedOn.lt'],
    [
      { expectedDecision: { certainlyAfter: '2018-02-28', certainlyBefore: '2018-03-01' } },
      'expectedDecision.certainlyBefore',
    ],
    [{ updatedAt: { gt: '2018-03-25T00:59:59.998Z', lt: '2018-03-25T00:59:59.999Z' } }, 'updatedAt.lt'],
  ])('with nothing between them are rejected with their path: %j', async (where, path) => {
    expect(await errorOf(where)).toBe(`deals.where.${path} NOTHING_BETWEEN`)
  })

  it.each([
    { jobs: { atLeast: 10, atMost: 10 } },
    { jobs: { atLeast: 10, mayReach: 1 } },
    { capex: { atLeast: eur('2'), atMost: { amount: '1', currency: 'USD' } } },
    { daysInStage: { gte: 3, lte: 3 } },
    { daysInStage: { gt: 3, lt: 5 } },
    { openedOn: { gt: '2018-02-28', lte: '2018-03-01' } },
    { updatedAt: { gt: '2018-03-25T00:59:59.998Z', lte: '2018-03-25T00:59:59.999Z' } },
    {
      agreements: {
        some: {
          amount: {
            currency: { eq: 'EUR' },
            amount: { gt: '900000000000000000.00', lt: '900000000000000000.02' },
          },
        },
      },
    },
    { expectedDecision: { possiblyAfter: '2018-04-01', possiblyBefore: '2018-03-01' } },
    { and: [{ openedOn: { gte: '2018-02-01' } }, { openedOn: { lte: '2018-01-31' } }] },
  ])('with something between them are accepted: %j', async (where) => {
    expect(await errorOf(where)).toBeUndefined()
  })
})
