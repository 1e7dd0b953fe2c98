/** The service follows the specification of GraphQL over HTTP, and pages of other sites get nothing. */
import { serverAudits } from 'graphql-http'
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'
import { watchFastPath } from './fast-path-watch.js'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

/** Adds the header that a form of another site cannot send. */
const fetchWithPreflight: typeof fetch = (url, init) =>
  fetch(url, {
    ...init,
    headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': 'true' },
  })

describe('the audits of graphql-http', () => {
  const audits = serverAudits({ url: () => `${ancrage.address}/graphql`, fetchFn: fetchWithPreflight })

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' })
  })
})

describe('the audits of graphql-http on the fast path', () => {
  let token: string
  beforeAll(async () => {
    const signIn =
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
    token = (await ancrage.run(null, signIn)).signIn.token
  })

  /** Sends a query of a signed-in user twice. Returns the second response. */
  const fetchTwice: typeof fetch = async (url, init = {}) => {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` }
    const body = typeof init.body === 'string' ? init.body.replace('__typename', 'viewer { id }') : init.body
    await (await fetchWithPreflight(url, { ...init, headers, body })).text()
    return fetchWithPreflight(url, { ...init, headers, body })
  }
  const audits = serverAudits({ url: () => `${ancrage.address}/graphql`, fetchFn: fetchTwice })

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' })
  })

  it('use the fast path', async () => {
    const early = watchFastPath()
    const onFastPath: string[] = []
    for (const audit of audits) {
      early.reset()
      await audit.fn()
      if (early.wasUsed()) onFastPath.push(audit.name)
    }
    early.stop()
    expect(onFastPath.length).toBeGreaterThan(15)
  })
})

describe('a client that has a token', () => {
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'

  it('can run queries by GET, but no mutations', async () => {
    const authorization = `Bearer ${(await ancrage.run(null, signIn)).signIn.token}`
    const queryByGet = async (query: string) => {
      const address = `${ancrage.address}/graphql?query=${encodeURIComponent(query)}`
      const response = await fetch(address, { headers: { authorization } })
      expect(response.headers.get('cache-control')).toBe('no-store')
      return [response.status, ((await response.json()) as GraphqlAnswer).data ?? null]
    }
    const answer = [200, { viewer: { email: 'head@awex.example' } }]
    expect(await queryByGet('{ viewer { email } }')).toEqual(answer)
    expect(await queryByGet('mutation { signOut }')).toEqual([405, null])
    expect(await queryByGet('{ viewer { email } }')).toEqual(answer)
  })
})

describe('a browser that opens /graphql', () => {
  it('gets a sentence that says what to send', async () => {
    const response = await fetch(`${ancrage.address}/graphql`, { headers: { accept: 'text/html' } })
    const { errors } = (await response.json()) as GraphqlAnswer
    expect([response.status, errors?.[0]?.message]).toEqual([
      400,
      expect.stringMatching(/^Send a JSON object .* by POST/),
    ])
  })
})

describe('a page of another site', () => {
  const otherOrigin = { origin: 'https://elsewhere.example' }
  const query = '{"query":"{ __typename }"}'

  it.each(['/', '/graphql', '/graphiql/', '/health/live', '/nowhere'])('cannot read %s', async (path) => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const requestHeaders = {
        ...otherOrigin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      }
      const { headers } = await fetch(`${ancrage.address}${path}`, { method, headers: requestHeaders })
      const corsHeaders = [...headers.keys()].filter((name) => name.startsWith('access-control'))
      expect([method, corsHeaders]).toEqual([method, []])
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    }
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot send an operation as %s',
    async (type) => {
      const response = await fetch(`${ancrage.address}/graphql`, {
        method: 'POST',
        headers: { ...otherOrigin, 'content-type': type },
        body: query,
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(((await response.json()) as GraphqlAnswer).data ?? null).toBeNull()
    },
  )

  it('cannot run queries by GET without the header of a preflight', async () => {
    const url = `${ancrage.address}/graphql?query=${encodeURIComponent('{ __typename }')}`
    expect((await fetch(url)).status).toBe(400)
    const { headers } = await ancrage.send(
      null,
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo", cookie: true }) { viewer { id } } }',
    )
    const cookie = headers.get('set-cookie')!.split(';')[0]!
    expect((await fetch(url, { headers: { cookie } })).status).toBe(400)
    expect((await fetchWithPreflight(url)).status).toBe(200)
  })

  it('cannot run mutations by GET', async () => {
    const text = encodeURIComponent('mutation { signOut }')
    const response = await fetchWithPreflight(`${ancrage.address}/graphql?query=${text}`)
    expect([response.status, ((await response.json()) as GraphqlAnswer).data ?? null]).toEqual([405, null])
  })
})

describe('a client that sends too much', () => {
  it.each([
    ['a header of 20 kB', { 'x-odd': 'x'.repeat(20_000) }],
    ['a thousand headers', Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`x-${i}`, 'y']))],
    ['a token of 10 kB', { authorization: `Bearer ${'x'.repeat(10_000)}` }],
    ['a malformed token', { authorization: 'Basic eDp5' }],
  ])('is rejected or answered, and the service stays available: %s', async (_, headers) => {
    await fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ viewer { id } }"}',
    }).then(
      async (response) => expect(JSON.stringify(await response.json().catch(() => null))).not.toMatch(/"id"/),
      () => undefined,
    )
    expect((await fetch(`${ancrage.address}/health/live`)).status).toBe(200)
  })
})
