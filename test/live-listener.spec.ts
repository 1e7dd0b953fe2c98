/** Which listeners are accepted, and what ends their streams. */
import { withoutHeartbeats } from './event-stream.js'
import { createLiveClient, heard, idsOf, type LiveClient } from './live-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
let other: TestService
let client: LiveClient

beforeAll(async () => {
  ancrage = await startTestService()
  other = await ancrage.startSecondProcess()
  client = createLiveClient(ancrage)
})
afterEach(() => client.closeStreams())
afterAll(async () => {
  await other.stop()
  await ancrage.stop()
})

const open: LiveClient['open'] = (...args) => client.open(...args)
const signIn: LiveClient['signIn'] = (email) => client.signIn(email)

describe('a listener', () => {
  const errorOf = (text: string) => /"code":"(\w+)"/.exec(text)?.[1]
  const idOf = async (email: string) =>
    (await ancrage.owner.query<{ id: string }>('select id from "user" where email = $1', [email])).rows[0]!.id

  it('is refused without a valid token', async () => {
    for (const token of [null, 's_unknown'])
      // Errors of validation would show parts of the schema.
      for (const query of [undefined, 'subscription { changed { position } }', '{'])
        expect((await open(other.address, token, {}, query)).status).toBe(401)
  })

  it.each([
    ['a query', '{ viewer { id } }', 400],
    ['an unknown field', 'subscription { changed { position } }', 400],
    ['no document', '{', 400],
  ])('is refused with %s', async (_, query, status) => {
    expect((await open(other.address, await signIn(head), {}, query)).status).toBe(status)
  })

  it('is sent to the address of streams', async () => {
    const { errors } = await ancrage.request(head, 'subscription { changes { position } }')
    expect(errors?.[0]?.message).toContain('/graphql/stream')
  })

  it('has at most twelve streams', async () => {
    const token = await signIn('analyst@awex.example')
    for (let i = 0; i < 12; i += 1) expect((await open(other.address, token)).status).toBe(200)
    expect((await open(other.address, token)).status).toBe(429)
    // Streams take no turn from requests.
    expect((await other.send(token, '{ viewer { id } }')).data.viewer.id).toBeDefined()
  })

  it.each<[string, (email: string, token: string) => Promise<unknown>]>([
    ['signs out', (_, token) => ancrage.send(token, 'mutation { signOut }')],
    [
      'is deactivated',
      async (email) => {
        const { users } = await ancrage.run(
          'admin@awex.example',
          `{ users(where: { email: { eq: "${email}" } }) { nodes { id version } } }`,
        )
        await ancrage.run(
          'admin@awex.example',
          'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }',
          { input: { ...users.nodes[0], active: false } },
        )
      },
    ],
    [
      'has sessions ended by an ADMIN',
      async (email) =>
        ancrage.run(
          'admin@awex.example',
          'mutation ($input: EndUserSessionsInput!) { endUserSessions(input: $input) { id } }',
          { input: { user: await idOf(email) } },
        ),
    ],
  ])('gets no more when the user %s', async (name, end) => {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}@awex.example`
    await ancrage.addUser({ email, clearance: 'INTERNAL' })
    const token = await signIn(email)
    const stream = await open(other.address, token)
    await end(email, token)
    const text = await stream.ended
    expect(errorOf(text)).toBe('UNAUTHENTICATED')
    expect(text.endsWith('event: complete\ndata: \n\n')).toBe(true)
  })

  it('gets no more when its key is revoked, and before that what the scopes of the key cover', async () => {
    const machine = await ancrage.addUser({ email: 'bi@awex.example', clearance: 'INTERNAL' })
    await ancrage.owner.query(`update "user" set kind = 'MACHINE' where id = $1`, [machine])
    const { createApiKey } = await ancrage.run(
      head,
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id } } }',
      {
        input: {
          name: 'A key',
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          user: machine,
          scopes: ['deals:read'],
        },
      },
    )
    const stream = await open(other.address, createApiKey.key)
    const text = 'mutation ($input: CreateSiteInput!) { createSite(input: $input) { id } }'
    await ancrage.run(head, text, { input: { name: 'A site', kind: 'BUILDING' } })
    const id = await client.openDeal()
    expect(idsOf(await heard(stream, id))).toEqual([id])
    await ancrage.run(head, 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { id } }', {
      input: { id: createApiKey.apiKey.id },
    })
    expect(errorOf(await stream.ended)).toBe('UNAUTHENTICATED')
  })

  it('sees a whole end when the service stops', async () => {
    const third = await ancrage.startSecondProcess()
    const stream = await open(third.address, await signIn(head))
    await third.stop()
    expect(withoutHeartbeats(await stream.ended)).toMatch(
      /^event: next\ndata: .*\n\nevent: complete\ndata: \n\n$/,
    )
  })
})
