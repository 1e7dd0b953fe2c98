import { dealClient, lostTo, type DealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'

const fields = `agency { code } asOf knownAt total { ...f } open { ...f }
  stages { stage { code } medianDaysInStage figures { ...f } deals { nodes { codeName masked } totalCount } }`
const fragment =
  'fragment f on Figures { deals jobs { low high openEnded weightedLow weightedHigh realised dealsWithout } capex { low high currency openEnded } }'
const question = `query ($agency: String, $asOf: Date, $knownAt: DateTime, $horizon: JobHorizon, $kind: JobKind, $rumours: Boolean, $where: DealWhere) {
  pipelineStatus(agency: $agency, asOf: $asOf, knownAt: $knownAt, horizon: $horizon, kind: $kind, rumours: $rumours, where: $where) { ${fields} } } ${fragment}`

let ancrage: Ancrage
let deals: DealClient
beforeAll(async () => {
  ancrage = await anAncrage()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
// a total is over all deals: every test begins with none
beforeEach(() => ancrage.owner.query('truncate deal cascade'))

const status = async (asked: object = {}, email = head) =>
  (await ancrage.get(email, question, { kind: 'DIRECT', ...asked })).pipelineStatus
const jobs = async (asked: object = {}) => (await status(asked)).total.jobs
const fault = async (asked: object, email: string | null = head) =>
  (await ancrage.ask(email, question, { kind: 'DIRECT', ...asked })).errors?.[0]?.extensions

type Status = Awaited<ReturnType<typeof status>>
const stageOf = (found: Status, code: string) =>
  found.stages.find((entry: { stage: { code: string } }) => entry.stage.code === code)
const counts = (found: Status): Record<string, number> =>
  Object.fromEntries(
    found.stages
      .filter((entry: any) => entry.figures.deals > 0)
      .map((entry: any) => [entry.stage.code, entry.figures.deals]),
  )
const now = () => new Date().toISOString()
/** Instants of the clock have milliseconds: two calls must not share one. */
const later = () => new Promise((resolve) => setTimeout(resolve, 5))

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
    await deals.move(angela, 'LOST', '2018-03-20', lostTo('NL'))
    await deals.handOver(lotus, 'cabinet-michel', '2018-05-28')
    const stated = { statedOn: '2018-05-31', standing: 'REPORTED' }
    await deals.project(lotus, { ...stated, horizon: 'INITIAL', low: 200, high: 999 })
    await deals.project(lotus, { ...stated, horizon: 'MEDIUM_TERM', low: 1000 })
  })

  it('has three deals in negotiation on 30 May, and no jobs yet', async () => {
    const found = await status({ agency: 'awex', asOf: '2018-05-30' })
    expect(found).toMatchObject({
      agency: { code: 'awex' },
      asOf: '2018-05-30',
      total: { deals: 4 },
      open: { deals: 3 },
    })
    expect(counts(found)).toEqual({ NEGOTIATION: 3, LOST: 1 })
    expect(found.total.jobs).toEqual({
      low: 0,
      high: 0,
      openEnded: false,
      weightedLow: 0,
      weightedHigh: 0,
      realised: 0,
      dealsWithout: 4,
    })
    expect(stageOf(found, 'NEGOTIATION').medianDaysInStage).toBe(86) // 118, 86 and 79 days
  })

  it('has more than a thousand jobs in negotiation on 31 May', async () => {
    const found = await status({ agency: 'awex', asOf: '2018-05-31' })
    expect(counts(found)).toEqual({ NEGOTIATION: 2, COMMITTED: 1, LOST: 1 })
    expect(stageOf(found, 'NEGOTIATION').figures.jobs).toEqual({
      low: 1000,
      high: null,
      openEnded: true,
      weightedLow: 600,
      weightedHigh: null,
      realised: 0,
      dealsWithout: 1,
    })
    expect(found.total.jobs).toMatchObject({ low: 1000, high: null, weightedLow: 600, dealsWithout: 3 })
  })

  it('has 200 to 999 jobs by the first horizon', async () => {
    const found = await status({ agency: 'awex', asOf: '2018-05-31', horizon: 'INITIAL' })
    expect(stageOf(found, 'NEGOTIATION').figures.jobs).toMatchObject({
      low: 200,
      high: 999,
      openEnded: false,
      weightedLow: 120,
      weightedHigh: 599.4,
    })
    expect((await jobs({ agency: 'awex', asOf: '2018-05-31', horizon: 'FULL' })).dealsWithout).toBe(4)
  })

  it('gives the deals behind a figure, filtered, ordered and paged like every list', async () => {
    const behind = `query ($after: String) { pipelineStatus(agency: "awex", asOf: "2018-05-30") { stages {
      deals(where: { stage: { outcome: { eq: OPEN } } }, orderBy: [{ codeName: ASC }], first: 2, after: $after) {
        nodes { codeName stage { code } currentProjection { low } } pageInfo { hasNextPage endCursor } totalCount } } } }`
    const page = (await ancrage.get(head, behind)).pipelineStatus.stages[4].deals
    expect(page).toMatchObject({
      nodes: [{ codeName: 'Lotus' }, { codeName: 'Plume', stage: { code: 'COMMITTED' } }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    })
    const next = (await ancrage.get(head, behind, { after: page.pageInfo.endCursor })).pipelineStatus
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
    const found = await status()
    expect(
      found.stages.map((entry: any) => [
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
    expect(found.agency).toBeNull()
    expect(found.total).toMatchObject({
      deals: 3,
      capex: [
        { low: '15.00', high: null, currency: 'EUR', openEnded: true },
        { low: '7.00', high: '7.00', currency: 'USD', openEnded: false },
      ],
    })
    expect(stageOf(found, 'IDENTIFIED').figures.capex).toEqual([
      { low: '10.00', high: '20.00', currency: 'EUR', openEnded: false },
      { low: '7.00', high: '7.00', currency: 'USD', openEnded: false },
    ])
  })

  it('keeps landed, lost and dormant deals out of what is open', async () => {
    for (const [to, more] of [
      ['LOST', lostTo('FR')],
      ['DORMANT', {}],
      ['QUALIFIED', {}],
    ] as const) {
      const deal = await deals.open({})
      await deals.project(deal, { low: 10, high: 10 })
      await deals.move(deal, to, '2018-02-01', more)
    }
    expect(await status()).toMatchObject({
      total: { deals: 3, jobs: { low: 30, weightedLow: 2.5 } },
      open: { deals: 1, jobs: { low: 10, weightedLow: 2.5 } },
    })
  })

  it('counts a deal once, whatever its agencies and statements', async () => {
    const deal = await deals.open({})
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-01-05')
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-08')
    for (const horizon of ['INITIAL', 'MEDIUM_TERM', 'FULL'])
      await deals.project(deal, { horizon, low: 10, high: 20, statedOn: '2018-01-09' })
    for (const agency of ['awex', 'liege-airport', null])
      expect((await status({ agency })).total).toMatchObject({ deals: 1, jobs: { low: 10, high: 20 } })
  })

  it('puts a deal where it stood on the day, as far as that was recorded by the instant', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const opened = now()
    await later()
    await deals.move(deal, 'QUALIFIED', '2018-03-01')
    expect(counts(await status({ asOf: '2018-01-07' }))).toEqual({})
    expect(counts(await status({ asOf: '2018-02-28' }))).toEqual({ IDENTIFIED: 1 })
    expect(counts(await status({ asOf: '2018-03-01' }))).toEqual({ QUALIFIED: 1 })
    expect(counts(await status({ asOf: '2018-03-01', knownAt: opened }))).toEqual({ IDENTIFIED: 1 })
    expect(counts(await status({ knownAt: '2018-06-01T00:00:00Z' }))).toEqual({})
    expect(await status({ asOf: '2018-01-10', knownAt: opened })).toMatchObject({
      knownAt: opened,
      total: { deals: 1 },
    })
  })

  it('of two moves on one day takes the later one', async () => {
    const deal = await deals.open({})
    await deals.move(deal, 'QUALIFIED', '2018-03-01')
    await deals.move(deal, 'CONTACTED', '2018-03-01')
    expect(counts(await status({ asOf: '2018-03-01' }))).toEqual({ CONTACTED: 1 })
  })

  it('is of today in Brussels and of now when not asked otherwise, and knows nothing of the future', async () => {
    const { asOf, knownAt } = await status({ knownAt: '2199-01-01T00:00:00Z' })
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(new Date())
    expect(asOf).toBe(today)
    expect(Math.abs(Date.parse(knownAt) - Date.now())).toBeLessThan(10_000)
    expect(await fault({ asOf: '2199-01-01' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'asOf', code: 'FUTURE_DAY' }],
    })
  })

  it('refuses an agency that is not there, whatever is selected of it', async () => {
    for (const selection of ['asOf', '__typename', 'total { deals }', 'agency { code }'])
      expect(
        (await ancrage.ask(head, `{ pipelineStatus(agency: "awax") { ${selection} } }`)).errors?.[0]
          ?.extensions,
      ).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'agency', code: 'UNKNOWN_REFERENCE' }] })
    expect(await fault({ agency: 'aw\u0000ex' })).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await fault({ agency: 'awax' }, null)).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('tells an ended session nothing about the question', async () => {
    const response = await fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer s_ended' },
      body: JSON.stringify({ query: '{ pipelineStatus(agency: "awax") { asOf } }' }),
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('takes a filter by what deals are today, and refuses an empty one', async () => {
    const logistics = await deals.open({ activity: 'LOGISTICS' })
    await deals.open({ activity: 'ENERGY' })
    await deals.move(logistics, 'QUALIFIED', '2018-03-01')
    expect(counts(await status({ where: { activity: { eq: 'ENERGY' } } }))).toEqual({ IDENTIFIED: 1 })
    expect(counts(await status({ where: { title: { contains: 'PLANT' } } }))).toEqual({
      IDENTIFIED: 1,
      QUALIFIED: 1,
    })
    const qualified = { stage: { code: { eq: 'QUALIFIED' } } }
    expect(counts(await status({ where: qualified, asOf: '2018-02-01' }))).toEqual({ IDENTIFIED: 1 })
    expect(await fault({ where: {} })).toMatchObject({ fields: [{ path: 'where', code: 'EMPTY_FILTER' }] })
  })
})

