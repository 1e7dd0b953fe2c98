import { createDealWithout } from './whole-deal.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const officer = 'officer@awex.example'
const liege = 'officer@liege-airport.example'

describe('what an agency only sees', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  it('it does not write on: an INFORMED agency edits no prospect, and makes no claim about an agreement', async () => {
    const { id } = await createDealWithout(ancrage, null)
    await ancrage.get(
      officer,
      'mutation ($deal: ID!) { joinDeal(input: { deal: $deal, agency: "liege-airport", role: INFORMED, from: "2018-01-08" }) { id } }',
      { deal: id },
    )
    const { deal } = await ancrage.get(
      liege,
      'query ($id: ID) { deal(id: $id) { prospect { id version } agreements { nodes { id } } } }',
      { id },
    )
    const edit = await ancrage.ask(
      liege,
      'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id } }',
      { input: { ...deal.prospect, headcount: 5 } },
    )
    expect(edit.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const claim = await ancrage.ask(
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

  it('a file opened late bears the year it was opened in', async () => {
    const { openDeal } = await ancrage.get(
      officer,
      'mutation { openDeal(input: { codeName: "Late", title: "A centre", openedOn: "2019-05-02" }) { reference } }',
    )
    expect(openDeal.reference).toBe('WAL-2019-0001')
  })

  it('our own director met is not a decision maker met', async () => {
    const { id } = await createDealWithout(ancrage, 'contactOrMeeting')
    const missing = 'query ($id: ID) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }'
    const meet = (participant: object) =>
      ancrage.get(officer, 'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }', {
        input: {
          title: 'A talk',
          when: { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' },
          deals: [id],
          participants: [{ description: 'a director', decisionMaker: true, ...participant }],
        },
      })
    await meet({ agency: 'liege-airport' })
    expect((await ancrage.get(officer, missing, { id })).deal.missing).toEqual([{ code: 'decisionMakerMet' }])
    await meet({})
    expect((await ancrage.get(officer, missing, { id })).deal.missing).toEqual([])
  })
})
