/** Loss reasons and destinations are append-only: statistics as known before an edit answer the earlier ones. */
import { dealClient, lossInput, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }
let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const currentInstant = async (): Promise<string> => {
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return at
}
const idsOf = async (where: object): Promise<string[]> =>
  (
    await ancrage.run(head, 'query ($where: DealWhere) { deals(where: $where) { nodes { id } } }', { where })
  ).deals.nodes.map(({ id }: { id: string }) => id)

describe('the loss of a deal', () => {
  let id: string
  let then: string
  beforeAll(async () => {
    id = await deals.open({ openedOn: '2018-01-08' })
    await deals.move(id, 'LOST', '2018-02-01', lossInput('NL'))
    then = await currentInstant()
    const { deal } = await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id })
    await ancrage.run(head, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
      input: {
        ...{ id, version: deal.version, lossReasons: [{ code: 'SITE', source }] },
        lossDestination: { country: 'FR', town: 'Lille', source },
      },
    })
  })

  const cells = async (knownAt: string | null) => {
    const stats = async (dimension: string) => {
      const { dealStats } = await ancrage.run(
        head,
        `query ($knownAt: DateTime) { dealStats(groupBy: [${dimension}], measures: [DEALS], knownAt: $knownAt) { by { value } values { number } where } }`,
        { knownAt },
      )
      for (const cell of dealStats) expect(await idsOf(cell.where)).toEqual([id])
      return dealStats.map(({ by }: { by: { value: string | null }[] }) => by[0]!.value)
    }
    return [await stats('LOSS_REASON'), await stats('LOST_TO'), await stats('LOST_TO_TOWN')]
  }

  it('is counted by what was known then, and each cell lists its deals', async () => {
    expect(await cells(null)).toEqual([['SITE'], ['FR'], ['FR Lille']])
    expect(await cells(then)).toEqual([['OTHER'], ['NL'], [null]])
  })

  it('shows its history, with sources', async () => {
    const { deal } = await ancrage.run(
      head,
      `query ($id: ID!) { deal(id: $id) {
        lossReasons { code } lossDestination { country source { name } }
        lossReasonHistory { code replacedAt } lossDestinationHistory { country replacedAt source { kind } }
      } }`,
      { id },
    )
    const replacedAt = expect.any(String)
    expect(deal).toEqual({
      lossReasons: [{ code: 'SITE' }],
      lossDestination: { country: 'FR', source: { name: 'L’Echo' } },
      lossReasonHistory: [
        { code: 'OTHER', replacedAt },
        { code: 'SITE', replacedAt: null },
      ],
      lossDestinationHistory: [
        { country: 'NL', replacedAt, source: null },
        { country: 'FR', replacedAt: null, source: { kind: 'PRESS' } },
      ],
    })
  })

  it('has a destination that a claim about the same deal disputes', async () => {
    const { deal } = await ancrage.run(
      head,
      'query ($id: ID!) { deal(id: $id) { lossDestination { id } } }',
      { id },
    )
    const record =
      'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id disputesDestination { country } } }'
    const claim = {
      ...{ statement: 'They went elsewhere', statedOn: '2018-02-02', source },
      disputesDestination: deal.lossDestination.id,
    }
    const { recordClaim } = await ancrage.run(head, record, { input: { ...claim, deal: id } })
    expect(recordClaim.disputesDestination).toEqual({ country: 'FR' })
    const read = await ancrage.run(
      head,
      'query ($id: ID!) { deal(id: $id) { lossDestination { disputedBy { nodes { id } } } } }',
      { id },
    )
    expect(read.deal.lossDestination.disputedBy.nodes).toEqual([{ id: recordClaim.id }])
    const other = await deals.open({ openedOn: '2018-01-08' })
    const { errors } = await ancrage.request(head, record, { input: { ...claim, deal: other } })
    expect(errors?.[0]?.extensions.fields).toEqual([
      expect.objectContaining({ path: 'input.disputesDestination', code: 'UNRELATED_CLAIM' }),
    ])
  })
})
