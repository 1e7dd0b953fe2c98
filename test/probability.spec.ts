/** Stage probabilities are dated: a figure of a past day is weighted by the probability that held then, as known then. */
import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const question = `query ($asOf: Date, $knownAt: DateTime, $week: IsoWeek!) {
  pipelineStatus(asOf: $asOf, knownAt: $knownAt) { total { jobs { weightedLow weightedHigh } } }
  weeklySummary(agency: "awex", week: $week, knownAt: $knownAt) {
    opening { jobs { weightedLow weightedHigh } }
    closing { jobs { weightedLow weightedHigh } }
    previous { closing { jobs { weightedLow weightedHigh } } }
  }
  dealStats(asOf: $asOf, knownAt: $knownAt, groupBy: [], measures: [JOBS_WEIGHTED_LOW, JOBS_WEIGHTED_HIGH]) { values { number } }
}`
interface Asked {
  asOf: string | null
  knownAt: string | null
  week: string
}

it('an edit of a probability changes no figure of a day before it, nor of an instant before it', async () => {
  const id = await deals.open({ openedOn: '2018-01-08' })
  await deals.move(id, 'NEGOTIATION', '2018-02-01')
  await deals.project(id, { low: 1000, high: 2000 })
  const { rows } = await ancrage.owner.query<{ week: string; next: string }>(
    `select to_char(now() at time zone 'Europe/Brussels', 'IYYY-"W"IW') as week`,
  )
  const week = rows[0]!.week
  const read = async (asked: Asked) => {
    const { pipelineStatus, weeklySummary, dealStats } = await ancrage.run(head, question, asked)
    const weights = ({ jobs }: any) => [jobs.weightedLow, jobs.weightedHigh]
    return {
      status: weights(pipelineStatus.total),
      stats: dealStats[0].values.map(({ number }: any) => number),
      opening: weights(weeklySummary.opening),
      closing: weights(weeklySummary.closing),
      before: weights(weeklySummary.previous.closing),
    }
  }
  const [old, edited] = [
    [600, 1200],
    [700, 1400],
  ]
  const past = { asOf: '2018-05-31', knownAt: null, week: '2018-W22' }
  const now = { asOf: null, knownAt: null, week }
  const all = { status: old, stats: old, opening: old, closing: old, before: old }
  expect(await read(past)).toEqual(all)
  const then = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 20))

  const { dealStages } = await ancrage.run(head, '{ dealStages { code version } }')
  const { version } = dealStages.find(({ code }: { code: string }) => code === 'NEGOTIATION')
  await ancrage.run(
    'operator@ancrage.example',
    'mutation ($input: UpdateDealStageInput!) { updateDealStage(input: $input) { probability } }',
    { input: { code: 'NEGOTIATION', version, probability: 70 } },
  )

  expect(await read(past)).toEqual(all)
  expect(await read({ ...now, knownAt: then })).toEqual(all)
  expect(await read(now)).toEqual({ ...all, status: edited, stats: edited, closing: edited })
})