describe('the team of a pipeline status', () => {
  it('is that of the day, from its first day until the day it left', async () => {
    const deal = await deals.open({ openedOn: '2018-01-02' })
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-02-01')
    await deals.leave(deal, 'liege-airport', '2018-04-01')
    const seen = async (asOf: string) => (await status({ agency: 'liege-airport', asOf })).total.deals
    expect(await seen('2018-01-31')).toBe(0)
    expect(await seen('2018-02-01')).toBe(1)
    expect(await seen('2018-03-31')).toBe(1)
    expect(await seen('2018-04-01')).toBe(0)
  })

  it('is that known at the instant: who joined later was not there, who left later still was', async () => {
    const deal = await deals.open({})
    const opened = now()
    await later()
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-02-01')
    await later()
    const joined = now()
    await later()
    await deals.leave(deal, 'liege-airport', '2018-02-15')
    const seen = async (knownAt?: string) =>
      (await status({ agency: 'liege-airport', asOf: '2018-03-01', knownAt })).total.deals
    expect(await seen(opened)).toBe(0)
    expect(await seen(joined)).toBe(1)
    expect(await seen()).toBe(0)
  })

  it('follows a handover', async () => {
    const deal = await deals.open({})
    await deals.handOver(deal, 'cabinet-michel', '2018-05-28')
    const seen = async (agency: string, asOf: string) => (await status({ agency, asOf })).total.deals
    expect(await seen('cabinet-michel', '2018-05-27')).toBe(0)
    expect(await seen('cabinet-michel', '2018-05-28')).toBe(1)
    expect(await seen('awex', '2018-05-27')).toBe(1)
    expect(await seen('awex', '2018-05-28')).toBe(1)
  })
})

