/** An attempt to reach a hidden SECRET deal reveals nothing and is recorded. */
import { randomUUID } from 'node:crypto'
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'

const head = 'head@awex.example'
const airport = 'officer@liege-airport.example'
const stranger = 'head@michel.example'
const minister = 'cabinet@jeholet.example'

let ancrage: TestService
let secret: { id: string; reference: string }
let restricted: { id: string; reference: string }
beforeAll(async () => {
  ancrage = await startTestService()
  secret = await openDeal('SECRET')
  restricted = await openDeal('RESTRICTED')
})
afterAll(() => ancrage.stop())

async function openDeal(confidentiality: string) {
  const id = await dealClient(ancrage).open({ confidentiality })
  return (await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { id reference } }', { id })).deal
}

/** Returns the audit entries that a request adds, as the first of its hour. */
async function addedEntries(email: string, query: string, variables: object): Promise<object[]> {
  await ancrage.owner.query('delete from refused_read')
  return furtherEntries(email, query, variables)
}

/** Returns the audit entries that a request adds. */
async function furtherEntries(email: string, query: string, variables: object): Promise<object[]> {
  const { rows: before } = await ancrage.owner.query('select id from audit_entry')
  await ancrage.request(email, query, variables)
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
const entry = (email: string, operation: string) => ({
  email,
  verb: 'refused',
  type: 'Deal',
  id: secret.id,
  after: { operation },
})

describe('an attempt to reach a hidden SECRET deal', () => {
  it('by its id is recorded', async () => {
    expect(await addedEntries(airport, byId, { id: secret.id.toUpperCase() })).toEqual([
      entry(airport, 'deal'),
    ])
  })

  it('by its reference is recorded', async () => {
    const { reference } = secret
    expect(await addedEntries(minister, byReference, { reference })).toEqual([entry(minister, 'deal')])
  })

  it('several times in one request is recorded once', async () => {
    const query =
      'query ($id: ID!, $other: ID!, $none: ID!) { a: deal(id: $other) { id } b: deal(id: $id) { id } c: deal(id: $none) { id } d: deal(id: $id) { id } }'
    const variables = { id: secret.id, other: restricted.id, none: randomUUID() }
    expect(await addedEntries(airport, query, variables)).toEqual([entry(airport, 'deal')])
  })

  it('by a change is recorded', async () => {
    const input = { id: secret.id, version: 1, to: 'CONTACTED' }
    expect(await addedEntries(airport, move, { input })).toEqual([entry(airport, 'moveDeal')])
  })

  it('by a change of a user who sees it masked is recorded', async () => {
    const colleague = 'officer@awex.example'
    await ancrage.owner.query(`update "user" set clearance = 'SECRET' where email = $1`, [colleague])
    const input = { id: secret.id, version: 1, to: 'CONTACTED' }
    expect(await addedEntries(colleague, move, { input })).toEqual([entry(colleague, 'moveDeal')])
  })

  it('by a new meeting about it is recorded', async () => {
    const input = { ...meeting, deals: [secret.id] }
    expect(await addedEntries(airport, meet, { input })).toEqual([entry(airport, 'planMeeting')])
  })

  it('by the id of its meeting is recorded', async () => {
    const { planMeeting } = await ancrage.run(head, meet, { input: { ...meeting, deals: [secret.id] } })
    const query = 'query ($id: ID!) { meeting(id: $id) { title } }'
    expect(await addedEntries(airport, query, { id: planMeeting.id })).toEqual([entry(airport, 'meeting')])
  })

  it('by a change of its location is recorded', async () => {
    const add = 'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id } }'
    const update = 'mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { id } }'
    const town = { town: 'Liège', country: 'BE', standing: 'CANDIDATE' }
    const { addLocation } = await ancrage.run(head, add, { input: { ...town, deal: secret.id } })
    const input = { id: addLocation.id, version: 1, standing: 'CHOSEN' }
    expect(await addedEntries(airport, update, { input })).toEqual([entry(airport, 'updateLocation')])
  })

  it('by a correction of its handover is recorded', async () => {
    const { rows } = await ancrage.owner.query<{ id: string }>(
      `insert into handover (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, recorded_at)
       select gen_random_uuid(), $1, a.id, b.id, '2018-02-06', 'A reason', u.id, now() from agency a, agency b, "user" u
        where a.code = 'liege-airport' and b.code = 'awex' and u.email = $2 returning id`,
      [secret.id, head],
    )
    const correct = 'mutation ($input: CorrectHandoverInput!) { correctHandover(input: $input) { id } }'
    const input = { handover: rows[0]!.id, reason: 'Wrong', on: '2018-02-07' }
    expect(await addedEntries(stranger, correct, { input })).toEqual([entry(stranger, 'correctHandover')])
  })

  it('again and again has one entry an hour, with a count', async () => {
    const aliases = Array.from(
      { length: 400 },
      (_, i) => `a${i}: deal(reference: "${secret.reference}") { id }`,
    )
    const query = `{ ${aliases.join(' ')} }`
    expect(await addedEntries(stranger, query, {})).toEqual([entry(stranger, 'deal')])
    for (let i = 0; i < 4; i++) expect(await furtherEntries(stranger, query, {})).toEqual([])
    const history =
      'query ($id: ID!) { history(subject: $id, verbs: ["refused"]) { nodes { by { email } count } } }'
    const { nodes } = (await ancrage.run(head, history, { id: secret.id })).history
    expect(nodes[0]).toEqual({ by: { email: stranger }, count: 5 })
    // the next hour
    await ancrage.owner.query(`update refused_read set hour = hour - interval '1 hour'`)
    expect(await furtherEntries(stranger, query, {})).toEqual([entry(stranger, 'deal')])
    const { rows } = await ancrage.owner.query('select * from audit_chain_faults()')
    expect(rows).toEqual([])
  })

  it('takes as many statements as an attempt to reach an absent one', async () => {
    const countWrites = async (id: string) => {
      await ancrage.owner.query('delete from refused_read')
      const counts: number[] = []
      for (let i = 0; i < 3; i++) {
        await ancrage.request(stranger, byId, { id })
        const { rows } = await ancrage.owner.query('select count from refused_read')
        counts.push(...rows.map(({ count }) => count as number))
      }
      return counts
    }
    expect(await countWrites(randomUUID())).toEqual([1, 2, 3])
    expect(await countWrites(secret.id)).toEqual([1, 2, 3])
  })

  it('is not recorded for a user with access', async () => {
    expect(await addedEntries(head, byId, { id: secret.id })).toEqual([])
  })

  it('gets the same answer as an unknown deal', async () => {
    for (const [query, of] of [
      [byId, (id: string) => ({ id })],
      [move, (id: string) => ({ input: { id, version: 1, to: 'CONTACTED' } })],
      [meet, (id: string) => ({ input: { ...meeting, deals: [id] } })],
    ] as const) {
      const missing = await ancrage.request(airport, query, of(randomUUID()))
      expect(await ancrage.request(airport, query, of(secret.id))).toEqual(missing)
    }
  })
})

describe('no attempt is recorded for', () => {
  it.each([
    ['an unknown id', () => ({ id: randomUUID() })],
    ['a malformed id', () => ({ id: 'x' })],
    ['a deal that is not SECRET', () => ({ id: restricted.id })],
  ])('%s', async (_, variables) => {
    expect(await addedEntries(airport, byId, variables())).toEqual([])
  })

  it('a change of an unknown deal', async () => {
    expect(
      await addedEntries(airport, move, { input: { id: randomUUID(), version: 1, to: 'CONTACTED' } }),
    ).toEqual([])
  })
})
