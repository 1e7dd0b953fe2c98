/** In production, what the schema is is told to whoever is signed in only. */
import { getIntrospectionQuery } from 'graphql'
import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'

const head = 'head@awex.example'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage({ environment: 'production' })
})
afterAll(() => ancrage.stop())

const questions: [string, string][] = [
  ['as tools ask at their start', getIntrospectionQuery()],
  ['one type', '{ __type(name: "Deal") { name fields { name } } }'],
  ['under another name', '{ innocent: __schema { queryType { name } } }'],
  ['in a fragment', 'query { ...F } fragment F on Query { __schema { queryType { name } } }'],
  [
    'in a fragment of a fragment',
    '{ ...F } fragment F on Query { ...G } fragment G on Query { __type(name: "Deal") { name } }',
  ],
  [
    'in an inline fragment',
    '{ ... on Query { ... @include(if: true) { __schema { queryType { name } } } } }',
  ],
  ['beside what is told to anybody', '{ __typename __schema { queryType { name } } }'],
  ['beside a read', '{ dealStages { code } __schema { queryType { name } } }'],
]

const byGet = async (query: string, token?: string): Promise<GraphqlAnswer<unknown>> => {
  const response = await fetch(`${ancrage.address}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'apollo-require-preflight': 'true', ...(token && { authorization: `Bearer ${token}` }) },
  })
  return (await response.json()) as GraphqlAnswer<unknown>
}
const codeOf = ({ data, errors }: GraphqlAnswer<unknown>) => [data ?? null, errors?.[0]?.extensions.code]

describe('in production, the schema', () => {
  it.each(questions)('is not told to nobody, nor to a token of nobody: %s', async (_, query) => {
    for (const told of [
      await ancrage.send(null, query),
      await ancrage.send('of-nobody', query),
      await byGet(query),
      await byGet(query, 'of-nobody'),
      // and no more so once somebody was told it
      await ancrage.ask(head, query).then(() => ancrage.send(null, query)),
    ])
      expect(codeOf(told)).toEqual([null, 'UNAUTHENTICATED'])
  })

  it('is not told by what a variable lets in', async () => {
    const query =
      'query ($x: Boolean!) { __typename ... @include(if: $x) { __schema { queryType { name } } } }'
    expect((await ancrage.send(null, query, { x: false })).data).toEqual({ __typename: 'Query' })
    expect(codeOf(await ancrage.send(null, query, { x: true }))).toEqual([null, 'UNAUTHENTICATED'])
    expect((await ancrage.send(null, query, { x: false })).data).toEqual({ __typename: 'Query' })
  })

  it.each([
    '{ dealz { id } }',
    '{ dealStages { cod } }',
    '{ deals(wher: {}) { totalCount } }',
    '{ deals(where: { titel: { eq: "x" } }) { totalCount } }',
    '{ deals(where: { confidentiality: { eq: SECRETS } }) { totalCount } }',
    'mutation { signIn(input: { emai: "x" }) { token } }',
    '{ viewer { ... on Dael { id } } }',
  ])('is not guessed by what does not fit: %s', async (query) => {
    const [told] = (await ancrage.send('of-nobody', query)).errors!
    expect(told!.message).toMatch(/does not fit the schema/)
    expect(told!.extensions).toEqual({ code: 'BAD_USER_INPUT' })
    const [known] = (await ancrage.ask(head, query)).errors!
    expect(known!.message).not.toMatch(/does not fit the schema/)
  })

  it.each(questions)('is told to whoever is signed in: %s', async (_, query) => {
    const { data, errors } = await ancrage.ask<any>(head, query)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).toMatch(/"name":"(Query|Deal)"/)
  })

  it('is told to a key, until it is revoked', async () => {
    const { createApiKey } = await ancrage.get(
      head,
      'mutation { createApiKey(input: { name: "Tool", expiresAt: "2027-01-01T00:00:00Z" }) { key apiKey { id } } }',
    )
    const [, query] = questions[1]!
    expect((await ancrage.send(createApiKey.key, query)).errors).toBeUndefined()
    await ancrage.get(head, 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { id } }', {
      input: { id: createApiKey.apiKey.id },
    })
    expect(codeOf(await ancrage.send(createApiKey.key, query))).toEqual([null, 'UNAUTHENTICATED'])
  })
})

it('elsewhere, the schema is told to anybody', async () => {
  const open = await anAncrage()
  const { data } = await open.send(null, getIntrospectionQuery()).finally(() => open.stop())
  expect(data.__schema.queryType).toMatchObject({ name: 'Query' })
})
