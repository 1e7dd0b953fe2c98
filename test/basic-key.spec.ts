/** HTTP Basic with an API key as the password: which addresses accept it, and which secrets. */
import { getPlain } from './plain-http.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const password = 'ancrage-demo'

let ancrage: TestService
let key: string
let session: string
let files: [address: string, status: number][]
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  key = (await createKey()).key
  session = (await mutate(null, 'signIn', { email: head, password }, 'token')).token
  await mutate(head, 'issueWeeklySummary', { agency: 'awex', week: '2018-W22' }, 'id')
  const question = { list: 'deals', fields: ['reference'] }
  const saved = await mutate(head, 'saveQuestion', { name: 'Deals', shared: false, question }, 'id')
  const { prospects } = await ancrage.run(head, '{ prospects(first: 1) { nodes { id } } }')
  files = [
    ['/exports/deals.csv', 200],
    ['/exports/dealStats.json?groupBy=STAGE&measures=DEALS', 200],
    [`/questions/${saved.id}.csv`, 200],
    ['/summaries/awex.atom', 200],
    ['/summaries/awex/latest.json', 200],
    ['/summaries/awex/2018-W22.json', 200],
    ['/summaries/awex/2018-W22/1.json', 200],
    [`/briefings/${prospects.nodes[0].id}.html`, 200],
  ]
}, 60_000)
afterAll(() => ancrage.stop())

const mutate = async (as: string | null, verb: string, input: object, selection: string) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(as, text, { input }))[verb]
}
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const createKey = async (more: object = {}): Promise<{ key: string; apiKey: { id: string } }> =>
  mutate(head, 'createApiKey', { name: 'Excel', expiresAt: inAnHour(), ...more }, 'key apiKey { id }')
const basic = (secret: string, name = head) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})
/** Returns the answer, whose body is read, to a program that does not say what it is. */
const fetchFile = async (address: string, headers: Record<string, string>, init: RequestInit = {}) => {
  const response = await fetch(ancrage.address + address, { headers, ...init })
  await response.arrayBuffer()
  return response
}
const statusOf = async (address: string, headers: Record<string, string>) =>
  (await fetchFile(address, headers)).status
/** Returns the status of each file, one after the other: a user has few places for exports. */
async function statusesOf(headers: Record<string, string>): Promise<[string, number][]> {
  const statuses: [string, number][] = []
  for (const [address] of files) statuses.push([address, await statusOf(address, headers)])
  return statuses
}

describe('an API key as the password of HTTP Basic', () => {
  it('opens each file as its user, whatever the name', async () => {
    expect(await statusesOf(basic(key))).toEqual(files)
    expect(await statusOf(files[0]![0], basic(key, ''))).toBe(200)
    const byPost = { method: 'POST', body: JSON.stringify({ fields: ['reference'] }) }
    const headers = { ...basic(key), 'content-type': 'application/json' }
    expect((await fetchFile('/exports/deals.csv', headers, byPost)).status).toBe(200)
  })

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['a session', () => basic(session)],
    ['the password of the user', () => basic(password)],
    ['an unknown key', () => basic(`k_${'x'.repeat(43)}`)],
    ['a key as the name of the user', () => basic('', key)],
    ['a key without a name and a colon', () => ({ authorization: `Basic ${btoa(key)}` })],
    ['a key that is not encoded', () => ({ authorization: `Basic ${head}:${key}` })],
    [
      'a revoked key',
      async () => {
        const revoked = await createKey()
        await mutate(head, 'revokeApiKey', { id: revoked.apiKey.id }, 'id')
        return basic(revoked.key)
      },
    ],
    [
      'an expired key',
      async () => {
        const expired = await createKey()
        await ancrage.owner.query(
          `update api_key set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = $1`,
          [expired.apiKey.id],
        )
        return basic(expired.key)
      },
    ],
    [
      'a key that a browser sends for another site',
      () => ({ ...basic(key), 'sec-fetch-site': 'cross-site' }),
    ],
    ['a key that a browser sends for a sibling', () => ({ ...basic(key), 'sec-fetch-site': 'same-site' })],
    ['a key with the origin of another site', () => ({ ...basic(key), origin: 'https://evil.example' })],
  ])('refuses %s on each file', async (_, headersOf) => {
    const headers = await headersOf()
    expect(await statusesOf(headers)).toEqual(files.map(([address]) => [address, 401]))
  })

  it('is refused by the GraphQL endpoint, for queries and mutations', async () => {
    for (const query of ['{ viewer { email } }', 'mutation { endSessions { email } }']) {
      const { errors } = await ancrage.send(null, query, {}, basic(key))
      expect([query, errors![0]!.extensions.code]).toEqual([query, 'UNAUTHENTICATED'])
    }
  })

  it('reads within the scopes of the key', async () => {
    const limited = (await createKey({ scopes: ['deals:read'] })).key
    expect(await statusOf('/exports/deals.csv?fields=reference', basic(limited))).toBe(200)
    const exportId = (await fetchFile('/exports/deals.csv', basic(key))).headers.get('export-id')
    const others = files
      .map(([address]) => address)
      .filter((address) => !/^.(exports.deals|questions)/.test(address))
    for (const address of ['/exports/meetings.csv', `/exports/${exportId}`, ...others])
      expect([address, await statusOf(address, basic(limited))]).toEqual([address, 403])
  })

  it('leaves the cookie of a browser behind a proxy that has a password of its own', async () => {
    const headers = { ...basic('of the proxy', 'proxy'), cookie: `ancrage_session=${session}` }
    expect(await statusesOf(headers)).toEqual(files)
  })
})

describe('the challenge of HTTP Basic', () => {
  const challengeOf = async (address: string, headers: Record<string, string> = {}) =>
    (await getPlain(ancrage.address + address, headers)).headers.get('www-authenticate')
  const program = { 'user-agent': 'Microsoft.Data.Mashup', accept: '*/*' }

  it('comes with each file that a program opens without a valid key', async () => {
    for (const [address] of files) {
      const challenge = 'Basic realm="Ancrage", charset="UTF-8", Bearer'
      expect([address, await challengeOf(address, program)]).toEqual([address, challenge])
      expect([address, await challengeOf(address, { ...program, ...basic('wrong') })]).toEqual([
        address,
        challenge,
      ])
    }
  })

  it.each<[string, Record<string, string>]>([
    ['a browser that opens a page', { accept: 'text/html,*/*' }],
    ['a script of a page', { ...program, 'sec-fetch-mode': 'cors' }],
    [
      'a script of a page over HTTP',
      { accept: '*/*', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' },
    ],
    ['a program that sends a bearer token', { ...program, authorization: 'Bearer k_wrong' }],
  ])('does not come to %s', async (_, headers) => {
    for (const [address] of files)
      expect([address, await challengeOf(address, headers)]).not.toMatchObject([
        address,
        expect.stringContaining('Basic'),
      ])
  })

  it('comes with no other address', async () => {
    for (const address of ['/graphql', '/auth/sign-in', '/deals/WAL-2018-0001', '/calendar/x.ics'])
      expect([address, await challengeOf(address, program)]).toEqual([address, null])
  })
})
