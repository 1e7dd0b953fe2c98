/** In production, only signed-in users can read the schema. */
import { getIntrospectionQuery } from 'graphql'
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ environment: 'production' })
})
afterAll(() => ancrage.stop())

const questions: [string, string][] = [
  ['the introspection query of tools', getIntrospectionQuery()],
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
  ['beside a public field', '{ __typename __schema { queryType { name } } }'],
  ['beside a read', '{ dealStages { code } __schema { queryType { name } } }'],
]

const queryByGet = async (query: string, token?: string): Promise<GraphqlAnswer<unknown>> => {
  const response = await fetch(`${ancrage.address}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'apollo-require-preflight': 'true', ...(token && { authorization: `Bearer ${token}` }) },
  })
  return (await response.json()) as GraphqlAnswer<unknown>
}
const codeOf = ({ data, errors }: GraphqlAnswer<unknown>) => [data ?? null, errors?.[0]?.extensions.code]

describe('in production, the schema', () => {
  it.each(questions)('is hidden from anonymous requests and from unknown tokens: %s', async (_, query) => {
    for (const answer of [
      await ancrage.send(null, query),
      await ancrage.send('unknown-token', query),
      await queryByGet(query),
      await queryByGet(query, 'unknown-token'),
      // also after a signed-in user has read it
      await ancrage.request(head, query).then(() => ancrage.send(null, query)),
    ])
      expect(codeOf(answer)).toEqual([null, 'UNAUTHENTICATED'])
  })

  it('is hidden if a variable includes it', async () => {
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
  ])('cannot be guessed from errors: %s', async (query) => {
    const [anonymousError] = (await ancrage.send('unknown-token', query)).errors!
    expect(anonymousError!.message).toMatch(/does not fit the schema/)
    expect(anonymousError!.extensions).toEqual({ code: 'BAD_USER_INPUT' })
    const [signedInError] = (await ancrage.request(head, query)).errors!
    expect(signedInError!.message).not.toMatch(/does not fit the schema/)
  })

  it.each(questions)('is visible to a signed-in user: %s', async (_, query) => {
    const { data, errors } = await ancrage.request<any>(head, query)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).toMatch(/"name":"(Query|Deal)"/)
  })

  it('is visible with an API key until it is revoked', async () => {
    const { createApiKey } = await ancrage.run(
      head,
      'mutation { createApiKey(input: { name: "Tool", expiresAt: "2027-01-01T00:00:00Z" }) { key apiKey { id } } }',
    )
    const [, query] = questions[1]!
    expect((await ancrage.send(createApiKey.key, query)).errors).toBeUndefined()
    await ancrage.run(head, 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { id } }', {
      input: { id: createApiKey.apiKey.id },
    })
    expect(codeOf(await ancrage.send(createApiKey.key, query))).toEqual([null, 'UNAUTHENTICATED'])
  })
})

it('outside production, the schema is public', async () => {
  const open = await startTestService()
  const { data } = await open.send(null, getIntrospectionQuery()).finally(() => open.stop())
  expect(data.__schema.queryType).toMatchObject({ name: 'Query' })
})
