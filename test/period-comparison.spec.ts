/** Two periods side by side: the figures of both, their difference, and the deals that it comes from. */
import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { agencies, insertPipeline, somePipeline } from './pipeline-rows.js'

const officer = 'officer@awex.example'
const figures = 'deals jobs { low high realised }'
const comparison = `query ($agency: String!, $period: SummaryPeriod!, $with: SummaryPeriod!) {
  periodComparison(agency: $agency, period: $period, with: $with) { period with
    figures { name figures { ${figures} } otherFigures { ${figures} } difference { deals jobsLow jobsHigh realised } dealCount
      deals { deal { id } countedIn jobsLow jobsHigh realised otherJobsLow otherJobsHigh otherRealised jobsChange } } } }`
const names: Record<string, string> = {
  OPENING: 'opening',
  ENTERED: 'entered',
  FORWARD: 'forward',
  BACK: 'back',
  WON: 'won',
  LOST: 'lost',
  PAUSED: 'paused',
  RESUMED: 'resumed',
  LEFT: 'left',
  RESTATED_BEFORE: 'restatedBefore',
  RESTATED_AFTER: 'restatedAfter',
  CLOSING: 'closing',
}
const summary = `query ($agency: String!, $period: SummaryPeriod!) { periodSummary(agency: $agency, period: $period) {
  ${Object.values(names)
    .map((name) => `${name} { ${figures} }`)
    .join(' ')} } }`

const periods = [
  '2018-W08',
  '2018-W09',
  '2018-W10',
  '2018-W11',
  '2018-02',
  '2018-03',
  '2018-Q1',
  '2018-Q2',
  '2018',
]

describe('a comparison of two periods', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 1_000_000_000 })
  })
  afterAll(() => ancrage.stop())

  it('has the figures of both summaries, and deals that add up to each difference', async () => {
    const aPeriod = fc.constantFrom(...periods)
    await fc.assert(
      fc.asyncProperty(
        somePipeline,
        fc.record({ agency: fc.constantFrom(...agencies), period: aPeriod, with: aPeriod }),
        async (deals, question) => {
          await insertPipeline(ancrage.owner, deals)
          const { periodComparison: answer } = await ancrage.run(officer, comparison, question)
          const { agency, period, with: other } = question
          expect(answer).toMatchObject({ period, with: other })
          const read = async (period: string) =>
            (await ancrage.run(officer, summary, { agency, period })).periodSummary
          const [own, before] = [await read(period), await read(other)]
          expect(answer.figures.map(({ name }: { name: string }) => name)).toEqual(Object.keys(names))
          for (const { name, figures, otherFigures, difference, dealCount, deals } of answer.figures) {
            expect({ name, figures, otherFigures }).toEqual({
              name,
              figures: own[names[name]!],
              otherFigures: before[names[name]!],
            })
            const sum = (value: (deal: any) => number) =>
              deals.reduce((all: number, deal: any) => all + value(deal), 0)
            const signs: Record<string, number> = { PERIOD: 1, OTHER: -1, BOTH: 0 }
            expect(dealCount).toBe(deals.length)
            expect({ name, ...difference }).toMatchObject({
              name,
              deals: sum(({ countedIn }) => signs[countedIn]!),
              jobsLow: sum(({ jobsChange }) => jobsChange),
              realised: sum(({ realised, otherRealised }) => (realised ?? 0) - (otherRealised ?? 0)),
            })
            expect(difference.jobsHigh).toBe(
              figures.jobs.high === null || otherFigures.jobs.high === null
                ? null
                : figures.jobs.high - otherFigures.jobs.high,
            )
            for (const { jobsLow, otherJobsLow, jobsChange } of deals)
              expect(jobsChange).toBe((jobsLow ?? 0) - (otherJobsLow ?? 0))
            if (period === other) expect(deals).toEqual([])
          }
        },
      ),
      { numRuns: 80 },
    )
  }, 300_000)

  it.each([
    ['2018-13', '2018-01', 'period', 'NOT_A_PERIOD'],
    ['2018-01', 'last year', 'with', 'NOT_A_PERIOD'],
    ['2199-Q1', '2018-Q1', 'period', 'FUTURE_PERIOD'],
    ['2018-Q1', '2199', 'with', 'FUTURE_PERIOD'],
  ])('refuses %s with %s', async (period, other, path, code) => {
    const { errors } = await ancrage.request(officer, comparison, { agency: 'awex', period, with: other })
    expect(errors![0]!.extensions.fields).toMatchObject([
      { path: expect.stringContaining(path) as string, code },
    ])
  })
})
