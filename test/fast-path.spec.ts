/** Repeated documents are answered on a fast path before Apollo, with the same answer. */
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'
import { slowPathHeaders, watchFastPath, type FastPathWatch } from './fast-path-watch.js'

interface Received {
  status: number
  headers: object
  text: string
}

const deals =
  'query ($first: Int) { deals(first: $first) { nodes { __typename title stage { code } } totalCount } }'

let ancrage: TestService
let token: string
let early: FastPathWatch

beforeAll(async () => {
  ancrage = await startTestService()
  await dealClient(ancrage).open({ title: 'Une ligne « été »' })
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
  token = (await ancrage.run(null, signIn)).signIn.token
  early = watchFastPath()
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

/** Returns the response without its date, and records whether it came from the fast path. */
async function send(body: unknown, headers: Record<string, string>): Promise<Received> {
  early.reset()
  const response = await fetch(`${ancrage.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const { date: _, ...rest } = Object.fromEntries(response.headers)
  return { status: response.status, headers: rest, text: await response.text() }
}

async function sendTwice(body: unknown, headers: Record<string, string>) {
  const slow = await send(body, { ...headers, ...slowPathHeaders })
  expect(early.wasUsed()).toBe(false)
  await send(body, headers)
  return { slow, again: await send(body, headers) }
}

const authHeaders = () => ({ authorization: `Bearer ${token}` })

describe('the fast path gives the same answer as Apollo', () => {
  const bodies: [string, object][] = [
    ['to a list', { query: deals, variables: { first: 10 } }],
    ['to a list without variables', { query: deals }],
    ['to null as variables', { query: deals, variables: null, operationName: null }],
    [
      'to a named operation',
      { query: 'query A { deals { totalCount } } query B { viewer { id } }', operationName: 'A' },
    ],
    ['to the query of an unknown row', { query: '{ deal(reference: "WAL-1999-0001") { id } }' }],
    ['to a variable out of range', { query: deals, variables: { first: 101 } }],
    ['to a variable of the wrong type', { query: deals, variables: { first: 'ten' } }],
    ['to an invalid cursor', { query: '{ deals(after: "nonsense") { totalCount nodes { id } } }' }],
  ]
  const accepts = [
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
  ]

  it.each(bodies)('%s', async (_, body) => {
    for (const accept of accepts) {
      const { slow, again } = await sendTwice(body, { ...authHeaders(), accept })
      expect(early.wasUsed()).toBe(true)
      expect(again).toEqual(slow)
    }
  })

  it('to an unauthenticated request, in the language of the browser', async () => {
    const anonymousHeaders: Record<string, string>[] = [
      { 'accept-language': 'de' },
      { authorization: 'Bearer unknown' },
    ]
    for (const headers of anonymousHeaders) {
      const { slow, again } = await sendTwice({ query: deals }, headers)
      expect(early.wasUsed()).toBe(true)
      expect(again).toEqual(slow)
      expect(again.text).toContain('UNAUTHENTICATED')
    }
  })
})

describe('the fast path leaves to Apollo', () => {
  const requests: [string, { body: object; headers?: Record<string, string> }][] = [
    [
      'a field with a resolver',
      { body: { query: '{ deals { nodes { missing(stage: LANDED) { code } } } }' } },
    ],
    ['introspection', { body: { query: '{ __schema { queryType { name } } }' } }],
    ['an invalid document', { body: { query: '{ nope }' } }],
    ['a mutation', { body: { query: 'mutation { signOut }' }, headers: { authorization: '' } }],
    ['extensions', { body: { query: deals, extensions: {} } }],
    ['malformed variables', { body: { query: deals, variables: [] } }],
    ['an unsupported accept header', { body: { query: deals }, headers: { accept: 'text/html' } }],
    [
      'a content type that any page can send',
      { body: { query: deals }, headers: { 'content-type': 'text/plain' } },
    ],
  ]

  it.each(requests)('%s', async (_, { body, headers }) => {
    await send({ query: deals }, authHeaders())
    for (let n = 0; n < 3; n++) {
      await send(body, { ...authHeaders(), ...headers })
      expect(early.wasUsed()).toBe(false)
    }
  })

  it('another operation of the same document', async () => {
    const query = 'query A { deals { totalCount } } query B { viewer { email } }'
    await send({ query, operationName: 'A' }, authHeaders())
    const { text } = await send({ query, operationName: 'B' }, authHeaders())
    expect(early.wasUsed()).toBe(false)
    expect(text).toContain('head@awex.example')
  })

  it('a new value of a variable that changes the selection', async () => {
    const query =
      'query ($more: Boolean!) { deals { totalCount nodes @include(if: $more) { missing(stage: LANDED) { code } } } }'
    const readText = async (more: boolean) => (await send({ query, variables: { more } }, authHeaders())).text
    expect(await readText(false)).not.toContain('nodes')
    expect(await readText(true)).toContain('missing')
    expect(early.wasUsed()).toBe(false)
    expect(await readText(false)).not.toContain('nodes')
    expect(early.wasUsed()).toBe(true)
  })
})
