import { createDealIn } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const outsider = 'head@michel.example'
const update = 'mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { id version } }'
const history = `query ($id: ID) { deal(id: $id) { locations { nodes {
  standing since history { ordinal standing since recordedAt by { email } } } } } }`

let ancrage: TestService
let deal: string
let location: { id: string; version: number }
beforeAll(async () => {
  ancrage = await startTestService()
  deal = (await createDealIn(ancrage, 'CONTACTED')).id
  const input = { deal, town: 'Liège', country: 'BE', standing: 'CANDIDATE', since: '2018-01-10' }
  location = (
    await ancrage.run(
      head,
      'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id version } }',
      { input },
    )
  ).addLocation
})
afterAll(() => ancrage.stop())

describe('the history of a location', () => {
  it('has one entry with user and instant for each change, and none for an update without a change', async () => {
    const steps = [
      { standing: 'SHORTLISTED', since: '2018-02-10' },
      { standing: 'SHORTLISTED', since: '2018-02-10' },
      { standing: 'REJECTED', since: '2018-03-10' },
      { since: '2018-03-12' },
    ]
    for (const step of steps)
      location = (await ancrage.run(head, update, { input: { ...location, ...step } })).updateLocation
    const answer = await ancrage.run(head, history, { id: deal })
    const entry = (ordinal: number, standing: string, since: string) => ({
      ordinal,
      standing,
      since,
      recordedAt: expect.any(String) as string,
      by: { email: head },
    })
    expect(answer.deal.locations.nodes).toEqual([
      {
        standing: 'REJECTED',
        since: '2018-03-12',
        history: [
          entry(1, 'CANDIDATE', '2018-01-10'),
          entry(2, 'SHORTLISTED', '2018-02-10'),
          entry(3, 'REJECTED', '2018-03-10'),
          entry(4, 'REJECTED', '2018-03-12'),
        ],
      },
    ])
  })

  it('is hidden together with the location', async () => {
    const answer = await ancrage.run(outsider, history, { id: deal })
    expect(answer.deal.locations.nodes).toEqual([])
    const { rows } = await ancrage.owner.query(
      'select 1 from location_history e join location l on l.id = e.location_id where e.acl <> l.acl',
    )
    expect(rows).toEqual([])
  })
})
