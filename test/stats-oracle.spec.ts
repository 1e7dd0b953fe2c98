import fc from 'fast-check'
import { dayOf } from '../src/core/time/day.js'
import { seed } from '../tools/seed/seed.js'
import { dealDimensions } from '../src/stats/deal/deal-dimension.js'
import { dealMeasures } from '../src/stats/deal/deal-measure.js'
import { startTestService, type TestService } from './test-service.js'
import {
  aDay,
  agencies,
  anInstant,
  horizons,
  kinds,
  insertPipeline,
  somePipeline,
  pipelineStages,
} from './pipeline-rows.js'
import {
  conversionOf,
  rawDeals,
  roundNullable,
  stageRows,
  statsOf,
  type ConversionQuestion,
  type RawDeal,
  type StageRow,
  type StatQuestion,
  withGroups,
  type RawStake,
  type View,
} from './stats-oracle.js'

const query = `query ($groupBy: [DealDimension!]!, $measures: [DealMeasure!]!, $agency: String, $asOf: Date, $knownAt: DateTime, $kind: JobKind, $horizon: JobHorizon, $rumours: Boolean, $stage: DealStageCode) {
  dealStats(groupBy: $groupBy, measures: $measures, agency: $agency, asOf: $asOf, knownAt: $knownAt, kind: $kind, horizon: $horizon, rumours: $rumours, stage: $stage) {
    by { dimension value label } values { ...v } total { ...v } where overlapping } }
  fragment v on MeasureValue { measure number currency openEnded }`

interface Value {
  measure: string
  number: number | null
  currency: string | null
}
interface Cell {
  by: { value: string | null; label: string }[]
  values: Value[]
  total: Value[]
  where: object
}

const figuresIn = (values: Value[]) =>
  Object.fromEntries(
    values.map(({ measure, number, currency }) => [
      currency ? `${measure} ${currency}` : measure,
      roundNullable(number),
    ]),
  )
const nameOf = ({ by }: Cell) => by.map(({ value }) => `/${value ?? '-'}`).join('')

/** Removes arguments that the service rejects as without effect: a stage without ENTERED_…, a horizon without jobs. */
const dropUnusedArguments = (question: StatQuestion): StatQuestion => ({
  ...question,
  ...(!question.measures.some((code) => /^(JOBS|COMPARED)_/.test(code)) &&
    !question.groupBy.some((code) => /^STA(NDING|TED_)/.test(code)) && {
      kind: 'DIRECT',
      horizon: null,
      rumours: false,
    }),
  stage: question.groupBy.some((code) => code.startsWith('ENTERED_')) ? question.stage : null,
})

const aQuestion = (
  days: fc.Arbitrary<string>,
  instants: fc.Arbitrary<string>,
  leads: readonly string[],
): fc.Arbitrary<StatQuestion> =>
  fc
    .record({
      groupBy: fc.uniqueArray(fc.constantFrom(...dealDimensions), { maxLength: 3 }),
      measures: fc.uniqueArray(fc.constantFrom(...dealMeasures), { minLength: 1, maxLength: 6 }),
      agency: fc.option(fc.constantFrom(...leads)),
      asOf: fc.option(days),
      knownAt: fc.option(instants),
      kind: fc.constantFrom(...kinds),
      horizon: fc.option(fc.constantFrom(...horizons)),
      rumours: fc.boolean(),
      stage: fc.constantFrom(...pipelineStages),
    })
    .map(dropUnusedArguments)

const readCells = async (ancrage: TestService, email: string, question: StatQuestion): Promise<Cell[]> =>
  (await ancrage.run(email, query, question)).dealStats

