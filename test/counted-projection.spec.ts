/** Every reader of statements about jobs counts the same one: src/deal/job-projection/known_projections.sql has the rule. */
import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { jobsOf, type PipelineQuestion } from './pipeline-oracle.js'
import { dealsWithJobs, horizons, kinds, insertPipeline, type DealRows } from './pipeline-rows.js'

// the last and first days of months and weeks
const days = [
  ...['2018-01-31', '2018-02-01', '2018-02-25', '2018-02-26', '2018-02-28', '2018-03-01'],
  ...['2018-03-04', '2018-03-05', '2018-03-11', '2018-03-12', '2018-03-31'],
]
const instants = ['2018-02-01', '2018-02-27', '2018-03-05', '2018-03-20'].map((day) => `${day}T12:00:00.000Z`)
const today = { asOf: '2018-12-31', knownAt: '2018-12-31T00:00:00.000Z' }
const mondays = ['2018-02-26', '2018-03-05', '2018-03-12']

const someDeals = dealsWithJobs(fc.constantFrom(...days), fc.constantFrom(...instants))
const anInstant = fc.constantFrom(...instants, today.knownAt)
const aQuestion: fc.Arbitrary<PipelineQuestion> = fc.record({
  agency: fc.constant(null),
  asOf: fc.constantFrom(...days, today.asOf),
  knownAt: anInstant,
  horizon: fc.option(fc.constantFrom(...horizons)),
  kind: fc.constantFrom(...kinds),
  rumours: fc.boolean(),
  activity: fc.constant(null),
})
const direct: PipelineQuestion = {
  ...today,
  agency: null,
  horizon: null,
  kind: 'DIRECT',
  rumours: false,
  activity: null,
}

const dayAfter = (day: string, number: number): string =>
  new Date(Date.parse(day) + number * 86_400_000).toISOString().slice(0, 10)

/** Low and high of the projected jobs, and the realised ones, at the end of a day. */
const directJobs = (deal: DealRows, asOf: string, knownAt = today.knownAt) => {
  const { projected, realised } = jobsOf(deal, { ...direct, asOf, knownAt })
  return [projected?.low ?? null, projected?.high ?? null, realised?.low ?? null, realised?.high ?? null]
}

const sum = (numbers: (number | null | undefined)[]): number =>
  numbers.reduce<number>((all, number) => all + (number ?? 0), 0)

