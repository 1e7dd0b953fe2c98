/** A weaker standing of a statement about jobs never displaces a stronger one: the pairs, as a table. */
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

const question = `query ($id: ID!, $name: String!, $asOf: Date) {
  deal(id: $id) {
    currentProjection(rumours: true) { low }
    jobProjections(orderBy: [{ statedOn: ASC }]) { nodes { low diverges } }
  }
  pipelineStatus(asOf: $asOf, rumours: true, where: { codeName: { eq: $name } }) { total { jobs { low } } }
  dealStats(asOf: $asOf, rumours: true, groupBy: [], measures: [JOBS_LOW], where: { codeName: { eq: $name } }) { values { number } }
  deals(where: { codeName: { eq: $name }, jobs: { atLeast: 4000, rumours: true } }) { totalCount }
}`
const strength = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED']
const pairs = strength.flatMap((first) => strength.map((then) => [first, then] as const))

describe('700 jobs, and later 4,000 in the same horizon', () => {
  it.each(pairs)('%s, then %s', async (first, then) => {
    const codeName = `${first} ${then}`
    const id = await deals.open({ openedOn: '2018-01-08', codeName })
    await deals.project(id, { low: 700, standing: first, statedOn: '2018-02-01' })
    await deals.project(id, { low: 4000, standing: then, statedOn: '2018-03-01' })
    const displaces = strength.indexOf(then) >= strength.indexOf(first)
    const low = displaces ? 4000 : 700
    const read = (asOf: string | null) => ancrage.run(head, question, { id, name: codeName, asOf })
    const { deal, pipelineStatus, dealStats, deals: list } = await read(null)
    expect(deal.currentProjection.low).toBe(low)
    expect(deal.jobProjections.nodes).toEqual([
      { low: 700, diverges: false },
      { low: 4000, diverges: !displaces },
    ])
    expect(pipelineStatus.total.jobs.low).toBe(low)
    expect(dealStats[0].values[0].number).toBe(low)
    expect(list.totalCount).toBe(displaces ? 1 : 0)
    expect((await read('2018-02-28')).pipelineStatus.total.jobs.low).toBe(700)
  })
})

it('a further horizon counts before a stronger standing, since a horizon includes the nearer ones', async () => {
  const id = await deals.open({ openedOn: '2018-01-08', codeName: 'Horizons' })
  await deals.project(id, { low: 700, standing: 'CONTRACTED', horizon: 'INITIAL' })
  await deals.project(id, { low: 900, standing: 'REPORTED', horizon: 'FULL' })
  const { deal } = await ancrage.run(head, question, { id, name: 'Horizons', asOf: null })
  expect(deal.currentProjection.low).toBe(900)
  expect(deal.jobProjections.nodes.map(({ diverges }: { diverges: boolean }) => diverges)).toEqual([
    false,
    false,
  ])
})

it('a statement that replaces a stronger one counts: it corrects it', async () => {
  const id = await deals.open({ openedOn: '2018-01-08', codeName: 'Replaced' })
  const replaces = await deals.project(id, { low: 700, standing: 'CONTRACTED' })
  await deals.project(id, { low: 900, standing: 'REPORTED', replaces })
  const { deal } = await ancrage.run(head, question, { id, name: 'Replaced', asOf: null })
  expect(deal.currentProjection.low).toBe(900)
})
