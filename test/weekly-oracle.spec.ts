import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { createDocumentFetch } from './documents.js'
import { agencies, anInstant, insertPipeline, somePipeline, type DealRows } from './pipeline-rows.js'
import { partsOf, type WeekQuestion } from './weekly-oracle.js'

const someone = 'officer@awex.example'
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
const ways = {
  in: ['opening', 'entered', 'resumed', 'restatedAfter'],
  out: ['won', 'lost', 'paused', 'left', 'restatedBefore', 'closing'],
}
const query = `query ($agency: String!, $week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: $agency, week: $week, knownAt: $knownAt) {
  ${scopes.map((scope) => `${scope} { ...f }`).join(' ')} previous { closing { ...f } } } }
  fragment f on Figures { deals jobs { low high realised dealsWithout } capex { low currency } }`

/** What an officer of Awex sees, whose clearance is RESTRICTED, and who is on no list. */
const sees = ({ confidentiality, lead, team }: DealRows): boolean => {
  if (confidentiality !== 'RESTRICTED') return confidentiality !== 'SECRET'
  return lead === 'awex' || team.some(({ agency, until }) => agency === 'awex' && until === null)
}

// the made-up days, 1 to 6 March 2018, lie in two weeks
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

const figuresOf = (deals: DealRows[], asked: WeekQuestion, scope: string) => {
  const parts = deals.flatMap((deal) => partsOf(deal, asked)).filter((part) => part.scope === scope)
  const sum = (at: number) => parts.reduce((all, { jobs }) => all + (jobs[at] ?? 0), 0)
  const openEnded = parts.some(({ jobs: [low, high] }) => low !== null && high === null)
  return {
    deals: parts.length,
    jobs: {
      low: sum(0),
      high: openEnded ? null : sum(1),
      realised: sum(2),
      dealsWithout: parts.filter(({ jobs }) => jobs[0] === null).length,
    },
  }
}

describe('a weekly summary over any history, late and corrected records included', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 100_000_000 })
  })
  afterAll(() => ancrage.stop())

  it('agrees with the figures worked out by hand, and reconciles', async () => {
    await fc.assert(
      fc.asyncProperty(
        somePipeline,
        fc.array(aQuestion, { minLength: 4, maxLength: 4 }),
        async (deals, questions) => {
          await insertPipeline(ancrage.owner, deals)
          for (const asked of questions) {
            const { weeklySummary: found } = await ancrage.run(someone, query, asked)
            const seen = deals.filter(sees)
            for (const scope of scopes)
              expect({ scope, ...found[scope] }).toMatchObject({
                scope,
                ...figuresOf(seen, { ...asked, monday: mondays[asked.week]! }, scope),
              })
            expect(found.previous.closing).toEqual(found.opening)
            reconciles(
              found,
              ({ deals: n }) => n,
              ['opening', 'entered', 'resumed'],
              ['won', 'lost', 'paused', 'left', 'closing'],
            )
            for (const number of ['low', 'high', 'realised', 'dealsWithout'])
              if (scopes.every((scope) => found[scope].jobs[number] !== null))
                reconciles(found, ({ jobs }) => jobs[number])
            for (const currency of ['EUR', 'USD'])
              reconciles(found, ({ capex }) =>
                Number(capex.find((c: any) => c.currency === currency)?.low ?? 0),
              )
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 300_000)

  it('draws the pipeline of twelve weeks as it stood at the end of each', async () => {
    const fetched = createDocumentFetch(ancrage)
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
            const { past } = JSON.parse((await fetched(someone, `${agency}/${week}.json`)).body.toString())
            const ends = past.map(
              ({ monday }: { monday: string }) => new Date(Date.parse(monday) + 6 * 86_400_000),
            )
            const status = ends.map(
              (day: Date, n: number) =>
                `w${n}: pipelineStatus(agency: $agency, asOf: "${day.toISOString().slice(0, 10)}") { open { deals jobs { low high dealsWithout } } }`,
            )
            const found = await ancrage.run(someone, `query ($agency: String!) { ${status.join(' ')} }`, {
              agency,
            })
            expect(past).toEqual(
              past.map(({ monday }: { monday: string }, n: number) => {
                const { deals, jobs } = found[`w${n}`].open
                return { monday, deals, ...jobs }
              }),
            )
          }
        },
      ),
      { numRuns: 30 },
    )
  }, 300_000)

  const reconciles = (found: any, value: (figures: any) => number, into = ways.in, out = ways.out) => {
    const sum = (names: string[]) => names.reduce((all, name) => all + value(found[name]), 0)
    expect(sum(into)).toBeCloseTo(sum(out), 2)
  }
})
