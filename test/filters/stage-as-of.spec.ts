/** The filters by stage and by team as of a day agree with the pipeline status. */
import { demoUsers } from '../../src/demo/people.js'
import { startTestService, type TestService } from '../test-service.js'

const head = 'head@awex.example'
const list = 'query ($where: DealWhere) { deals(where: $where, first: 100) { nodes { id } totalCount } }'
const compared = `query ($agency: String, $asOf: Date, $knownAt: DateTime, $all: DealWhere, $open: DealWhere, $two: DealWhere) {
  pipelineStatus(agency: $agency, asOf: $asOf, knownAt: $knownAt) {
    stages { stage { code outcome } deals(first: 100) { nodes { id } } } total { deals } }
  all: deals(where: $all, first: 100) { nodes { id } totalCount }
  open: deals(where: $open, first: 100) { nodes { id } }
  two: deals(where: $two, first: 100) { nodes { id } } }`

let ancrage: TestService
let instants: (string | undefined)[]
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  const { rows } = await ancrage.owner.query<{ at: Date }>(
    'select distinct recorded_at as at from transition union select recorded_at from deal_team order by at',
  )
  instants = [
    undefined,
    ...[0.3, 0.6, 0.9].map((part) => rows[Math.floor(rows.length * part)]!.at.toISOString()),
  ]
}, 60_000)
afterAll(() => ancrage.stop())

const findDeals = async (where: object, email = head): Promise<string[]> =>
  (await ancrage.run(email, list, { where })).deals.nodes.map(({ id }: { id: string }) => id).sort()
const errorsOf = async (where: object) =>
  (await ancrage.request(head, list, { where })).errors?.[0]?.extensions.fields?.map(
    ({ path, code }) => `${path} ${code}`,
  )

interface StageDeals {
  stage: { code: string; outcome: string }
  deals: { nodes: { id: string }[] }
}
const idsOf = (stages: Pick<StageDeals, 'deals'>[]) =>
  stages.flatMap(({ deals }) => deals.nodes.map(({ id }) => id)).sort()

const days = ['2018-01-10', '2018-03-12', '2018-05-30', '2018-05-31', '2018-12-31', undefined]
const today = () => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(new Date())

describe('the stage of a deal as of a day', () => {
  it.each(demoUsers.map(({ email }) => email))(
    'equals the pipeline status, for %s',
    async (email) => {
      for (const asOf of days)
        for (const knownAt of instants)
          for (const agency of [undefined, 'awex', 'liege-airport']) {
            const at = { on: asOf ?? today(), ...(knownAt && { knownAt }) }
            const team = agency && { inTeam: { agency, ...at } }
            const stage = { in: ['SHORTLISTED', 'NEGOTIATION'] }
            const { pipelineStatus, all, open, two } = await ancrage.run(email, compared, {
              ...{ agency, asOf, knownAt },
              all: { stageAsOf: at, ...team },
              open: { stageAsOf: { ...at, outcome: { eq: 'OPEN' } }, ...team },
              two: { stageAsOf: { ...at, stage }, ...team },
            })
            const stages = pipelineStatus.stages as StageDeals[]
            expect(all.totalCount).toBe(pipelineStatus.total.deals)
            expect(idsOf([{ deals: all }])).toEqual(idsOf(stages))
            const inOpen = stages.filter(({ stage }) => stage.outcome === 'OPEN')
            expect(idsOf([{ deals: open }])).toEqual(idsOf(inOpen))
            const inTwo = stages.filter(({ stage: { code } }) => stage.in.includes(code))
            expect(idsOf([{ deals: two }])).toEqual(idsOf(inTwo))
          }
    },
    120_000,
  )

  it('can be negated, which includes deals without a stage', async () => {
    const everywhere = await findDeals({ codeName: { isNull: false } })
    for (const on of ['2018-03-01', '2018-06-01']) {
      const stageAsOf = { on, stage: { eq: 'NEGOTIATION' } }
      const there = await findDeals({ stageAsOf })
      const not = await findDeals({ not: { stageAsOf } })
      expect([...there, ...not].sort()).toEqual(everywhere)
      expect(there.length * not.length).toBeGreaterThan(0)
    }
  })

  it('can be filtered by its first day', async () => {
    const since = { gte: '2018-03-01' }
    const expected = await findDeals({ stageSince: since })
    expect(await findDeals({ stageAsOf: { on: today(), since } })).toEqual(expected)
    expect(await findDeals({ stageAsOf: { on: '2018-02-28', since } })).toEqual([])
  })

  it('can be used in a filter of another list', async () => {
    const where = { deals: { some: { stageAsOf: { on: '2018-05-31', stage: { eq: 'COMMITTED' } } } } }
    const { prospects } = await ancrage.run(
      head,
      'query ($where: ProspectWhere) { prospects(where: $where) { nodes { name } } }',
      { where },
    )
    const { deals } = await ancrage.run(
      head,
      'query ($where: DealWhere) { deals(where: $where) { nodes { prospect { name } } } }',
      { where: where.deals.some },
    )
    expect(prospects.nodes.length).toBeGreaterThan(0)
    expect(new Set(prospects.nodes.map(({ name }: any) => name))).toEqual(
      new Set(deals.nodes.map(({ prospect }: any) => prospect.name)),
    )
  })
})