describe('the statement about jobs that counts', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 100_000_000 })
  })
  afterAll(() => ancrage.stop())

  const rowsOf = async (sql: string, values: unknown[] = []) =>
    (await ancrage.owner.query<Record<string, any>>(sql, values)).rows
  const get = async (query: string, variables: object) =>
    ancrage.run('officer@awex.example', query, variables)

  const forAll = async <T>(
    questions: fc.Arbitrary<T>,
    check: (deals: DealRows[], question: T) => Promise<void>,
  ): Promise<void> => {
    const runs = fc.tuple(someDeals, fc.array(questions, { minLength: 3, maxLength: 3 }))
    const property = fc.asyncProperty(runs, async ([deals, questions]) => {
      await insertPipeline(ancrage.owner, deals)
      for (const question of questions) await check(deals, question)
    })
    await fc.assert(property, { numRuns: 30 })
  }

  it('is the same for one deal, for all deals, and in the pipeline status', async () => {
    await forAll(aQuestion, async (deals, question) => {
      const expected = deals.map((deal) => ({ id: deal.id, ...jobsOf(deal, question) }))
      const { kind, horizon, rumours, asOf, knownAt } = question
      const values = [kind, horizon, rumours, asOf, knownAt]
      const one = await rowsOf(
        `select d.id, p.id as projected, r.id as realised from deal d
           left join lateral counted_projection(d.id, $1, $2, $3, false, $4, $5) p on true
           left join lateral counted_projection(d.id, $1, $2, $3, true, $4, $5) r on true order by d.id`,
        values,
      )
      expect(one).toEqual(
        expected.map(({ id, projected, realised }) => ({
          id,
          projected: projected?.id ?? null,
          realised: realised?.id ?? null,
        })),
      )
      const counted =
        'select deal_id, low, high, standing, stated_on::text as "statedOn" from counted_jobs($1, $2, $3, $4, $5) order by deal_id'
      expect(await rowsOf(counted, values)).toEqual(
        expected.flatMap(({ id, projected }) => {
          if (!projected) return []
          const { low, high, standing, statedOn } = projected
          return [{ deal_id: id, low, high, standing, statedOn }]
        }),
      )
      const { pipelineStatus } = await get(
        `query ($kind: JobKind, $horizon: JobHorizon, $rumours: Boolean, $asOf: Date, $knownAt: DateTime) {
          pipelineStatus(kind: $kind, horizon: $horizon, rumours: $rumours, asOf: $asOf, knownAt: $knownAt) {
            total { jobs { low realised realisedHigh dealsWithout } } } }`,
        { kind, horizon, rumours, asOf, knownAt },
      )
      expect(pipelineStatus.total.jobs).toEqual({
        low: sum(expected.map(({ projected }) => projected?.low)),
        realised: sum(expected.map(({ realised }) => realised?.low)),
        realisedHigh: expected.some(({ realised }) => realised?.high === null)
          ? null
          : sum(expected.map(({ realised }) => realised?.high)),
        dealsWithout: expected.filter(({ projected }) => !projected).length,
      })
    })
  }, 300_000)

  it('is the same on the page of a deal', async () => {
    await forAll(aQuestion, async (deals, { kind, horizon, rumours }) => {
      const { deals: list } = await get(
        `query ($kind: JobKind!, $horizon: JobHorizon, $rumours: Boolean!) { deals(first: 100) { nodes {
          codeName currentProjection(kind: $kind, horizon: $horizon, rumours: $rumours) { id low high standing } } } }`,
        { kind, horizon, rumours },
      )
      const actual = Object.fromEntries(
        list.nodes.map((deal: any) => [deal.codeName, deal.currentProjection]),
      )
      expect(actual).toEqual(
        Object.fromEntries(
          deals.map((deal) => {
            const { projected } = jobsOf(deal, { ...direct, kind, horizon, rumours })
            if (!projected) return [deal.codeName, null]
            const { id, low, high, standing } = projected
            return [deal.codeName, { id, low, high, standing }]
          }),
        ),
      )
    })
  }, 300_000)

  it('is the same in the views of analysts', async () => {
    await forAll(fc.constant(null), async (deals) => {
      const rows = await rowsOf(
        'select jobs_low, jobs_high, jobs_realised, jobs_realised_high from analytics.deals order by id',
      )
      expect(rows.map(Object.values)).toEqual(deals.map((deal) => directJobs(deal, today.asOf)))
      const months = await rowsOf(
        `select (month + interval '1 month' - interval '1 day')::date::text as day, jobs_low::int, jobs_high::int
           from analytics.monthly_status where month between '2018-01-01' and '2018-03-01' order by 1`,
      )
      expect(months).toEqual(
        deals.length === 0
          ? []
          : ['2018-01-31', '2018-02-28', '2018-03-31'].map((day) => {
              const jobs = deals.map((deal) => directJobs(deal, day))
              const isOpenEnded = jobs.some(([low, high]) => low !== null && high === null)
              return {
                day,
                jobs_low: sum(jobs.map(([low]) => low)),
                jobs_high: isOpenEnded ? null : sum(jobs.map(([, high]) => high)),
              }
            }),
      )
    })
  }, 300_000)

  it('is the same in a weekly summary: each evening, and at the end of each of twelve weeks', async () => {
    const questions = fc.record({ monday: fc.constantFrom(...mondays), knownAt: anInstant })
    await forAll(questions, async (deals, { monday, knownAt }) => {
      const rows = await rowsOf(
        `select *, first_monday::text as first, last_monday::text as last
           from week_deals((select id from agency where code = 'awex'), $1, $2, true)`,
        [monday, knownAt],
      )
      for (const deal of deals) {
        const jobs = (day: string) => directJobs(deal, day, knownAt)
        const own = rows.filter((row) => row.deal_id === deal.id)
        const [week] = own.filter(({ part }) => part === 'week' || part === 'both')
        const [before] = own.filter(({ part }) => part === 'before' || part === 'both')
        expect([
          [week!.low_was, week!.high_was, week!.realised_was, week!.realised_high_was],
          [week!.low, week!.high, week!.realised, week!.realised_high],
          [before!.low_was, before!.high_was, before!.realised_was, before!.realised_high_was],
          [before!.low, before!.high, before!.realised, before!.realised_high],
        ]).toEqual([-1, 6, -8, -1].map((number) => jobs(dayAfter(monday, number))))
        const weeks = own.filter(({ first }) => first !== null)
        const past = Array.from({ length: 12 }, (_, back) => dayAfter(monday, -7 * back)).map((day) =>
          weeks.filter(({ first, last }) => first <= day && day <= last).map(({ low, high }) => [low, high]),
        )
        expect(past).toEqual(past.map((_, back) => [jobs(dayAfter(monday, 6 - 7 * back)).slice(0, 2)]))
      }
    })
  }, 300_000)
})
