import { dealDimensions } from '../src/stats/deal/deal-dimension.js'
import { dealClient, lossInput, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

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

let ancrage: TestService
const readStats = async (args: object, email = head): Promise<Cell[]> =>
  (await ancrage.run(email, question, { groupBy: [], measures: ['DEALS'], ...args })).dealStats
const errorOf = async (args: object) =>
  (await ancrage.request(head, question, { groupBy: [], measures: ['DEALS'], ...args })).errors?.[0]
    ?.extensions
const countDeals = async (where: object, email = head): Promise<number> =>
  (await ancrage.run(email, 'query ($where: DealWhere) { deals(where: $where) { totalCount } }', { where }))
    .deals.totalCount
/** The first figure of each cell, by the values of the cell. */
const firstNumbers = (cells: Cell[]) =>
  Object.fromEntries(
    cells.map(({ by, values }) => [by.map(({ value }) => value).join(' '), values[0]!.number]),
  )

describe('the statistics of the demo case', () => {
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true })
  })
  afterAll(() => ancrage.stop())

  it.each(['2018-03-31', '2018-05-31', '2018-12-31', undefined])(
    'agree with pipelineStatus on %s, by stage and in total',
    async (asOf) => {
      const { pipelineStatus } = await ancrage.run(
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
      // The status has 0 where no deal states jobs, and says it by dealsWithout; a statistic has no number there.
      const figures = ({ deals, jobs }: any, realised: number | null) => {
        const isUnknown = deals > 0 && jobs.dealsWithout === deals
        const stated = [jobs.low, jobs.high, jobs.weightedLow, jobs.weightedHigh]
        return [deals, ...(isUnknown ? [null, null, null, null] : stated), realised, jobs.dealsWithout]
      }
      const realisedOf = (figures: any) => (figures.jobs.realised === 0 ? null : figures.jobs.realised)
      const cells = await readStats({
        agency: 'awex',
        asOf,
        groupBy: ['STAGE'],
        measures: [...measures, 'DAYS_IN_STAGE_MEDIAN'],
      })
      const numbers = (values: Cell['values']) => values.map(({ number }) => number)
      expect(cells.map(({ by, values }) => [by[0]!.value, ...numbers(values)])).toEqual(
        pipelineStatus.stages
          .filter(({ figures }: any) => figures.deals > 0)
          .map((stage: any) => [
            stage.stage.code,
            ...figures(stage.figures, realisedOf(stage.figures)),
            stage.medianDaysInStage,
          ]),
      )
      expect(numbers(cells[0]!.total).slice(0, 7)).toEqual(
        figures(pipelineStatus.total, realisedOf(pipelineStatus.total)),
      )
    },
  )

  it('agree with the weekly summary on the open deals at its end', async () => {
    const { weeklySummary } = await ancrage.run(
      head,
      '{ weeklySummary(agency: "awex", week: "2018-W22") { to closing { deals jobs { low high } } } }',
    )
    const [open] = await readStats({
      agency: 'awex',
      asOf: weeklySummary.to,
      where: { stageAsOf: { on: weeklySummary.to, outcome: { eq: 'OPEN' } } },
      measures: ['DEALS', 'JOBS_LOW', 'JOBS_HIGH'],
    })
    const { deals, jobs } = weeklySummary.closing
    expect(open!.values.map(({ number }) => number)).toEqual([deals, jobs.low, jobs.high])
  })

  it('count a deal of several agencies once in the total', async () => {
    const cells = await readStats({ groupBy: ['TEAM_AGENCY'], asOf: '2018-06-01' })
    const total = cells[0]!.total[0]!.number!
    const sum = cells.reduce((all, { values }) => all + values[0]!.number!, 0)
    expect(sum).toBeGreaterThan(total)
    expect(total).toBe((await readStats({ asOf: '2018-06-01' }))[0]!.values[0]!.number)
    expect(cells[0]!.overlapping).toEqual(['TEAM_AGENCY'])
  })

  it.each(dealDimensions)(
    'have a filter for the deals of each cell by %s, for every viewer and day',
    async (dimension) => {
      const stage = dimension.startsWith('ENTERED_') ? 'NEGOTIATION' : undefined
      for (const [email, asOf] of [
        [head, undefined],
        [head, '2018-05-31'],
        [outsider, undefined],
      ] as const)
        for (const { where, values } of await readStats({ groupBy: [dimension], stage, asOf }, email))
          expect(await countDeals(where, email)).toBe(values[0]!.number)
    },
  )

  it('have their labels in the language of the user', async () => {
    const cells = await readStats({ groupBy: ['OUTCOME', 'LOSS_REASON'] }, outsider)
    expect(cells.map(({ by }) => by[0]!.label)).toContain('Ouvert')
    const opened = async (unit: string) =>
      (await readStats({ groupBy: [`OPENED_${unit}`] }, outsider))[0]!.by[0]!
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
    ancrage = await startTestService()
    deals = dealClient(ancrage)
    const lost = await deals.open({ codeName: 'Lost', activity: 'LOGISTICS', confidentiality: 'INTERNAL' })
    await deals.move(lost, 'LOST', '2018-03-20', lossInput('NL'))
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

  it('without dimensions has one cell with all deals', async () => {
    const [all, ...more] = await readStats({})
    expect(more).toEqual([])
    expect(all).toMatchObject({
      by: [],
      overlapping: [],
      values: [{ measure: 'DEALS', number: 5, openEnded: false }],
    })
    expect(await countDeals(all!.where)).toBe(5)
  })

  it('without deals has one cell without dimensions, and none with dimensions', async () => {
    const where = { codeName: { eq: 'no such deal' } }
    expect(
      await readStats({ where, measures: ['DEALS', 'JOBS_LOW', 'DAYS_IN_STAGE_MEDIAN', 'CAPEX_LOW'] }),
    ).toMatchObject([{ values: [{ number: 0 }, { number: 0 }, { number: null }] }])
    expect(await readStats({ where, groupBy: ['STAGE'] })).toEqual([])
  })

  it('has no upper end if a projection has none, and counts these deals', async () => {
    const cells = await readStats({
      groupBy: ['ACTIVITY'],
      measures: ['JOBS_HIGH', 'JOBS_LOW', 'JOBS_OPEN_ENDED'],
    })
    expect(cells.map(({ by, values }) => [by[0]!.value, ...values.map(({ number }) => number)])).toEqual([
      ['LOGISTICS', null, 100, 1],
      ['ENERGY', 80, 50, 0],
      [null, null, null, 0],
    ])
    expect(cells[0]!.values[0]!.openEnded).toBe(true)
  })

  it('compares announced with realised jobs, for deals that have both', async () => {
    const measures = [
      'COMPARED_DEALS',
      'COMPARED_ANNOUNCED_LOW',
      'COMPARED_ANNOUNCED_HIGH',
      'COMPARED_REALISED',
      'COMPARED_DIFFERENCE_LOW',
      'COMPARED_DIFFERENCE_HIGH',
    ]
    const [all] = await readStats({ measures })
    expect(all!.values.map(({ number }) => number)).toEqual([1, 50, 80, 60, 10, -20])
  })

  it('says what its figures about jobs count, and nothing without them', async () => {
    const echo = async (args: string) =>
      (await ancrage.run(head, `{ dealStats(${args}) { kind horizon rumours } }`)).dealStats
    expect(await echo('measures: [JOBS_LOW]')).toEqual([{ kind: 'DIRECT', horizon: null, rumours: false }])
    expect(await echo('measures: [JOBS_LOW], kind: INDIRECT, horizon: FULL, rumours: true')).toEqual([
      { kind: 'INDIRECT', horizon: 'FULL', rumours: true },
    ])
    expect(await echo('measures: [DEALS]')).toEqual([{ kind: null, horizon: null, rumours: null }])
    const { pipelineStatus } = await ancrage.run(
      head,
      '{ pipelineStatus(horizon: INITIAL, rumours: true) { kind horizon rumours } }',
    )
    expect(pipelineStatus).toEqual({ kind: 'DIRECT', horizon: 'INITIAL', rumours: true })
  })

  it('keeps currencies apart', async () => {
    const [all] = await readStats({ measures: ['CAPEX_LOW', 'CAPEX_HIGH'] })
    expect(all!.values).toEqual([
      { measure: 'CAPEX_LOW', number: 1, currency: 'EUR', openEnded: false },
      { measure: 'CAPEX_LOW', number: 5.5, currency: 'USD', openEnded: false },
      { measure: 'CAPEX_HIGH', number: 2, currency: 'EUR', openEnded: false },
      { measure: 'CAPEX_HIGH', number: null, currency: 'USD', openEnded: true },
    ])
  })

  it('counts a masked deal without its hidden values', async () => {
    expect(firstNumbers(await readStats({ groupBy: ['LOST_TO'] }))).toEqual({ NL: 1, '': 4 })
    expect(firstNumbers(await readStats({ groupBy: ['LOST_TO'] }, outsider))).toEqual({ '': 5 })
    expect(firstNumbers(await readStats({ groupBy: ['STAGE'] }, outsider))).toEqual({
      IDENTIFIED: 4,
      LOST: 1,
    })
  })

  it('combines its filter with the filter of each cell', async () => {
    const where = { activity: { eq: 'LOGISTICS' } }
    const cells = await readStats({ where, groupBy: ['STAGE'] })
    for (const cell of cells) expect(await countDeals(cell.where)).toBe(cell.values[0]!.number)
    expect(firstNumbers(cells)).toEqual({ IDENTIFIED: 1, LOST: 1 })
  })

  it('resolves variables in its filter', async () => {
    const args = await ancrage.run(
      head,
      'query ($name: String, $names: [String!]) { dealStats(measures: [DEALS], where: { or: [{ codeName: { eq: $name } }, { codeName: { in: $names } }] }) { where values { number } } }',
      { name: 'Wide', names: ['Lost', 'Paid'] },
    )
    expect(args.dealStats[0].values[0].number).toBe(3)
    expect(args.dealStats[0].where).toEqual({
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
    [{ agency: 'no-such-agency' }, 'agency', 'UNKNOWN_REFERENCE'],
    [{ asOf: '2199-01-01' }, 'asOf', 'FUTURE_DAY'],
    [{ where: {} }, 'where', 'EMPTY_FILTER'],
  ])('is rejected for %j', async (args, path, code) => {
    expect(await errorOf(args)).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path, code }] })
  })

  it('of too many cells is rejected, not truncated', async () => {
    // with triggers disabled, as by the seed: other rows of the deals do not matter here
    await ancrage.owner.query(`set session_replication_role = replica`)
    await ancrage.owner
      .query(`insert into deal (id, reference, code_name, confidentiality, lead_agency_id, opened_on, stage, stage_since, created_at, updated_at, sector, masked_acl)
      select gen_random_uuid(), 'CEL-2018-' || (10000 + n), 'Cell', 'OPEN', (select id from agency limit 1), date '1901-01-01' + 7 * (n % 6000), 'IDENTIFIED', '2018-01-01', now(), now(),
        lpad((n / 6000 + 1)::text, 2, '0'), '{0}' from generate_series(0, 11999) n`)
    await ancrage.owner.query(`set session_replication_role = origin`)
    const answer = await ancrage.request(head, question, {
      groupBy: ['OPENED_WEEK', 'SECTOR'],
      measures: ['DEALS'],
    })
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/makes \d+ cells; at most 10000/),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'groupBy', code: 'TOO_MANY_CELLS' }] },
    })
    expect((await readStats({ groupBy: ['OPENED_WEEK'] })).length).toBeGreaterThan(5000)
    await ancrage.owner.query(`delete from deal where code_name = 'Cell'`)
  })

  it('keeps an amount above 2^53 exact as text', async () => {
    const capex = { low: '90071992547409.93', high: null, currency: 'CHF' }
    for (const name of ['Large', 'Larger'])
      await deals.open({ codeName: name, confidentiality: 'OPEN', capex })
    const args = `measures: [CAPEX_LOW], where: { capex: { currency: { eq: "CHF" } } }`
    const { dealStats } = await ancrage.run(head, `{ dealStats(${args}) { values { number exact } } }`)
    expect(dealStats[0].values).toEqual([
      { number: Number('180143985094819.86'), exact: '180143985094819.86' },
    ])
  })
})
