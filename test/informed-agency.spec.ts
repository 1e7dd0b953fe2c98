import { createDealWithout } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const officer = 'officer@awex.example'
const liege = 'officer@liege-airport.example'

describe('an agency that is only INFORMED about a deal', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  it('can neither update its prospect nor record a claim about its agreement', async () => {
    const { id } = await createDealWithout(ancrage, null)
    await ancrage.run(
      officer,
      'mutation ($deal: ID!) { joinDeal(input: { deal: $deal, agency: "liege-airport", role: INFORMED, from: "2018-01-08" }) { id } }',
      { deal: id },
    )
    const { deal } = await ancrage.run(
      liege,
      'query ($id: ID) { deal(id: $id) { prospect { id version } agreements { nodes { id } } } }',
      { id },
    )
    const edit = await ancrage.request(
      liege,
      'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id } }',
      { input: { ...deal.prospect, headcount: 5 } },
    )
    expect(edit.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const claim = await ancrage.request(
      liege,
      'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id } }',
      {
        input: {
          agreement: deal.agreements.nodes[0].id,
          statement: 'It will not hold.',
          statedOn: '2018-02-01',
          source: { kind: 'UNNAMED' },
        },
      },
    )
    expect(claim.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})
