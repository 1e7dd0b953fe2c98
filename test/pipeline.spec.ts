import { dealClient, lossInput, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

const fields = `agency { code } asOf knownAt total { ...f } open { ...f }
  stages { stage { code } medianDaysInStage figures { ...f } deals { nodes { codeName masked } totalCount } }`
const fragment =
  'fragment f on Figures { deals jobs { low high openEnded weightedLow weightedHigh realised dealsWithout } capex { low high currency openEnded } }'
const question = `query ($agency: String, $asOf: Date, $knownAt: DateTime, $horizon: JobHorizon, $kind: JobKind, $rumours: Boolean, $where: DealWhere) {
  pipelineStatus(agency: $agency, asOf: $asOf, knownAt: $knownAt, horizon: $horizon, kind: $kind, rumours: $rumours, where: $where) { ${fields} } } ${fragment}`

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
// every test starts without deals, because a total includes all of them
beforeEach(() => ancrage.owner.query('truncate deal cascade'))

const readStatus = async (args: object = {}, email = head) =>
  (await ancrage.run(email, question, { kind: 'DIRECT', ...args })).pipelineStatus
const readJobs = async (args: object = {}) => (await readStatus(args)).total.jobs
const errorOf = async (args: object, email: string | null = head) =>
  (await ancrage.request(email, question, { kind: 'DIRECT', ...args })).errors?.[0]?.extensions

type Status = Awaited<ReturnType<typeof readStatus>>
const stageOf = (status: Status, code: string) =>
  status.stages.find((entry: { stage: { code: string } }) => entry.stage.code === code)
const countsByStage = (status: Status): Record<string, number> =>
  Object.fromEntries(
    status.stages
      .filter((entry: any) => entry.figures.deals > 0)
      .map((entry: any) => [entry.stage.code, entry.figures.deals]),
  )
const now = () => new Date().toISOString()
/** Waits, so that the next change has a later millisecond. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the Walloon pipeline of 2018', () => {
  beforeEach(async () => {
    const lotus = await deals.open({ codeName: 'Lotus', title: 'Alibaba', confidentiality: 'RESTRICTED' })
    await deals.join(lotus, 'liege-airport', 'SUPPORT', '2018-01-10')
    await deals.join(lotus, 'logistics-in-wallonia', 'INFORMED', '2018-01-10')
    await deals.move(lotus, 'NEGOTIATION', '2018-03-12')
    const plume = await deals.open({ codeName: 'Plume', title: 'Cainiao' })
    await deals.move(plume, 'NEGOTIATION', '2018-02-01')
    await deals.move(plume, 'COMMITTED', '2018-05-31')
    await deals.handOver(plume, 'liege-airport', '2018-01-03')
    await deals.join(plume, 'awex', 'INFORMED', '2018-01-04')
    const volt = await deals.open({ codeName: 'Volt', title: 'Thunder Power' })
    await deals.move(volt, 'NEGOTIATION', '2018-03-05')
    const angela = await deals.open({ codeName: 'Angela', title: 'Zalando', confidentiality: 'OPEN' })
    await deals.move(angela, 'LOST', '2018-03-20', lossInput('NL'))
    await deals.handOver(lotus, 'cabinet-michel', '2018-05-28')
    const stated = { statedOn: '2018-05-31', standing: 'REPORTED' }
    await deals.project(lotus, { ...stated, horizon: 'INITIAL', low: 200, high: 999 })
    await deals.project(lotus, { ...stated, horizon: 'MEDIUM_TERM', low: 1000 })
  })

  it('has three deals in negotiation on 30 May, and no jobs yet', async () => {
    const status = await readStatus({ agency: 'awex', asOf: '2018-05-30' })
    expect(status).toMatchObject({
      agency: { code: 'awex' },
      asOf: '2018-05-30',
      total: { deals: 4 },
      open: { deals: 3 },
    })
    expect(countsByStage(status)).toEqual({ NEGOTIATION: 3, LOST: 1 })
    expect(status.total.jobs).toEqual({
      low: 0,
      high: 0,
      openEnded: false,
      weightedLow: 0,
      weightedHigh: 0,
      realised: 0,
      dealsWithout: 4,
    })
    expect(stageOf(status, 'NEGOTIATION').medianDaysInStage).toBe(86) // 118, 86 and 79 days
  })

  it('has more than a thousand jobs in negotiation on 31 May', async () => {
    const status = await readStatus({ agency: 'awex', asOf: '2018-05-31' })
    expect(countsByStage(status)).toEqual({ NEGOTIATION: 2, COMMITTED: 1, LOST: 1 })
    expect(stageOf(status, 'NEGOTIATION').figures.jobs).toEqual({
      low: 1000,
      high: null,
      openEnded: true,
      weightedLow: 600,
      weightedHigh: null,
      realised: 0,
      dealsWithout: 1,
    })
    expect(status.total.jobs).toMatchObject({ low: 1000, high: null, weightedLow: 600, dealsWithout: 3 })
  })

  it('has 200 to 999 jobs for the horizon INITIAL', async () => {
    const status = await readStatus({ agency: 'awex', asOf: '2018-05-31', horizon: 'INITIAL' })
    expect(stageOf(status, 'NEGOTIATION').figures.jobs).toMatchObject({
      low: 200,
      high: 999,
      openEnded: false,
      weightedLow: 120,
      weightedHigh: 599.4,
    })
    expect((await readJobs({ agency: 'awex', asOf: '2018-05-31', horizon: 'FULL' })).dealsWithout).toBe(4)
  })

  it('has the deals of each figure, filtered, ordered and paged like every list', async () => {
    const behind = `query ($after: String) { pipelineStatus(agency: "awex", asOf: "2018-05-30") { stages {
      deals(where: { stage: { outcome: { eq: OPEN } } }, orderBy: [{ codeName: ASC }], first: 2, after: $after) {
        nodes { codeName stage { code } currentProjection { low } } pageInfo { hasNextPage endCursor } totalCount } } } }`
    const page = (await ancrage.run(head, behind)).pipelineStatus.stages[4].deals
    expect(page).toMatchObject({
      nodes: [{ codeName: 'Lotus' }, { codeName: 'Plume', stage: { code: 'COMMITTED' } }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    })
    const next = (await ancrage.run(head, behind, { after: page.pageInfo.endCursor })).pipelineStatus
      .stages[4].deals
    expect(next).toMatchObject({ nodes: [{ codeName: 'Volt' }], pageInfo: { hasNextPage: false } })
  })
})

describe('a pipeline status', () => {
  it('lists all stages in order, and its total is their sum', async () => {
    await deals.open({ capex: { low: '10', high: '20', currency: 'EUR' } })
    const moved = await deals.open({ capex: { low: '5', currency: 'EUR' } })
    await deals.open({ capex: { low: '7', high: '7', currency: 'USD' } })
    await deals.move(moved, 'QUALIFIED', '2018-02-01')
    const status = await readStatus()
    expect(
      status.stages.map((entry: any) => [
        entry.stage.code,
        entry.figures.deals,
        entry.medianDaysInStage === null,
      ]),
    ).toEqual([
      ['IDENTIFIED', 2, false],
      ['CONTACTED', 0, true],
      ['QUALIFIED', 1, false],
      ['SHORTLISTED', 0, true],
      ['NEGOTIATION', 0, true],
      ['COMMITTED', 0, true],
      ['LANDED', 0, true],
      ['LOST', 0, true],
      ['DORMANT', 0, true],
    ])
    expect(status.agency).toBeNull()
    expect(status.total).toMatchObject({
      deals: 3,
      capex: [
        { low: '15.00', high: null, currency: 'EUR', openEnded: true },
        { low: '7.00', high: '7.00', currency: 'USD', openEnded: false },
      ],
    })
    expect(stageOf(status, 'IDENTIFIED').figures.capex).toEqual([
      { low: '10.00', high: '20.00', currency: 'EUR', openEnded: false },
      { low: '7.00', high: '7.00', currency: 'USD', openEnded: false },
    ])
  })

  it('excludes landed, lost and dormant deals from the open ones', async () => {
    for (const [to, more] of [
      ['LOST', lossInput('FR')],
      ['DORMANT', {}],
      ['QUALIFIED', {}],
    ] as const) {
      const deal = await deals.open({})
      await deals.project(deal, { low: 10, high: 10 })
      await deals.move(deal, to, '2018-02-01', more)
    }
    expect(await readStatus()).toMatchObject({
      total: { deals: 3, jobs: { low: 30, weightedLow: 2.5 } },
      open: { deals: 1, jobs: { low: 10, weightedLow: 2.5 } },
    })
  })

  it('counts a deal once, for any number of agencies and projections', async () => {
    const deal = await deals.open({})
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-01-05')
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-08')
    for (const horizon of ['INITIAL', 'MEDIUM_TERM', 'FULL'])
      await deals.project(deal, { horizon, low: 10, high: 20, statedOn: '2018-01-09' })
    for (const agency of ['awex', 'liege-airport', null])
      expect((await readStatus({ agency })).total).toMatchObject({ deals: 1, jobs: { low: 10, high: 20 } })
  })

  it('has a deal in its stage of the day, as recorded by the instant', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const opened = now()
    await pause()
    await deals.move(deal, 'QUALIFIED', '2018-03-01')
    expect(countsByStage(await readStatus({ asOf: '2018-01-07' }))).toEqual({})
    expect(countsByStage(await readStatus({ asOf: '2018-02-28' }))).toEqual({ IDENTIFIED: 1 })
    expect(countsByStage(await readStatus({ asOf: '2018-03-01' }))).toEqual({ QUALIFIED: 1 })
    expect(countsByStage(await readStatus({ asOf: '2018-03-01', knownAt: opened }))).toEqual({
      IDENTIFIED: 1,
    })
    expect(countsByStage(await readStatus({ knownAt: '2018-06-01T00:00:00Z' }))).toEqual({})
    expect(await readStatus({ asOf: '2018-01-10', knownAt: opened })).toMatchObject({
      knownAt: opened,
      total: { deals: 1 },
    })
  })

  it('uses the later one of two moves on the same day', async () => {
    const deal = await deals.open({})
    await deals.move(deal, 'QUALIFIED', '2018-03-01')
    await deals.move(deal, 'CONTACTED', '2018-03-01')
    expect(countsByStage(await readStatus({ asOf: '2018-03-01' }))).toEqual({ CONTACTED: 1 })
  })

  it('is as of today in Brussels and of now by default, and never of the future', async () => {
    const { asOf, knownAt } = await readStatus({ knownAt: '2199-01-01T00:00:00Z' })
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(new Date())
    expect(asOf).toBe(today)
    expect(Math.abs(Date.parse(knownAt) - Date.now())).toBeLessThan(10_000)
    expect(await errorOf({ asOf: '2199-01-01' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'asOf', code: 'FUTURE_DAY' }],
    })
  })

  it('rejects an unknown agency for any selection', async () => {
    for (const selection of ['asOf', '__typename', 'total { deals }', 'agency { code }'])
      expect(
        (await ancrage.request(head, `{ pipelineStatus(agency: "awax") { ${selection} } }`)).errors?.[0]
          ?.extensions,
      ).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'agency', code: 'UNKNOWN_REFERENCE' }] })
    expect(await errorOf({ agency: 'aw\u0000ex' })).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await errorOf({ agency: 'awax' }, null)).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('does not reveal errors of the input to an ended session', async () => {
    const response = await fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer s_ended' },
      body: JSON.stringify({ query: '{ pipelineStatus(agency: "awax") { asOf } }' }),
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('can be filtered by the present state of deals, and rejects an empty filter', async () => {
    const logistics = await deals.open({ activity: 'LOGISTICS' })
    await deals.open({ activity: 'ENERGY' })
    await deals.move(logistics, 'QUALIFIED', '2018-03-01')
    expect(countsByStage(await readStatus({ where: { activity: { eq: 'ENERGY' } } }))).toEqual({
      IDENTIFIED: 1,
    })
    expect(countsByStage(await readStatus({ where: { title: { contains: 'PLANT' } } }))).toEqual({
      IDENTIFIED: 1,
      QUALIFIED: 1,
    })
    const qualified = { stage: { code: { eq: 'QUALIFIED' } } }
    expect(countsByStage(await readStatus({ where: qualified }))).toEqual({ QUALIFIED: 1 })
    const then = { stageAsOf: { on: '2018-02-01', stage: { eq: 'QUALIFIED' } } }
    expect(countsByStage(await readStatus({ where: then, asOf: '2018-02-01' }))).toEqual({})
    expect(await errorOf({ where: {} })).toMatchObject({ fields: [{ path: 'where', code: 'EMPTY_FILTER' }] })
  })
})

/** Each filter that a report of an earlier day refuses, and the filter that the refusal names. */
describe('a filter that no report of the past knows', () => {
  const knownAt = '2018-05-31T10:00:00Z'
  const open = { stage: { outcome: { eq: 'OPEN' } } }
  const lostReason = { lossReasons: { some: { code: { eq: 'SITE' } } } }
  it.each([
    [{ where: { jobsLow: { gte: 10 } }, asOf: '2018-05-31' }, 'where.jobsLow', 'jobs.atLeast'],
    [
      { where: { and: [{ not: { jobsHigh: { gte: 10 } } }] }, knownAt },
      'where.and[0].not.jobsHigh',
      'jobs.atMost',
    ],
    [{ where: { team: { some: { role: { eq: 'LEAD' } } } }, knownAt }, 'where.team', 'inTeam'],
    [
      { where: { prospect: { meetings: { some: { status: { eq: 'HELD' } } } } }, asOf: '2018-05-31' },
      'where.prospect.meetings',
      'deals.some.meetings',
    ],
    [{ where: lostReason, knownAt }, 'where.lossReasons', 'lossReasonHistory'],
    [
      { where: { lossDestination: { isNull: false } }, knownAt },
      'where.lossDestination',
      'lossDestinationHistory',
    ],
  ])('is rejected beside an earlier day, and %j names the one to use', async (args, path, instead) => {
    const expected = {
      code: 'BAD_USER_INPUT',
      fields: [{ path, code: 'VALUE_OF_TODAY', message: expect.stringContaining(`“${instead}”`) }],
    }
    expect(await errorOf(args)).toMatchObject(expected)
    const stats = `query ($where: DealWhere, $asOf: Date, $knownAt: DateTime) {
      dealStats(measures: [DEALS], where: $where, asOf: $asOf, knownAt: $knownAt) { where } }`
    const conversion = `query ($where: DealWhere, $asOf: Date, $knownAt: DateTime) {
      dealConversion(from: QUALIFIED, to: LANDED, where: $where, asOf: $asOf, knownAt: $knownAt) { where } }`
    for (const report of [stats, conversion])
      expect((await ancrage.request(head, report, args)).errors?.[0]?.extensions).toMatchObject(expected)
  })

  it.each([
    [{ where: { nextReview: { isNull: false } }, asOf: '2018-05-31' }, 'where.nextReview'],
    [{ where: { description: { contains: 'x' } }, knownAt }, 'where.description'],
    [{ where: { tasks: { some: { overdue: { eq: true } } } }, asOf: '2018-05-31' }, 'where.tasks'],
    [{ where: { missing: { stage: 'COMMITTED' } }, asOf: '2018-05-31' }, 'where.missing'],
    [
      { where: { meetings: { some: { outcome: { contains: 'x' } } } }, asOf: '2018-05-31' },
      'where.meetings.some.outcome',
    ],
  ])('is rejected beside an earlier day where no history has its value: %j', async (args, path) => {
    expect(await errorOf(args)).toMatchObject({ fields: [{ path, code: 'NO_PAST_VALUE' }] })
  })

  it('is allowed without an earlier day, and so is a filter with a day of its own', async () => {
    expect(await errorOf({ where: open })).toBeUndefined()
    expect(await errorOf({ where: lostReason, asOf: '2018-05-31' })).toBeUndefined()
    for (const where of [
      { jobs: { on: '2018-05-31', atLeast: 10 } },
      { inTeam: { on: '2018-05-31', agency: 'awex' } },
    ])
      expect(await errorOf({ where, asOf: '2018-05-31' })).toBeUndefined()
  })
})

describe('the team of a pipeline status', () => {
  it('includes an agency from its first day until the day before it left', async () => {
    const deal = await deals.open({ openedOn: '2018-01-02' })
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-02-01')
    await deals.leave(deal, 'liege-airport', '2018-04-01')
    const countDeals = async (asOf: string) =>
      (await readStatus({ agency: 'liege-airport', asOf })).total.deals
    expect(await countDeals('2018-01-31')).toBe(0)
    expect(await countDeals('2018-02-01')).toBe(1)
    expect(await countDeals('2018-03-31')).toBe(1)
    expect(await countDeals('2018-04-01')).toBe(0)
  })

  it('is as known at the instant, without later joins and leaves', async () => {
    const deal = await deals.open({})
    const opened = now()
    await pause()
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-02-01')
    await pause()
    const joined = now()
    await pause()
    await deals.leave(deal, 'liege-airport', '2018-02-15')
    const countDeals = async (knownAt?: string) =>
      (await readStatus({ agency: 'liege-airport', asOf: '2018-03-01', knownAt })).total.deals
    expect(await countDeals(opened)).toBe(0)
    expect(await countDeals(joined)).toBe(1)
    expect(await countDeals()).toBe(0)
  })

  it('follows a handover', async () => {
    const deal = await deals.open({})
    await deals.handOver(deal, 'cabinet-michel', '2018-05-28')
    const countDeals = async (agency: string, asOf: string) =>
      (await readStatus({ agency, asOf })).total.deals
    expect(await countDeals('cabinet-michel', '2018-05-27')).toBe(0)
    expect(await countDeals('cabinet-michel', '2018-05-28')).toBe(1)
    expect(await countDeals('awex', '2018-05-27')).toBe(1)
    expect(await countDeals('awex', '2018-05-28')).toBe(1)
  })
})

describe('the jobs of a pipeline status', () => {
  let deal: string
  beforeEach(async () => {
    deal = await deals.open({})
  })

  it('are those of the latest projection of the furthest horizon, not a sum', async () => {
    await deals.project(deal, { horizon: 'FULL', low: 500, high: 600, statedOn: '2018-02-01' })
    await deals.project(deal, { horizon: 'FULL', low: 400, high: 450, statedOn: '2018-03-01' })
    await deals.project(deal, { horizon: 'INITIAL', low: 100, high: 100, statedOn: '2018-04-01' })
    expect(await readJobs()).toMatchObject({ low: 400, high: 450, weightedLow: 20, weightedHigh: 22.5 })
    expect(await readJobs({ asOf: '2018-02-28' })).toMatchObject({ low: 500, high: 600 })
    expect(await readJobs({ horizon: 'INITIAL' })).toMatchObject({ low: 100, high: 100 })
    expect(await readJobs({ horizon: 'MEDIUM_TERM' })).toMatchObject({ low: 0, high: 0, dealsWithout: 1 })
    expect(await readJobs({ asOf: '2018-01-31' })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('are those of the last recorded projection of the latest day, also after a backdated one', async () => {
    await deals.project(deal, { low: 500, statedOn: '2018-03-01' })
    await pause()
    await deals.project(deal, { low: 700, statedOn: '2018-03-01' })
    const before = now()
    await pause()
    await deals.project(deal, { low: 300, statedOn: '2018-02-01' })
    expect(await readJobs()).toMatchObject({ low: 700 })
    expect(await readJobs({ asOf: '2018-02-28' })).toMatchObject({ low: 300 })
    expect(await readJobs({ asOf: '2018-02-28', knownAt: before })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('are corrected from the day and the instant of the correction', async () => {
    const wrong = await deals.project(deal, { low: 900, high: 900, statedOn: '2018-02-01' })
    const before = now()
    await pause()
    await deals.project(deal, { low: 90, high: 90, statedOn: '2018-02-01', replaces: wrong })
    expect(await readJobs()).toMatchObject({ low: 90 })
    expect(await readJobs({ asOf: '2018-02-01' })).toMatchObject({ low: 90 })
    expect(await readJobs({ asOf: '2018-02-01', knownAt: before })).toMatchObject({ low: 900 })
  })

  it('are corrected from the day of a correction with a later day', async () => {
    const wrong = await deals.project(deal, { low: 900, statedOn: '2018-02-01' })
    await deals.project(deal, { low: 90, statedOn: '2018-06-01', horizon: 'INITIAL', replaces: wrong })
    expect(await readJobs({ asOf: '2018-05-31' })).toMatchObject({ low: 900 })
    expect(await readJobs({ asOf: '2018-06-01' })).toMatchObject({ low: 90 })
  })

  it('do not include a projection that was corrected to another kind', async () => {
    const wrong = await deals.project(deal, { low: 900, high: 900 })
    await deals.project(deal, { kind: 'CONSTRUCTION', low: 900, high: 900, replaces: wrong })
    expect(await readJobs()).toMatchObject({ low: 0, dealsWithout: 1 })
    expect(await readJobs({ kind: 'CONSTRUCTION' })).toMatchObject({ low: 900, dealsWithout: 0 })
  })

  it('have no upper end if one projection has none', async () => {
    await deals.project(deal, { low: 1000 })
    const closed = await deals.open({})
    await deals.project(closed, { low: 10, high: 20 })
    await deals.move(closed, 'QUALIFIED', '2018-02-01')
    const status = await readStatus()
    expect(status.total.jobs).toMatchObject({
      low: 1010,
      high: null,
      openEnded: true,
      weightedLow: 52.5,
      weightedHigh: null,
    })
    expect(stageOf(status, 'QUALIFIED').figures.jobs).toMatchObject({
      low: 10,
      high: 20,
      openEnded: false,
      weightedHigh: 5,
    })
  })

  it('include rumours only on request', async () => {
    await deals.project(deal, { standing: 'RUMOURED', low: 5000, horizon: 'FULL' })
    expect(await readJobs()).toMatchObject({ low: 0, dealsWithout: 1 })
    expect(await readJobs({ rumours: true })).toMatchObject({ low: 5000, dealsWithout: 0 })
    await deals.project(deal, { standing: 'ANNOUNCED', low: 300, horizon: 'INITIAL' })
    expect(await readJobs()).toMatchObject({ low: 300 })
    expect(await readJobs({ rumours: true })).toMatchObject({ low: 5000 })
  })

  it('of different kinds are never added up', async () => {
    await deals.project(deal, { kind: 'DIRECT', low: 100, high: 100 })
    await deals.project(deal, { kind: 'INDIRECT', low: 300, high: 300 })
    expect(await readJobs({ kind: null })).toMatchObject({ low: 100 })
    expect(await readJobs({ kind: 'INDIRECT' })).toMatchObject({ low: 300 })
    expect(await readJobs({ kind: 'SAFEGUARDED' })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('have realised jobs separately, of the furthest horizon up to the requested one', async () => {
    await deals.project(deal, { horizon: 'FULL', low: 1000, high: 1000 })
    await deals.project(deal, {
      horizon: 'INITIAL',
      standing: 'REALISED',
      low: 120,
      high: 120,
      statedOn: '2019-01-10',
    })
    await deals.project(deal, {
      horizon: 'FULL',
      standing: 'REALISED',
      low: 640,
      high: 640,
      statedOn: '2021-01-10',
    })
    expect(await readJobs()).toMatchObject({ low: 1000, high: 1000, realised: 640 })
    expect(await readJobs({ asOf: '2020-01-01' })).toMatchObject({ low: 1000, realised: 120 })
    expect(await readJobs({ horizon: 'MEDIUM_TERM' })).toMatchObject({
      low: 0,
      realised: 120,
      dealsWithout: 1,
    })
  })
})

describe('the deals of a pipeline status', () => {
  const levels = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET']
  const seen: Record<string, string[]> = {
    'head@awex.example': ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'],
    'officer@awex.example': ['OPEN', 'INTERNAL', 'RESTRICTED'],
    'analyst@awex.example': ['OPEN', 'INTERNAL', 'RESTRICTED masked'],
    'admin@awex.example': ['OPEN', 'INTERNAL', 'RESTRICTED masked'],
    'cabinet@jeholet.example': ['OPEN', 'INTERNAL masked', 'RESTRICTED masked'],
    'head@michel.example': ['OPEN', 'INTERNAL masked', 'RESTRICTED masked'],
    'officer@liege-airport.example': ['OPEN', 'INTERNAL', 'RESTRICTED'],
    'analyst@logistics.example': ['OPEN', 'INTERNAL masked'],
  }

  it('are those that the viewer sees: masked ones count with their jobs, hidden ones do not', async () => {
    for (const level of levels) {
      const deal = await deals.open({ codeName: level, confidentiality: level })
      await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-05')
      await deals.project(deal, { low: 10, high: 10 })
    }
    for (const [email, visible] of Object.entries(seen))
      for (const agency of ['awex', null]) {
        const status = await readStatus({ agency }, email)
        expect(status.total).toMatchObject({ deals: visible.length, jobs: { low: 10 * visible.length } })
        const behind = status.stages[0].deals.nodes.map(
          (node: any) => node.codeName + (node.masked ? ' masked' : ''),
        )
        expect([email, ...behind.sort()]).toEqual([email, ...[...visible].sort()])
      }
  })

  it('are not revealed by a filter on masked values', async () => {
    await deals.open({ title: 'Alibaba comes', confidentiality: 'RESTRICTED' })
    const where = { title: { contains: 'alibaba' } }
    expect((await readStatus({ where })).total.deals).toBe(1)
    expect((await readStatus({ where }, 'head@michel.example')).total.deals).toBe(0)
  })
})