/** Reads which deals the viewer sees, and which of them masked. */
const readView = async (ancrage: TestService, email: string): Promise<View> => {
  const view = new Map<string, boolean>()
  for (let after: string | null = null; ;) {
    const { deals }: any = await ancrage.run(
      email,
      'query ($after: String) { deals(first: 100, after: $after) { nodes { id masked } pageInfo { hasNextPage endCursor } } }',
      { after },
    )
    for (const { id, masked } of deals.nodes) view.set(id, masked)
    if (!deals.pageInfo.hasNextPage) return view
    after = deals.pageInfo.endCursor
  }
}

/** Reads the stakes that the viewer sees and that have not ended. */
async function readStakes(ancrage: TestService, email: string): Promise<RawStake[]> {
  const stakes: RawStake[] = []
  for (let after: string | null = null; ;) {
    const { prospects }: any = await ancrage.run(
      email,
      `query ($after: String) { prospects(first: 100, after: $after) {
        nodes { id stakesHeld(first: 50, where: { endedOn: { isNull: true } }) { nodes { held { id } } } }
        pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    for (const { id, stakesHeld } of prospects.nodes)
      stakes.push(...stakesHeld.nodes.map(({ held }: any) => ({ holder: id, held: held.id })))
    if (!prospects.pageInfo.hasNextPage) return stakes
    after = prospects.pageInfo.endCursor
  }
}

const countDeals = async (ancrage: TestService, email: string, where: object): Promise<number> =>
  (await ancrage.run(email, 'query ($where: DealWhere) { deals(where: $where) { totalCount } }', { where }))
    .deals.totalCount

async function check(
  ancrage: TestService,
  email: string,
  raw: RawDeal[],
  stages: StageRow[],
  view: View,
  question: StatQuestion,
) {
  const cells = await readCells(ancrage, email, {
    ...question,
    measures: [...new Set([...question.measures, 'DEALS'])],
  })
  const all = { ...question, measures: [...new Set([...question.measures, 'DEALS'])] }
  const { cells: expected, total } = statsOf(raw, stages, view, dayOf(new Date()), all)
  expect(new Map(cells.map((cell) => [nameOf(cell), figuresIn(cell.values)]))).toEqual(expected)
  expect(cells).toHaveLength(expected.size)
  for (const cell of cells.slice(0, 1)) expect(figuresIn(cell.total)).toEqual(total)
  // the first cells and the last ones, among them the cell without a value
  for (const cell of cells.length > 5 ? [...cells.slice(0, 3), ...cells.slice(-2)] : cells)
    expect({ where: cell.where, deals: await countDeals(ancrage, email, cell.where) }).toEqual({
      where: cell.where,
      deals: figuresIn(cell.values).DEALS,
    })
}

const conversions = `query ($from: DealStageCode!, $to: DealStageCode!, $period: Period, $asOf: Date, $knownAt: DateTime) {
  dealConversion(from: $from, to: $to, period: $period, asOf: $asOf, knownAt: $knownAt) {
    period entered converted lost paused stillOpen rate medianDays where } }`

const aConversion = (
  days: fc.Arbitrary<string>,
  instants: fc.Arbitrary<string>,
): fc.Arbitrary<ConversionQuestion> =>
  fc
    .record({
      ends: fc.uniqueArray(fc.constantFrom(...pipelineStages), { minLength: 2, maxLength: 2 }),
      period: fc.option(fc.constantFrom('WEEK', 'MONTH', 'QUARTER', 'YEAR')),
      asOf: fc.option(days),
      knownAt: fc.option(instants),
    })
    .map(({ ends, ...question }) => {
      const [from, to] = ends.sort((a, b) => pipelineStages.indexOf(a) - pipelineStages.indexOf(b)) as [
        string,
        string,
      ]
      return { from, to, ...question }
    })

async function checkConversion(
  ancrage: TestService,
  email: string,
  raw: RawDeal[],
  stages: StageRow[],
  view: View,
  question: ConversionQuestion,
) {
  const { dealConversion } = await ancrage.run(email, conversions, question)
  const cohorts = dealConversion.map(({ where, rate, ...cohort }: any) => ({
    ...cohort,
    rate: roundNullable(rate),
  }))
  expect(cohorts).toEqual(conversionOf(raw, stages, view, dayOf(new Date()), question))
  for (const { where, entered } of [...dealConversion.slice(0, 2), ...dealConversion.slice(2).slice(-1)])
    expect(await countDeals(ancrage, email, where)).toBe(entered)
}

describe('a statistic of random deals', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  it('equals the figures of the oracle as of any day and instant', async () => {
    const days = fc.oneof(aDay, fc.constant('2018-12-31'))
    const instants = fc.oneof(anInstant, fc.constant('2018-12-31T00:00:00.000Z'))
    const arbitraries = fc.tuple(
      somePipeline,
      fc.array(aQuestion(days, instants, agencies), { minLength: 4, maxLength: 4 }),
      fc.array(aConversion(days, instants), { minLength: 2, maxLength: 2 }),
    )
    await fc.assert(
      fc.asyncProperty(arbitraries, async ([deals, questions, cohorts]) => {
        await insertPipeline(ancrage.owner, deals)
        const [raw, stages] = [await rawDeals(ancrage.owner), await stageRows(ancrage.owner)]
        const email = 'officer@awex.example'
        const view = await readView(ancrage, email)
        for (const question of questions) await check(ancrage, email, raw, stages, view, question)
        for (const question of cohorts) await checkConversion(ancrage, email, raw, stages, view, question)
      }),
      { numRuns: 25 },
    )
  }, 300_000)
})

/** Rows of the seed, read by every kind of viewer. */
describe('a statistic of a large seeded pipeline', () => {
  let ancrage: TestService
  let viewers: string[]
  let leads: string[]
  const stakes = new Map<string, RawStake[]>()
  beforeAll(async () => {
    ancrage = await startTestService()
    await seed(ancrage.owner, {
      deals: 250,
      seed: 11,
      region: 'WAL',
      until: '2026-06-30',
      say: () => undefined,
    })
    const { rows } = await ancrage.owner.query<{ email: string; code: string }>(
      `select distinct on (u.role) u.email, a.code from deal d join agency a on a.id = d.lead_agency_id join "user" u on u.agency_id = a.id
        order by u.role, u.email`,
    )
    viewers = rows.map(({ email }) => email)
    leads = rows.map(({ code }) => code)
    for (const email of viewers) stakes.set(email, await readStakes(ancrage, email))
  }, 60_000)
  afterAll(() => ancrage.stop())

  it('equals the figures of the oracle for every viewer', async () => {
    const years = fc.integer({ min: 2019, max: 2026 })
    const days = years.map((year) => `${year}-03-15`)
    const instants = years.map((year) => `${year}-03-20T12:00:00.000Z`)
    const [raw, stages] = [await rawDeals(ancrage.owner), await stageRows(ancrage.owner)]
    const views = new Map<string, View>()
    for (const email of viewers) views.set(email, await readView(ancrage, email))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...viewers), aQuestion(days, instants, leads), (email, question) =>
        check(ancrage, email, withGroups(raw, stakes.get(email)!), stages, views.get(email)!, question),
      ),
      { numRuns: 80 },
    )
  }, 300_000)

  it.each(dealDimensions)(
    'by %s has every measure, and a filter for the deals of each cell',
    async (dimension) => {
      const [raw, stages] = [await rawDeals(ancrage.owner), await stageRows(ancrage.owner)]
      const email = viewers[0]!
      const question = {
        groupBy: [dimension],
        measures: [...dealMeasures],
        agency: null,
        asOf: null,
        knownAt: null,
      }
      const further = { kind: 'DIRECT', horizon: null, rumours: false, stage: 'QUALIFIED' }
      await check(
        ancrage,
        email,
        withGroups(raw, stakes.get(email)!),
        stages,
        await readView(ancrage, email),
        dropUnusedArguments({ ...question, ...further }),
      )
    },
  )
})