describe('an invalid filter', () => {
  it.each([
    [{ stageAsOf: {} }, 'deals.where.stageAsOf EMPTY_FILTER', 'deals.where.stageAsOf.on NEEDED'],
    [{ stageAsOf: { on: '2199-01-01' } }, 'deals.where.stageAsOf.on FUTURE_DAY'],
    [{ or: [{ stageAsOf: { on: '2199-01-01' } }] }, 'deals.where.or[0].stageAsOf.on FUTURE_DAY'],
    [{ stageAsOf: { on: '2018-02-30' } }, 'deals.where.stageAsOf.on NOT_A_DAY'],
    [{ stageAsOf: { on: '2018-01-01', stage: {} } }, 'deals.where.stageAsOf.stage EMPTY_FILTER'],
    [{ stageAsOf: { on: '2018-01-01', stage: null } }, 'deals.where.stageAsOf.stage EMPTY_FILTER'],
    [{ stageAsOf: { on: '2018-01-01', stage: { in: [] } } }, 'deals.where.stageAsOf.stage.in EMPTY_FILTER'],
    [{ stageAsOf: { on: '2018-01-01', knownAt: null } }, 'deals.where.stageAsOf.knownAt EMPTY_FILTER'],
    [{ stageAsOf: { on: '2018-01-01', stages: {} } }, 'deals.where.stageAsOf.stages UNKNOWN_FIELD'],
    [{ stageAsOf: null }, 'deals.where.stageAsOf EMPTY_FILTER'],
    [{ inTeam: { agency: 'awax' } }, 'deals.where.inTeam.agency UNKNOWN_REFERENCE'],
    [{ inTeam: { agency: 'a\u0000' } }, 'deals.where.inTeam.agency CONTROL_CHARACTER'],
    [{ inTeam: { agency: 'awex', on: '2199-01-01' } }, 'deals.where.inTeam.on FUTURE_DAY'],
    [{ not: { inTeam: { on: '2018-01-01' } } }, 'deals.where.not.inTeam.agency NEEDED'],
  ])('is rejected: %j', async (where, ...expected) => {
    const [error] = (await errorsOf(where)) ?? []
    expect(expected).toContain(error)
  })

  it('is rejected also by a statement that is cached for other values', async () => {
    const query = `query ($on: Date!, $stages: [DealStageCode!], $agency: String!) { deals(where: {
      stageAsOf: { on: $on, stage: { in: $stages } }, inTeam: { agency: $agency, on: $on } }) { totalCount } }`
    const runQuery = (on: string, stages: string[], agency = 'awex') =>
      ancrage.request(head, query, { on, stages, agency })
    expect((await runQuery('2018-05-30', ['NEGOTIATION'])).data?.deals).toEqual({ totalCount: 3 })
    expect((await runQuery('2018-05-31', ['NEGOTIATION'])).data?.deals).toEqual({ totalCount: 2 })
    expect((await runQuery('2018-05-31', ['NEGOTIATION', 'COMMITTED'])).data?.deals).toEqual({
      totalCount: 3,
    })
    expect(
      (await runQuery('2018-05-30', ['NEGOTIATION'], 'no-such-agency')).errors?.[0]?.extensions.code,
    ).toBe('BAD_USER_INPUT')
    expect((await runQuery('2199-05-30', ['NEGOTIATION'])).errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'deals.where.inTeam.on', code: 'FUTURE_DAY' },
    ])
  })
})
