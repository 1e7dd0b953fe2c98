/** Requests that are no operation get a JSON answer in the form of GraphQL errors. */
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = json): RequestInit => ({
  method: 'POST',
  headers,
  body,
})
const query = (text: string) => post(JSON.stringify({ query: text }))
/** Sent with the token of a user: without one, a large body is refused before it is read. */
const largeQuery = (text: string) => post(JSON.stringify({ query: text }), { ...json, authorization: ofUser })
const ofUser = 'Bearer of a user'
let token: string

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const input = { email: 'head@awex.example', password: 'ancrage-demo' }
  token = (await ancrage.run(null, signIn, { input })).signIn.token
})
afterAll(() => ancrage.stop())

const send = (path: string, request: RequestInit = {}) => {
  const { authorization, ...headers } = (request.headers ?? {}) as Record<string, string>
  const own = authorization === ofUser && { authorization: `Bearer ${token}` }
  return fetch(`${ancrage.address}${path}`, { ...request, headers: { ...headers, ...own } })
}

describe('a request that is no operation', () => {
  const invalidRequests: [string, number, RequestInit][] = [
    ['a body of more than 1 MiB', 413, largeQuery('#'.repeat(2 ** 20))],
    ['malformed JSON', 400, post('{"query":')],
    ['no body', 400, post('')],
    ['JSON that is not an object', 400, post('"{ viewer { id } }"')],
    ['a list of operations', 400, post('[{ "query": "{ viewer { id } }" }]')],
    ['an object that would become a prototype', 400, post('{"query":"{ viewer { id } }","__proto__":{}}')],
    ['XML', 415, post('<query/>', { 'content-type': 'text/xml' })],
    [
      'a form of another site',
      400,
      post('query={viewer{id}}', { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    ['a syntax error', 400, query('{ viewer')],
    ['an unknown field', 400, query('{ nope }')],
    ['two operations and no name', 400, query('query A { viewer { id } } query B { viewer { id } }')],
    ['more than 10,000 tokens', 400, largeQuery(`{ viewer { ${'id '.repeat(10_001)} } }`)],
    ['very deep nesting', 400, largeQuery('{ viewer '.repeat(4_000))],
    ['the method DELETE', 405, { method: 'DELETE' }],
    ['the method PUT', 405, { method: 'PUT', headers: json, body: '{}' }],
    ['the method PATCH', 405, { method: 'PATCH', headers: json, body: '{}' }],
  ]

  it.each(invalidRequests)('is rejected with an error code and a message: %s', async (_, status, request) => {
    const response = await send('/graphql', request)
    const { errors } = (await response.json()) as GraphqlAnswer
    expect(response.status).toBe(status)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, POST' : null)
    expect(errors?.[0]?.message).toMatch(/\w+ .*\w+/)
    expect(JSON.stringify(errors)).not.toMatch(/\bat .*\.js|FST_|Internal/)
  })

  it('is rejected in the language of the browser', async () => {
    const response = await send('/graphql', {
      ...post('{'),
      headers: { ...json, 'accept-language': 'nl-BE,nl;q=0.9' },
    })
    expect(((await response.json()) as GraphqlAnswer).errors?.[0]?.message).toMatch(
      /^Stuur met POST een JSON-object/,
    )
  })
})

describe('a URL', () => {
  it('that is unknown gets NOT_FOUND', async () => {
    const response = await send('/deals')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  it.each(['/exports/%E0%A4%A', '/graphql/%zz', '/%', `/exports/${'x'.repeat(9_000)}`])(
    'that is malformed gets NOT_FOUND: %#',
    async (path) => {
      const response = await send(path)
      const body = await response.text()
      expect(response.status).toBe(404)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
      expect(body.length).toBeLessThan(500)
    },
  )

  it('does not allow a browser to load content of other origins', async () => {
    for (const path of ['/', '/graphiql/', '/graphql', '/deals']) {
      const { headers } = await send(path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
      expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('the health of the service', () => {
  it('is live, and ready while the database answers', async () => {
    expect((await send('/health/live')).status).toBe(200)
    expect(await (await send('/health/ready')).json()).toEqual({ status: 'ready' })
  })

  it('is not ready while the database rejects connections, and ready again afterwards', async () => {
    const { rows } = await ancrage.owner.query('select current_database() as name')
    const { name } = rows[0] as { name: string }
    await ancrage.owner.query(`revoke connect on database ${name} from public`)
    await ancrage.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ancrage_service' and datname = $1`,
      [name],
    )
    expect((await send('/health/ready')).status).toBe(503)
    expect((await send('/health/live')).status).toBe(200)
    await ancrage.owner.query(`grant connect on database ${name} to public`)
    expect((await send('/health/ready')).status).toBe(200)
  })
})
