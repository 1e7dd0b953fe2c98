/** Whoever reaches for a SECRET deal that is not theirs learns nothing, and leaves a trace. */
import { randomUUID } from 'node:crypto'
import { anAncrage, type Ancrage } from './ancrage.js'
import { dealClient } from './deal-client.js'

const head = 'head@awex.example'
const airport = 'officer@liege-airport.example'
const stranger = 'head@michel.example'
const minister = 'cabinet@jeholet.example'

let ancrage: Ancrage
let secret: { id: string; reference: string }
let restricted: { id: string; reference: string }
beforeAll(async () => {
  ancrage = await anAncrage()
  secret = await opened('SECRET')
  restricted = await opened('RESTRICTED')
})
afterAll(() => ancrage.stop())

async function opened(confidentiality: string) {
  const id = await dealClient(ancrage).open({ confidentiality })
  return (await ancrage.get(head, 'query ($id: ID!) { deal(id: $id) { id reference } }', { id })).deal
}

/** What a request adds to the trail. */
async function noted(email: string, query: string, variables: object): Promise<object[]> {
  const { rows: before } = await ancrage.owner.query('select id from audit_entry')
  await ancrage.ask(email, query, variables)
  const { rows } = await ancrage.owner.query(
    `select u.email, a.verb, a.subject_type as type, a.subject_id as id, a.after
       from audit_entry a join "user" u on u.id = a.user_id where a.verb <> 'signIn' and not a.id = any($1::uuid[])`,
    [before.map(({ id }) => id)],
  )
  return rows
}

const byId = 'query ($id: ID!) { deal(id: $id) { reference } }'
const byReference = 'query ($reference: String!) { deal(reference: $reference) { id } }'
const move = 'mutation ($input: MoveDealInput!) { moveDeal(input: $input) { id } }'
const meet = 'mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { id } }'
const meeting = { title: 'A meeting', when: { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' } }
const entry = (email: string, asked: string) => ({
  email,
  verb: 'refused',
  type: 'Deal',
  id: secret.id,
  after: { asked },
})

describe('a SECRET deal', () => {
  it('asked for by its id is noted', async () => {
    expect(await noted(airport, byId, { id: secret.id.toUpperCase() })).toEqual([entry(airport, 'deal')])
  })

  it('asked for by its reference is noted', async () => {
    const { reference } = secret
    expect(await noted(minister, byReference, { reference })).toEqual([entry(minister, 'deal')])
  })

  it('asked for among others, under aliases, is noted once', async () => {
    const query =
      'query ($id: ID!, $other: ID!, $none: ID!) { a: deal(id: $other) { id } b: deal(id: $id) { id } c: deal(id: $none) { id } d: deal(id: $id) { id } }'
    const variables = { id: secret.id, other: restricted.id, none: randomUUID() }
    expect(await noted(airport, query, variables)).toEqual([entry(airport, 'deal')])
  })

  it('that somebody tries to change is noted', async () => {
    const input = { id: secret.id, version: 1, to: 'CONTACTED' }
    expect(await noted(airport, move, { input })).toEqual([entry(airport, 'moveDeal')])
  })

  it('that somebody who sees it masked tries to change is noted', async () => {
    const colleague = 'officer@awex.example'
    await ancrage.owner.query(`update "user" set clearance = 'SECRET' where email = $1`, [colleague])
    const input = { id: secret.id, version: 1, to: 'CONTACTED' }
    expect(await noted(colleague, move, { input })).toEqual([entry(colleague, 'moveDeal')])
  })

  it('that somebody tries to hang something on is noted', async () => {
    const input = { ...meeting, deals: [secret.id] }
    expect(await noted(airport, meet, { input })).toEqual([entry(airport, 'planMeeting')])
  })

  it('of which somebody asks for a meeting is noted', async () => {
    const { planMeeting } = await ancrage.get(head, meet, { input: { ...meeting, deals: [secret.id] } })
    const query = 'query ($id: ID!) { meeting(id: $id) { title } }'
    expect(await noted(airport, query, { id: planMeeting.id })).toEqual([entry(airport, 'meeting')])
  })

  it('of which somebody tries to change a location is noted', async () => {
    const add = 'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id } }'
    const update = 'mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { id } }'
    const town = { town: 'Liège', country: 'BE', standing: 'CANDIDATE' }
    const { addLocation } = await ancrage.get(head, add, { input: { ...town, deal: secret.id } })
    const input = { id: addLocation.id, version: 1, standing: 'CHOSEN' }
    expect(await noted(airport, update, { input })).toEqual([entry(airport, 'updateLocation')])
  })

  it('of which somebody tries to correct a handover is noted', async () => {
    const { rows } = await ancrage.owner.query<{ id: string }>(
      `insert into handover (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, recorded_at)
       select gen_random_uuid(), $1, a.id, b.id, '2018-02-06', 'A reason', u.id, now() from agency a, agency b, "user" u
        where a.code = 'liege-airport' and b.code = 'awex' and u.email = $2 returning id`,
      [secret.id, head],
    )
    const correct = 'mutation ($input: CorrectHandoverInput!) { correctHandover(input: $input) { id } }'
    const input = { handover: rows[0]!.id, reason: 'Wrong', on: '2018-02-07' }
    expect(await noted(stranger, correct, { input })).toEqual([entry(stranger, 'correctHandover')])
  })

  it('read by those who may know leaves nothing', async () => {
    expect(await noted(head, byId, { id: secret.id })).toEqual([])
  })

  it('answers like one that is missing', async () => {
    for (const [query, of] of [
      [byId, (id: string) => ({ id })],
      [move, (id: string) => ({ input: { id, version: 1, to: 'CONTACTED' } })],
      [meet, (id: string) => ({ input: { ...meeting, deals: [id] } })],
    ] as const) {
      const missing = await ancrage.ask(airport, query, of(randomUUID()))
      expect(await ancrage.ask(airport, query, of(secret.id))).toEqual(missing)
    }
  })
})

describe('nothing is noted of', () => {
  it.each([
    ['what does not exist', () => ({ id: randomUUID() })],
    ['what is no id', () => ({ id: 'x' })],
    ['a deal below SECRET', () => ({ id: restricted.id })],
  ])('%s', async (_, variables) => {
    expect(await noted(airport, byId, variables())).toEqual([])
  })

  it('an attempt to change what does not exist', async () => {
    expect(await noted(airport, move, { input: { id: randomUUID(), version: 1, to: 'CONTACTED' } })).toEqual(
      [],
    )
  })
})
