import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { createDocumentFetch } from './documents.js'
import { agencies, anInstant, insertPipeline, somePipeline, type DealRows } from './pipeline-rows.js'
import { partsOf, sumOfParts, type WeekQuestion } from './weekly-oracle.js'

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
const balance = {
  in: ['opening', 'entered', 'resumed', 'restatedAfter'],
  out: ['won', 'lost', 'paused', 'left', 'restatedBefore', 'closing'],
}
const query = `query ($agency: String!, $week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: $agency, week: $week, knownAt: $knownAt) {
  ${scopes.map((scope) => `${scope} { ...f }`).join(' ')} previous { closing { ...f } } } }
  fragment f on Figures { deals jobs { low high realised realisedHigh dealsWithout } capex { low currency } }`

/** Returns whether the officer of Awex sees a deal: clearance RESTRICTED, on no need-to-know list. */
const canSee = ({ confidentiality, lead, team }: DealRows): boolean => {
  if (confidentiality !== 'RESTRICTED') return confidentiality !== 'SECRET'
  return lead === 'awex' || team.some(({ agency, until }) => agency === 'awex' && until === null)
}

// the random days, 1 to 6 March 2018, are in two weeks
const mondays: Record<string, string> = {
  '2018-W08': '2018-02-19',
  '2018-W09': '2018-02-26',
  '2018-W10': '2018-03-05',
  '2018-W11': '2018-03-12',
}
const aQuestion = fc.record({
  agency: fc.constantFrom(...agencies),
  week: fc.constantFrom(...Object.keys(mondays)),
  knownAt: fc.oneof(anInstant, fc.constant('2018-12-31T00:00:00.000Z')),
})

const figuresOf = (deals: DealRows[], question: WeekQuestion, scope: string) =>
  sumOfParts(deals.flatMap((deal) => partsOf(deal, question)).filter((part) => part.scope === scope))

describe('a weekly summary of random deals with late and corrected records', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 100_000_000 })
  })
  afterAll(() => ancrage.stop())

  it('equals the figures of the oracle, and its figures add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        somePipeline,
        fc.array(aQuestion, { minLength: 4, maxLength: 4 }),
        async (deals, questions) => {
          await insertPipeline(ancrage.owner, deals)
          for (const question of questions) {
            const { weeklySummary: summary } = await ancrage.run(officer, query, question)
            const visibleDeals = deals.filter(canSee)
            for (const scope of scopes)
              expect({ scope, ...summary[scope] }).toMatchObject({
                scope,
                ...figuresOf(visibleDeals, { ...question, monday: mondays[question.week]! }, scope),
              })
            expect(summary.previous.closing).toEqual(summary.opening)
            expectBalance(
              summary,
              ({ deals: n }) => n,
              ['opening', 'entered', 'resumed'],
              ['won', 'lost', 'paused', 'left', 'closing'],
            )
            for (const number of ['low', 'high', 'realised', 'realisedHigh', 'dealsWithout'])
              if (scopes.every((scope) => summary[scope].jobs[number] !== null))
                expectBalance(summary, ({ jobs }) => jobs[number])
            for (const currency of ['EUR', 'USD'])
              expectBalance(summary, ({ capex }) =>
                Number(capex.find((c: any) => c.currency === currency)?.low ?? 0),
              )
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 300_000)

  it('has the open pipeline at the end of each of twelve weeks', async () => {
    const fetchDocument = createDocumentFetch(ancrage)
    const aWeek = fc.constantFrom('2018-W10', '2018-W11', '2018-W19', '2018-W20', '2018-W21', '2018-W22')
    await fc.assert(
      fc.asyncProperty(
        somePipeline,
        fc.array(fc.record({ agency: fc.constantFrom(...agencies), week: aWeek }), {
          minLength: 4,
          maxLength: 4,
        }),
        async (deals, questions) => {
          await insertPipeline(ancrage.owner, deals)
          for (const { agency, week } of questions) {
            const { past } = JSON.parse(
              (await fetchDocument(officer, `${agency}/${week}.json`)).body.toString(),
            )
            const ends = past.map(
              ({ monday }: { monday: string }) => new Date(Date.parse(monday) + 6 * 86_400_000),
            )
            const status = ends.map(
              (day: Date, n: number) =>
                `w${n}: pipelineStatus(agency: $agency, asOf: "${day.toISOString().slice(0, 10)}") { open { deals jobs { low high dealsWithout } } }`,
            )
            const answer = await ancrage.run(officer, `query ($agency: String!) { ${status.join(' ')} }`, {
              agency,
            })
            expect(past).toEqual(
              past.map(({ monday }: { monday: string }, n: number) => {
                const { deals, jobs } = answer[`w${n}`].open
                return { monday, deals, ...jobs }
              }),
            )
          }
        },
      ),
      { numRuns: 30 },
    )
  }, 300_000)

  const expectBalance = (
    summary: any,
    value: (figures: any) => number,
    into = balance.in,
    out = balance.out,
  ) => {
    const sum = (names: string[]) => names.reduce((all, name) => all + value(summary[name]), 0)
    expect(sum(into)).toBeCloseTo(sum(out), 2)
  }
})