describe('the jobs of a pipeline status', () => {
  let deal: string
  beforeEach(async () => {
    deal = await deals.open({})
  })

  it('are the latest statement of the furthest horizon, never added up', async () => {
    await deals.project(deal, { horizon: 'FULL', low: 500, high: 600, statedOn: '2018-02-01' })
    await deals.project(deal, { horizon: 'FULL', low: 400, high: 450, statedOn: '2018-03-01' })
    await deals.project(deal, { horizon: 'INITIAL', low: 100, high: 100, statedOn: '2018-04-01' })
    expect(await jobs()).toMatchObject({ low: 400, high: 450, weightedLow: 20, weightedHigh: 22.5 })
    expect(await jobs({ asOf: '2018-02-28' })).toMatchObject({ low: 500, high: 600 })
    expect(await jobs({ horizon: 'INITIAL' })).toMatchObject({ low: 100, high: 100 })
    expect(await jobs({ horizon: 'MEDIUM_TERM' })).toMatchObject({ low: 0, high: 0, dealsWithout: 1 })
    expect(await jobs({ asOf: '2018-01-31' })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('of two statements of one day are those recorded last, wherever a backdated one is entered', async () => {
    await deals.project(deal, { low: 500, statedOn: '2018-03-01' })
    await later()
    await deals.project(deal, { low: 700, statedOn: '2018-03-01' })
    const before = now()
    await later()
    await deals.project(deal, { low: 300, statedOn: '2018-02-01' })
    expect(await jobs()).toMatchObject({ low: 700 })
    expect(await jobs({ asOf: '2018-02-28' })).toMatchObject({ low: 300 })
    expect(await jobs({ asOf: '2018-02-28', knownAt: before })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('are corrected from when the correction was stated and recorded, and not before', async () => {
    const wrong = await deals.project(deal, { low: 900, high: 900, statedOn: '2018-02-01' })
    const before = now()
    await later()
    await deals.project(deal, { low: 90, high: 90, statedOn: '2018-02-01', replaces: wrong })
    expect(await jobs()).toMatchObject({ low: 90 })
    expect(await jobs({ asOf: '2018-02-01' })).toMatchObject({ low: 90 })
    expect(await jobs({ asOf: '2018-02-01', knownAt: before })).toMatchObject({ low: 900 })
  })

  it('are corrected from the day of the correction when that was stated later', async () => {
    const wrong = await deals.project(deal, { low: 900, statedOn: '2018-02-01' })
    await deals.project(deal, { low: 90, statedOn: '2018-06-01', horizon: 'INITIAL', replaces: wrong })
    expect(await jobs({ asOf: '2018-05-31' })).toMatchObject({ low: 900 })
    expect(await jobs({ asOf: '2018-06-01' })).toMatchObject({ low: 90 })
  })

  it('leave a statement out that was corrected to another kind', async () => {
    const wrong = await deals.project(deal, { low: 900, high: 900 })
    await deals.project(deal, { kind: 'CONSTRUCTION', low: 900, high: 900, replaces: wrong })
    expect(await jobs()).toMatchObject({ low: 0, dealsWithout: 1 })
    expect(await jobs({ kind: 'CONSTRUCTION' })).toMatchObject({ low: 900, dealsWithout: 0 })
  })

  it('of one open end have none in all', async () => {
    await deals.project(deal, { low: 1000 })
    const closed = await deals.open({})
    await deals.project(closed, { low: 10, high: 20 })
    await deals.move(closed, 'QUALIFIED', '2018-02-01')
    const found = await status()
    expect(found.total.jobs).toMatchObject({
      low: 1010,
      high: null,
      openEnded: true,
      weightedLow: 52.5,
      weightedHigh: null,
    })
    expect(stageOf(found, 'QUALIFIED').figures.jobs).toMatchObject({
      low: 10,
      high: 20,
      openEnded: false,
      weightedHigh: 5,
    })
  })

  it('count rumours only when asked', async () => {
    await deals.project(deal, { standing: 'RUMOURED', low: 5000, horizon: 'FULL' })
    expect(await jobs()).toMatchObject({ low: 0, dealsWithout: 1 })
    expect(await jobs({ rumours: true })).toMatchObject({ low: 5000, dealsWithout: 0 })
    await deals.project(deal, { standing: 'ANNOUNCED', low: 300, horizon: 'INITIAL' })
    expect(await jobs()).toMatchObject({ low: 300 })
    expect(await jobs({ rumours: true })).toMatchObject({ low: 5000 })
  })

  it('of different kinds are never added', async () => {
    await deals.project(deal, { kind: 'DIRECT', low: 100, high: 100 })
    await deals.project(deal, { kind: 'INDIRECT', low: 300, high: 300 })
    expect(await jobs({ kind: null })).toMatchObject({ low: 100 })
    expect(await jobs({ kind: 'INDIRECT' })).toMatchObject({ low: 300 })
    expect(await jobs({ kind: 'SAFEGUARDED' })).toMatchObject({ low: 0, dealsWithout: 1 })
  })

  it('keep those that are there apart, by the furthest horizon up to the one asked for', async () => {
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
    expect(await jobs()).toMatchObject({ low: 1000, high: 1000, realised: 640 })
    expect(await jobs({ asOf: '2020-01-01' })).toMatchObject({ low: 1000, realised: 120 })
    expect(await jobs({ horizon: 'MEDIUM_TERM' })).toMatchObject({ low: 0, realised: 120, dealsWithout: 1 })
  })
})

describe('whose deals a pipeline status counts', () => {
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

  it('is decided by who asks: masked ones count, with their jobs, and those that they may not see do not', async () => {
    for (const level of levels) {
      const deal = await deals.open({ codeName: level, confidentiality: level })
      await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-05')
      await deals.project(deal, { low: 10, high: 10 })
    }
    for (const [email, expected] of Object.entries(seen))
      for (const agency of ['awex', null]) {
        const found = await status({ agency }, email)
        expect(found.total).toMatchObject({ deals: expected.length, jobs: { low: 10 * expected.length } })
        const behind = found.stages[0].deals.nodes.map(
          (node: any) => node.codeName + (node.masked ? ' masked' : ''),
        )
        expect([email, ...behind.sort()]).toEqual([email, ...[...expected].sort()])
      }
  })

  it('does not let a filter tell what is masked', async () => {
    await deals.open({ title: 'Alibaba comes', confidentiality: 'RESTRICTED' })
    const where = { title: { contains: 'alibaba' } }
    expect((await status({ where })).total.deals).toBe(1)
    expect((await status({ where }, 'head@michel.example')).total.deals).toBe(0)
  })
})
