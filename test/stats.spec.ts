import { dealDimensions } from '../src/stats/deal-dimension.js'
import { dealClient, lostTo, type DealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const outsider = 'cabinet@jeholet.example'

const question = `query ($where: DealWhere, $groupBy: [DealDimension!]!, $measures: [DealMeasure!]!, $agency: String, $asOf: Date, $knownAt: DateTime, $kind: JobKind = DIRECT, $horizon: JobHorizon, $rumours: Boolean, $stage: DealStageCode, $currency: String, $rateOn: Date) {
  dealStats(where: $where, groupBy: $groupBy, measures: $measures, agency: $agency, asOf: $asOf, knownAt: $knownAt, kind: $kind, horizon: $horizon, rumours: $rumours, stage: $stage, currency: $currency, rateOn: $rateOn) {
    by { dimension value label } values { ...v } total { ...v } where overlapping } }
  fragment v on MeasureValue { measure number currency openEnded }`

interface Cell {
  by: { dimension: string; value: string | null; label: string }[]
  values: { measure: string; number: number | null; currency: string | null; openEnded: boolean }[]
  total: Cell['values']
  where: object
  overlapping: string[]
}

let ancrage: Ancrage
const stats = async (asked: object, email = head): Promise<Cell[]> =>
  (await ancrage.get(email, question, { groupBy: [], measures: ['DEALS'], ...asked })).dealStats
const fault = async (asked: object) =>
  (await ancrage.ask(head, question, { groupBy: [], measures: ['DEALS'], ...asked })).errors?.[0]?.extensions
const listed = async (where: object, email = head): Promise<number> =>
  (await ancrage.get(email, 'query ($where: DealWhere) { deals(where: $where) { totalCount } }', { where }))
    .deals.totalCount
/** The first figure of each cell, by the values of the cell. */
const table = (cells: Cell[]) =>
  Object.fromEntries(
    cells.map(({ by, values }) => [by.map(({ value }) => value).join(' '), values[0]!.number]),
  )

describe('the statistics of the demo case', () => {
  beforeAll(async () => {
    ancrage = await anAncrage({ demo: true })
  })
  afterAll(() => ancrage.stop())

  it.each(['2018-03-31', '2018-05-31', '2018-12-31', undefined])(
    'agree with pipelineStatus on %s, stage by stage and in all',
    async (asOf) => {
      const { pipelineStatus } = await ancrage.get(
        head,
        `query ($asOf: Date) { pipelineStatus(agency: "awex", asOf: $asOf) { total { ...f } stages { stage { code } medianDaysInStage figures { ...f } } } }
         fragment f on Figures { deals jobs { low high weightedLow weightedHigh realised dealsWithout } }`,
        { asOf },
      )
      const measures = [
        'DEALS',
        'JOBS_LOW',
        'JOBS_HIGH',
        'JOBS_WEIGHTED_LOW',
        'JOBS_WEIGHTED_HIGH',
        'JOBS_REALISED',
        'JOBS_DEALS_WITHOUT',
      ]
      const figures = ({ deals, jobs }: any) => [
        ...[
          deals,
          jobs.low,
          jobs.high,
          jobs.weightedLow,
          jobs.weightedHigh,
          jobs.realised,
          jobs.dealsWithout,
        ],
      ]
      const cells = await stats({
        agency: 'awex',
        asOf,
        groupBy: ['STAGE'],
        measures: [...measures, 'DAYS_IN_STAGE_MEDIAN'],
      })
      const numbers = (values: Cell['values']) => values.map(({ number }) => number)
      expect(cells.map(({ by, values }) => [by[0]!.value, ...numbers(values)])).toEqual(
        pipelineStatus.stages
          .filter(({ figures }: any) => figures.deals > 0)
          .map((stage: any) => [stage.stage.code, ...figures(stage.figures), stage.medianDaysInStage]),
      )
      expect(numbers(cells[0]!.total).slice(0, 7)).toEqual(figures(pipelineStatus.total))
    },
  )

  it('agree with the weekly summary on who stood open at its end', async () => {
    const { weeklySummary } = await ancrage.get(
      head,
      '{ weeklySummary(agency: "awex", week: "2018-W22") { to closing { deals jobs { low high } } } }',
    )
    const [open] = await stats({
      agency: 'awex',
      asOf: weeklySummary.to,
      where: { stageAsOf: { on: weeklySummary.to, outcome: { eq: 'OPEN' } } },
      measures: ['DEALS', 'JOBS_LOW', 'JOBS_HIGH'],
    })
    const { deals, jobs } = weeklySummary.closing
    expect(open!.values.map(({ number }) => number)).toEqual([deals, jobs.low, jobs.high])
  })

  it('count a deal of several agencies once in the total', async () => {
    const cells = await stats({ groupBy: ['TEAM_AGENCY'], asOf: '2018-06-01' })
    const total = cells[0]!.total[0]!.number!
    const sum = cells.reduce((all, { values }) => all + values[0]!.number!, 0)
    expect(sum).toBeGreaterThan(total)
    expect(total).toBe((await stats({ asOf: '2018-06-01' }))[0]!.values[0]!.number)
    expect(cells[0]!.overlapping).toEqual(['TEAM_AGENCY'])
  })

  it.each(dealDimensions)(
    'list the deals of every cell by %s, whoever asks and as of a day',
    async (dimension) => {
      const stage = dimension.startsWith('ENTERED_') ? 'NEGOTIATION' : undefined
      for (const [email, asOf] of [
        [head, undefined],
        [head, '2018-05-31'],
        [outsider, undefined],
      ] as const)
        for (const { where, values } of await stats({ groupBy: [dimension], stage, asOf }, email))
          expect(await listed(where, email)).toBe(values[0]!.number)
    },
  )

  it('say everything in the language of whoever asks', async () => {
    const cells = await stats({ groupBy: ['OUTCOME', 'LOSS_REASON'] }, outsider)
    expect(cells.map(({ by }) => by[0]!.label)).toContain('Ouvert')
    const opened = async (unit: string) => (await stats({ groupBy: [`OPENED_${unit}`] }, outsider))[0]!.by[0]!
    expect(await opened('MONTH')).toMatchObject({ value: '2018-01', label: 'janvier 2018' })
    expect(await opened('QUARTER')).toMatchObject({ value: '2018-Q1', label: '1er trimestre 2018' })
    expect(await opened('YEAR')).toMatchObject({ value: '2018', label: '2018' })
    expect((await opened('WEEK')).label).toMatch(/^Semaine \d+ de 2018$/)
    expect(cells.find(({ by }) => by[1]!.value === null)!.by[1]!.label).toBe(
      'Non indiqué, ou non visible pour vous',
    )
  })
})

describe('a statistic', () => {
  let deals: DealClient
  beforeAll(async () => {
    ancrage = await anAncrage()
    deals = dealClient(ancrage)
    const lost = await deals.open({ codeName: 'Lost', activity: 'LOGISTICS', confidentiality: 'INTERNAL' })
    await deals.move(lost, 'LOST', '2018-03-20', lostTo('NL'))
    const wide = await deals.open({ codeName: 'Wide', activity: 'LOGISTICS', confidentiality: 'OPEN' })
    await deals.project(wide, { low: 100 })
    const there = await deals.open({ codeName: 'There', activity: 'ENERGY', confidentiality: 'OPEN' })
    await deals.project(there, { low: 50, high: 80 })
    await deals.project(there, { low: 60, high: 60, standing: 'REALISED', statedOn: '2018-06-01' })
    await deals.open({
      codeName: 'Paid',
      confidentiality: 'OPEN',
      capex: { low: '5.50', high: null, currency: 'USD' },
    })
    await deals.open({
      codeName: 'Priced',
      confidentiality: 'OPEN',
      capex: { low: '1', high: '2', currency: 'EUR' },
    })
  }, 60_000)
  afterAll(() => ancrage.stop())

  it('without dimensions has one row, and lists all deals', async () => {
    const [all, ...more] = await stats({})
    expect(more).toEqual([])
    expect(all).toMatchObject({
      by: [],
      overlapping: [],
      values: [{ measure: 'DEALS', number: 5, openEnded: false }],
    })
    expect(await listed(all!.where)).toBe(5)
  })

  it('of nothing has one row without dimensions, and none with them', async () => {
    const where = { codeName: { eq: 'nobody' } }
    expect(
      await stats({ where, measures: ['DEALS', 'JOBS_LOW', 'DAYS_IN_STAGE_MEDIAN', 'CAPEX_LOW'] }),
    ).toMatchObject([{ values: [{ number: 0 }, { number: 0 }, { number: null }] }])
    expect(await stats({ where, groupBy: ['STAGE'] })).toEqual([])
  })

  it('has no upper end where a statement has none, and says which deals those are', async () => {
    const cells = await stats({
      groupBy: ['ACTIVITY'],
      measures: ['JOBS_HIGH', 'JOBS_LOW', 'JOBS_OPEN_ENDED'],
    })
    expect(cells.map(({ by, values }) => [by[0]!.value, ...values.map(({ number }) => number)])).toEqual([
      ['LOGISTICS', null, 100, 1],
      ['ENERGY', 80, 50, 0],
      [null, 0, 0, 0],
    ])
    expect(cells[0]!.values[0]!.openEnded).toBe(true)
  })

  it('compares what was announced with what is there, for deals that have both', async () => {
    const measures = [
      'COMPARED_DEALS',
      'COMPARED_ANNOUNCED_LOW',
      'COMPARED_ANNOUNCED_HIGH',
      'COMPARED_REALISED',
      'COMPARED_DIFFERENCE_LOW',
      'COMPARED_DIFFERENCE_HIGH',
    ]
    const [all] = await stats({ measures })
    expect(all!.values.map(({ number }) => number)).toEqual([1, 50, 80, 60, 10, -20])
  })

  it('keeps currencies apart', async () => {
    const [all] = await stats({ measures: ['CAPEX_LOW', 'CAPEX_HIGH'] })
    expect(all!.values).toEqual([
      { measure: 'CAPEX_LOW', number: 1, currency: 'EUR', openEnded: false },
      { measure: 'CAPEX_LOW', number: 5.5, currency: 'USD', openEnded: false },
      { measure: 'CAPEX_HIGH', number: 2, currency: 'EUR', openEnded: false },
      { measure: 'CAPEX_HIGH', number: null, currency: 'USD', openEnded: true },
    ])
  })

  it('hides of a masked deal what is hidden, and counts it all the same', async () => {
    expect(table(await stats({ groupBy: ['LOST_TO'] }))).toEqual({ NL: 1, '': 4 })
    expect(table(await stats({ groupBy: ['LOST_TO'] }, outsider))).toEqual({ '': 5 })
    expect(table(await stats({ groupBy: ['STAGE'] }, outsider))).toEqual({ IDENTIFIED: 4, LOST: 1 })
  })

  it('gives the cell of a where its own where as well', async () => {
    const where = { activity: { eq: 'LOGISTICS' } }
    const cells = await stats({ where, groupBy: ['STAGE'] })
    for (const cell of cells) expect(await listed(cell.where)).toBe(cell.values[0]!.number)
    expect(table(cells)).toEqual({ IDENTIFIED: 1, LOST: 1 })
  })

  it('reads a where alike from variables inside it', async () => {
    const asked = await ancrage.get(
      head,
      'query ($name: String, $names: [String!]) { dealStats(measures: [DEALS], where: { or: [{ codeName: { eq: $name } }, { codeName: { in: $names } }] }) { where values { number } } }',
      { name: 'Wide', names: ['Lost', 'Paid'] },
    )
    expect(asked.dealStats[0].values[0].number).toBe(3)
    expect(asked.dealStats[0].where).toEqual({
      or: [{ codeName: { eq: 'Wide' } }, { codeName: { in: ['Lost', 'Paid'] } }],
    })
  })

  it.each([
    [{ measures: [] }, 'measures', 'TOO_FEW'],
    [{ measures: ['DEALS', 'DEALS'] }, 'measures[1]', 'TWICE'],
    [{ groupBy: ['STAGE', 'TYPE', 'STAGE'] }, 'groupBy[2]', 'TWICE'],
    [{ groupBy: dealDimensions.slice(0, 9) }, 'groupBy', 'TOO_MANY'],
    [{ groupBy: ['ENTERED_MONTH'] }, 'stage', 'NEEDED'],
    [{ groupBy: ['STAGE'], stage: 'LOST' }, 'stage', 'WITHOUT_EFFECT'],
    [{ currency: 'EUR' }, 'currency', 'WITHOUT_EFFECT'],
    [{ horizon: 'FULL' }, 'horizon', 'WITHOUT_EFFECT'],
    [{ rumours: true }, 'rumours', 'WITHOUT_EFFECT'],
    [{ kind: 'INDIRECT' }, 'kind', 'WITHOUT_EFFECT'],
    [{ agency: 'nobody' }, 'agency', 'UNKNOWN_REFERENCE'],
    [{ asOf: '2199-01-01' }, 'asOf', 'FUTURE_DAY'],
    [{ where: {} }, 'where', 'EMPTY_FILTER'],
  ])('is refused for %j', async (asked, path, code) => {
    expect(await fault(asked)).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path, code }] })
  })

  it('of too many cells is refused, not cut off', async () => {
    // as the seeding does: what every deal has further does not matter here
    await ancrage.owner.query(`set session_replication_role = replica`)
    await ancrage.owner
      .query(`insert into deal (id, reference, code_name, confidentiality, lead_agency_id, opened_on, stage, stage_since, created_at, updated_at, sector, masked_acl)
      select gen_random_uuid(), 'CEL-2018-' || (10000 + n), 'Cell', 'OPEN', (select id from agency limit 1), date '1901-01-01' + 7 * (n % 6000), 'IDENTIFIED', '2018-01-01', now(), now(),
        lpad((n / 6000 + 1)::text, 2, '0'), '{0}' from generate_series(0, 11999) n`)
    await ancrage.owner.query(`set session_replication_role = origin`)
    const refused = await ancrage.ask(head, question, {
      groupBy: ['OPENED_WEEK', 'SECTOR'],
      measures: ['DEALS'],
    })
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/makes \d+ cells; at most 10000/),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'groupBy', code: 'TOO_MANY_CELLS' }] },
    })
    expect((await stats({ groupBy: ['OPENED_WEEK'] })).length).toBeGreaterThan(5000)
    await ancrage.owner.query(`delete from deal where code_name = 'Cell'`)
  })
})
