/** The figures of months, quarters and years, with moves and records on the days around their ends. */
import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { createDocumentFetch } from './documents.js'
import { agencies, anInstant, insertPipeline, somePipeline, type DealRows } from './pipeline-rows.js'
import { partsOfPeriod, sumOfParts } from './weekly-oracle.js'

const officer = 'officer@awex.example'
const scopes = [
  'opening',
  'entered',
  'forward',
  'back',
  'won',
  'lost',
  'paused',
  'resumed',
  'left',
  'restatedBefore',
  'restatedAfter',
  'closing',
]
const query = `query ($agency: String!, $period: SummaryPeriod!, $knownAt: DateTime) {
  periodSummary(agency: $agency, period: $period, knownAt: $knownAt) {
    period kind from to previous { period closing { ...f } } difference { closing { deals } }
    ${scopes.map((scope) => `${scope} { ...f }`).join(' ')} } }
  fragment f on Figures { deals jobs { low high realised realisedHigh dealsWithout } }`

/** The days of the random pipelines, in order, become days on both sides of the ends of periods. */
const days = ['2017-12-31', '2018-01-01', '2018-02-28', '2018-03-31', '2018-04-01', '2018-12-31']
const spread = <T>(rows: T): T =>
  JSON.parse(
    JSON.stringify(rows).replace(/2018-03-0([1-6])/g, (_, day: string) => days[Number(day) - 1]!),
  ) as T

const periods: Record<string, { from: string; to: string; before: string }> = {
  '2018-01': { from: '2018-01-01', to: '2018-01-31', before: '2017-12' },
  '2018-02': { from: '2018-02-01', to: '2018-02-28', before: '2018-01' },
  '2018-03': { from: '2018-03-01', to: '2018-03-31', before: '2018-02' },
  '2018-04': { from: '2018-04-01', to: '2018-04-30', before: '2018-03' },
  '2018-Q1': { from: '2018-01-01', to: '2018-03-31', before: '2017-Q4' },
  '2018-Q2': { from: '2018-04-01', to: '2018-06-30', before: '2018-Q1' },
  '2017': { from: '2017-01-01', to: '2017-12-31', before: '2016' },
  '2018': { from: '2018-01-01', to: '2018-12-31', before: '2017' },
  '2018-W01': { from: '2018-01-01', to: '2018-01-07', before: '2017-W52' },
}
const aQuestion = fc.record({
  agency: fc.constantFrom(...agencies),
  period: fc.constantFrom(...Object.keys(periods)),
  knownAt: fc.oneof(anInstant.map(spread), fc.constant('2019-12-31T00:00:00.000Z')),
})

/** Returns whether the officer of Awex sees a deal: clearance RESTRICTED, on no need-to-know list. */
const canSee = ({ confidentiality, lead, team }: DealRows): boolean => {
  if (confidentiality !== 'RESTRICTED') return confidentiality !== 'SECRET'
  return lead === 'awex' || team.some(({ agency, until }) => agency === 'awex' && until === null)
}

describe('a summary of a month, a quarter or a year of random deals', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 1_000_000_000 })
  })
  afterAll(() => ancrage.stop())

  it('equals the figures of the oracle, and its figures add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        somePipeline.map(spread),
        fc.array(aQuestion, { minLength: 5, maxLength: 5 }),
        async (deals, questions) => {
          await insertPipeline(ancrage.owner, deals)
          for (const question of questions) {
            const { from, to, before } = periods[question.period]!
            const { periodSummary: summary } = await ancrage.run(officer, query, question)
            expect(summary).toMatchObject({ period: question.period, from, to, previous: { period: before } })
            const parts = deals
              .filter(canSee)
              .flatMap((deal) => partsOfPeriod(deal, { ...question, from, to }))
            for (const scope of scopes)
              expect({ scope, ...summary[scope] }).toEqual({
                scope,
                ...sumOfParts(parts.filter((part) => part.scope === scope)),
              })
            expect(summary.previous.closing).toEqual(summary.opening)
            const count = (names: string[]) => names.reduce((all, name) => all + summary[name].deals, 0)
            expect(count(['opening', 'entered', 'resumed'])).toBe(
              count(['won', 'lost', 'paused', 'left', 'closing']),
            )
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 300_000)

  it.each([
    ['2018-03', 12],
    ['2018-Q2', 8],
    ['2018', 5],
  ])(
    'has the open pipeline at the end of each of the periods up to %s',
    async (period, length) => {
      const fetchDocument = createDocumentFetch(ancrage)
      await fc.assert(
        fc.asyncProperty(somePipeline.map(spread), fc.constantFrom(...agencies), async (deals, agency) => {
          await insertPipeline(ancrage.owner, deals)
          const { body } = await fetchDocument(officer, `${agency}/${period}.json`)
          const { past } = JSON.parse(body.toString()) as { past: { from: string }[] }
          expect(past).toHaveLength(length)
          const next = [...past.slice(1).map(({ from }) => from), dayAfter(periods[period]!.to)]
          const status = next.map(
            (day, n) =>
              `p${n}: pipelineStatus(agency: $agency, asOf: "${dayAfter(day, -1)}") { open { deals jobs { low high dealsWithout } } }`,
          )
          const answer = await ancrage.run(officer, `query ($agency: String!) { ${status.join(' ')} }`, {
            agency,
          })
          expect(past).toEqual(
            past.map(({ from }, n) => {
              const { deals, jobs } = answer[`p${n}`].open
              return { from, deals, ...jobs }
            }),
          )
        }),
        { numRuns: 15 },
      )
    },
    300_000,
  )
})

const dayAfter = (day: string, number = 1): string =>
  new Date(Date.parse(day) + number * 86_400_000).toISOString().slice(0, 10)
