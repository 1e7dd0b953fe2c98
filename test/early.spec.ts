/** What is asked again is answered before Apollo gets to see it, and nobody can tell by the answer. */
import { dealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'
import { late, watchEarly, type EarlyAnswers } from './early-answers.js'

interface Received {
  status: number
  headers: object
  text: string
}

const deals =
  'query ($first: Int) { deals(first: $first) { nodes { __typename title stage { code } } totalCount } }'

let ancrage: Ancrage
let token: string
let early: EarlyAnswers

beforeAll(async () => {
  ancrage = await anAncrage()
  await dealClient(ancrage).open({ title: 'Une ligne « été »' })
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
  token = (await ancrage.get(null, signIn)).signIn.token
  early = watchEarly()
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

/** Gives what came back, without what tells the time, and notes whether it came early. */
async function send(body: unknown, headers: Record<string, string>): Promise<Received> {
  early.forget()
  const response = await fetch(`${ancrage.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const { date: _, ...rest } = Object.fromEntries(response.headers)
  return { status: response.status, headers: rest, text: await response.text() }
}

async function twice(body: unknown, headers: Record<string, string>) {
  const slow = await send(body, { ...headers, ...late })
  expect(early.was()).toBe(false)
  await send(body, headers)
  return { slow, again: await send(body, headers) }
}

const asking = () => ({ authorization: `Bearer ${token}` })

describe('an answer given early is the answer that Apollo gives', () => {
  const bodies: [string, object][] = [
    ['a list', { query: deals, variables: { first: 10 } }],
    ['without variables', { query: deals }],
    ['no variables, said twice', { query: deals, variables: null, operationName: null }],
    [
      'a named operation',
      { query: 'query A { deals { totalCount } } query B { viewer { id } }', operationName: 'A' },
    ],
    ['nothing found', { query: '{ deal(reference: "WAL-1999-0001") { id } }' }],
    ['a variable out of range', { query: deals, variables: { first: 101 } }],
    ['a variable of the wrong type', { query: deals, variables: { first: 'ten' } }],
    ['a cursor of somebody else', { query: '{ deals(after: "nonsense") { totalCount nodes { id } } }' }],
  ]
  const accepts = [
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
  ]

  it.each(bodies)('%s', async (_, body) => {
    for (const accept of accepts) {
      const { slow, again } = await twice(body, { ...asking(), accept })
      expect(early.was()).toBe(true)
      expect(again).toEqual(slow)
    }
  })

  it('to nobody, in the language of the browser', async () => {
    const nobodies: Record<string, string>[] = [
      { 'accept-language': 'de' },
      { authorization: 'Bearer of-nobody' },
    ]
    for (const headers of nobodies) {
      const { slow, again } = await twice({ query: deals }, headers)
      expect(early.was()).toBe(true)
      expect(again).toEqual(slow)
      expect(again.text).toContain('UNAUTHENTICATED')
    }
  })
})

describe('left to Apollo, however often it is asked', () => {
  const requests: [string, { body: object; headers?: Record<string, string> }][] = [
    [
      'what a resolver finishes',
      { body: { query: '{ deals { nodes { missing(stage: LANDED) { code } } } }' } },
    ],
    ['the schema', { body: { query: '{ __schema { queryType { name } } }' } }],
    ['a document that does not hold', { body: { query: '{ nope }' } }],
    ['a mutation', { body: { query: 'mutation { signOut }' }, headers: { authorization: '' } }],
    ['extensions', { body: { query: deals, extensions: {} } }],
    ['variables that are none', { body: { query: deals, variables: [] } }],
    ['a type that is not offered', { body: { query: deals }, headers: { accept: 'text/html' } }],
    ['a type that any page may send', { body: { query: deals }, headers: { 'content-type': 'text/plain' } }],
  ]

  it.each(requests)('%s', async (_, { body, headers }) => {
    await send({ query: deals }, asking())
    for (let n = 0; n < 3; n++) {
      await send(body, { ...asking(), ...headers })
      expect(early.was()).toBe(false)
    }
  })

  it('another operation of the same document', async () => {
    const query = 'query A { deals { totalCount } } query B { viewer { email } }'
    await send({ query, operationName: 'A' }, asking())
    const { text } = await send({ query, operationName: 'B' }, asking())
    expect(early.was()).toBe(false)
    expect(text).toContain('head@awex.example')
  })

  it('a variable that changes what is selected is heeded', async () => {
    const query =
      'query ($more: Boolean!) { deals { totalCount nodes @include(if: $more) { missing(stage: LANDED) { code } } } }'
    const ask = async (more: boolean) => (await send({ query, variables: { more } }, asking())).text
    expect(await ask(false)).not.toContain('nodes')
    expect(await ask(true)).toContain('missing')
    expect(early.was()).toBe(false)
    expect(await ask(false)).not.toContain('nodes')
    expect(early.was()).toBe(true)
  })
})
