/** Figures as known at an instant use the capex that was recorded by then. */
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

const question = `query ($knownAt: DateTime) {
  pipelineStatus(asOf: "2018-03-01", knownAt: $knownAt) { total { ...f } }
  weeklySummary(agency: "awex", week: "2018-W09", knownAt: $knownAt) { opening { ...f } closing { ...f } }
  dealStats(groupBy: [], measures: [CAPEX_LOW, CAPEX_HIGH], asOf: "2018-03-01", knownAt: $knownAt) { values { measure exact currency openEnded } }
} fragment f on Figures { deals capex { low high currency } }`
const update = `mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { version } }`
const currentInstant = async (): Promise<string> => {
  const { rows } = await ancrage.owner.query<{ at: Date }>('select now() as at')
  await new Promise((resolve) => setTimeout(resolve, 30))
  return rows[0]!.at.toISOString()
}

it('pipeline status, weekly summary and statistics use the capex as known at an instant', async () => {
  const id = await deals.open({ openedOn: '2018-01-08' })
  const updateCapex = (version: number, capex: object | null) =>
    ancrage.run(head, update, { input: { id, version, capex } })
  await currentInstant()
  const unknown = await currentInstant()
  await updateCapex(1, { low: '10', high: '20', currency: 'EUR' })
  const first = await currentInstant()
  await updateCapex(2, { low: '50', currency: 'USD' })
  const second = await currentInstant()
  await updateCapex(3, null)

  const readCapex = async (knownAt: string | null) => {
    const { pipelineStatus, weeklySummary, dealStats } = await ancrage.run(head, question, { knownAt })
    expect(pipelineStatus.total.deals).toBe(1)
    expect(weeklySummary.opening).toEqual(weeklySummary.closing)
    expect(weeklySummary.closing).toEqual(pipelineStatus.total)
    const [{ values }] = dealStats
    const { capex } = pipelineStatus.total
    expect(
      values.filter(({ exact }: { exact: string | null }) => exact !== null).map((v: any) => v.exact),
    ).toEqual(capex.flatMap(({ low, high }: any) => [low, ...(high === null ? [] : [high])]))
    return capex
  }
  expect(await readCapex(null)).toEqual([])
  expect(await readCapex(second)).toEqual([{ low: '50.00', high: null, currency: 'USD' }])
  expect(await readCapex(first)).toEqual([{ low: '10.00', high: '20.00', currency: 'EUR' }])
  expect(await readCapex(unknown)).toEqual([])
})
