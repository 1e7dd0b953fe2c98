import fc from 'fast-check'
import { startTestService, type TestService } from './test-service.js'
import { roundNumber, statusOf, type PipelineQuestion } from './pipeline-oracle.js'
import {
  aDay,
  agencies,
  anInstant,
  horizons,
  kinds,
  insertPipeline,
  somePipeline,
  type DealRows,
} from './pipeline-rows.js'

const officer = 'officer@awex.example'

/** Returns whether the officer of Awex sees a deal: clearance RESTRICTED, on no need-to-know list. */
const canSee = ({ confidentiality, lead, team }: DealRows): boolean => {
  if (confidentiality !== 'RESTRICTED') return confidentiality !== 'SECRET'
  return lead === 'awex' || team.some(({ agency, until }) => agency === 'awex' && until === null)
}

const aQuestion: fc.Arbitrary<PipelineQuestion> = fc.record({
  agency: fc.option(fc.constantFrom(...agencies)),
  asOf: fc.oneof(aDay, fc.constant('2018-12-31')),
  knownAt: fc.oneof(anInstant, fc.constant('2018-12-31T00:00:00.000Z')),
  horizon: fc.option(fc.constantFrom(...horizons)),
  kind: fc.constantFrom(...kinds),
  rumours: fc.boolean(),
  activity: fc.option(fc.constantFrom('LOGISTICS', 'ENERGY')),
})

const query = `query ($agency: String, $asOf: Date, $knownAt: DateTime, $horizon: JobHorizon, $kind: JobKind, $rumours: Boolean, $where: DealWhere) {
  pipelineStatus(agency: $agency, asOf: $asOf, knownAt: $knownAt, horizon: $horizon, kind: $kind, rumours: $rumours, where: $where) {
    stages { stage { code } medianDaysInStage figures { ...f } deals(first: 100) { nodes { codeName } totalCount } } open { ...f } total { ...f } } }
  fragment f on Figures { deals jobs { low high openEnded weightedLow weightedHigh realised realisedHigh dealsWithout } capex { low high currency openEnded } }`

describe('a pipeline status of random deals', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const readStatus = async ({ activity, ...question }: PipelineQuestion) => {
    const where = activity && { activity: { eq: activity } }
    const status = (await ancrage.run(officer, query, { ...question, where })).pipelineStatus
    for (const { jobs } of [status.open, status.total, ...status.stages.map((s: any) => s.figures)]) {
      jobs.weightedLow = roundNumber(jobs.weightedLow)
      jobs.weightedHigh = jobs.weightedHigh === null ? null : roundNumber(jobs.weightedHigh)
    }
    for (const { deals } of status.stages) deals.nodes = deals.nodes.map((deal: any) => deal.codeName).sort()
    return status
  }

  it('equals the figures of the oracle', async () => {
    const questions = fc.tuple(somePipeline, fc.array(aQuestion, { minLength: 5, maxLength: 5 }))
    await fc.assert(
      fc.asyncProperty(questions, async ([deals, questions]) => {
        await insertPipeline(ancrage.owner, deals)
        for (const question of questions)
          expect(await readStatus(question)).toEqual(statusOf(deals, question, canSee))
      }),
      { numRuns: 60 },
    )
  }, 300_000)
})
