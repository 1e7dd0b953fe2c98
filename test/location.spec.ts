import { createDealIn } from './whole-deal.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const masked = 'head@michel.example'
const update = 'mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { id version } }'
const history = `query ($id: ID) { deal(id: $id) { locations { nodes {
  standing since history { ordinal standing since recordedAt by { email } } } } } }`

let ancrage: Ancrage
let deal: string
let location: { id: string; version: number }
beforeAll(async () => {
  ancrage = await anAncrage()
  deal = (await createDealIn(ancrage, 'CONTACTED')).id
  const input = { deal, town: 'Liège', country: 'BE', standing: 'CANDIDATE', since: '2018-01-10' }
  location = (
    await ancrage.get(
      head,
      'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id version } }',
      { input },
    )
  ).addLocation
})
afterAll(() => ancrage.stop())

describe('the history of a location', () => {
  it('has every standing that was recorded, by whom and when, and is no longer for edits of nothing', async () => {
    const steps = [
      { standing: 'SHORTLISTED', since: '2018-02-10' },
      { standing: 'SHORTLISTED', since: '2018-02-10' },
      { standing: 'REJECTED', since: '2018-03-10' },
      { since: '2018-03-12' },
    ]
    for (const step of steps)
      location = (await ancrage.get(head, update, { input: { ...location, ...step } })).updateLocation
    const found = await ancrage.get(head, history, { id: deal })
    const entry = (ordinal: number, standing: string, since: string) => ({
      ordinal,
      standing,
      since,
      recordedAt: expect.any(String) as string,
      by: { email: head },
    })
    expect(found.deal.locations.nodes).toEqual([
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

  it('is withheld with the location', async () => {
    const found = await ancrage.get(masked, history, { id: deal })
    expect(found.deal.locations.nodes).toEqual([])
    const { rows } = await ancrage.owner.query(
      'select 1 from location_history e join location l on l.id = e.location_id where e.acl <> l.acl',
    )
    expect(rows).toEqual([])
  })
})
