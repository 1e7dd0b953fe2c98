/** GraphQL over HTTP as its specification says, and nothing for pages of other sites. */
import { serverAudits } from 'graphql-http'
import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'
import { watchEarly } from './early-answers.js'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

/** As a client that is no form of another site. */
const preflighted: typeof fetch = (url, init) =>
  fetch(url, {
    ...init,
    headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': 'true' },
  })

describe('the audits of graphql-http', () => {
  const audits = serverAudits({ url: () => `${ancrage.address}/graphql`, fetchFn: preflighted })

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' })
  })
})

describe('the audits of graphql-http, of what is answered before Apollo gets to see it', () => {
  let token: string
  beforeAll(async () => {
    const signIn =
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
    token = (await ancrage.get(null, signIn)).signIn.token
  })

  /** Sends it twice, as somebody, asking for what the database answers; gives what comes back the second time. */
  const again: typeof fetch = async (url, init = {}) => {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` }
    const body = typeof init.body === 'string' ? init.body.replace('__typename', 'viewer { id }') : init.body
    await (await preflighted(url, { ...init, headers, body })).text()
    return preflighted(url, { ...init, headers, body })
  }
  const audits = serverAudits({ url: () => `${ancrage.address}/graphql`, fetchFn: again })

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' })
  })

  it('are met by answers that were given early', async () => {
    const early = watchEarly()
    const met: string[] = []
    for (const audit of audits) {
      early.forget()
      await audit.fn()
      if (early.was()) met.push(audit.name)
    }
    early.stop()
    expect(met.length).toBeGreaterThan(15)
  })
})

describe('a client that has a token', () => {
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'

  it('asks by GET as well as by POST, and changes nothing by it', async () => {
    const authorization = `Bearer ${(await ancrage.get(null, signIn)).signIn.token}`
    const asked = async (query: string) => {
      const address = `${ancrage.address}/graphql?query=${encodeURIComponent(query)}`
      const response = await fetch(address, { headers: { authorization } })
      expect(response.headers.get('cache-control')).toBe('no-store')
      return [response.status, ((await response.json()) as GraphqlAnswer).data ?? null]
    }
    const answer = [200, { viewer: { email: 'head@awex.example' } }]
    expect(await asked('{ viewer { email } }')).toEqual(answer)
    expect(await asked('mutation { signOut }')).toEqual([405, null])
    expect(await asked('{ viewer { email } }')).toEqual(answer)
  })
})

describe('a page of another site', () => {
  const elsewhere = { origin: 'https://elsewhere.example' }
  const query = '{"query":"{ __typename }"}'

  it.each(['/', '/graphql', '/graphiql/', '/health/live', '/nowhere'])(
    'may read nothing of %s',
    async (path) => {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const asked = {
          ...elsewhere,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        }
        const { headers } = await fetch(`${ancrage.address}${path}`, { method, headers: asked })
        const opened = [...headers.keys()].filter((name) => name.startsWith('access-control'))
        expect([method, opened]).toEqual([method, []])
        expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
      }
    },
  )

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot send an operation as %s',
    async (type) => {
      const response = await fetch(`${ancrage.address}/graphql`, {
        method: 'POST',
        headers: { ...elsewhere, 'content-type': type },
        body: query,
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(((await response.json()) as GraphqlAnswer).data ?? null).toBeNull()
    },
  )

  it('cannot ask by GET without a header that only a page of ours may send', async () => {
    const url = `${ancrage.address}/graphql?query=${encodeURIComponent('{ __typename }')}`
    expect((await fetch(url)).status).toBe(400)
    const { headers } = await ancrage.send(
      null,
      'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo", cookie: true }) { viewer { id } } }',
    )
    const cookie = headers.get('set-cookie')!.split(';')[0]!
    expect((await fetch(url, { headers: { cookie } })).status).toBe(400)
    expect((await preflighted(url)).status).toBe(200)
  })

  it('cannot change anything by GET, header or not', async () => {
    const text = encodeURIComponent('mutation { signOut }')
    const response = await preflighted(`${ancrage.address}/graphql?query=${text}`)
    expect([response.status, ((await response.json()) as GraphqlAnswer).data ?? null]).toEqual([405, null])
  })
})

describe('a client that sends too much', () => {
  it.each([
    ['a header of 20 kB', { 'x-odd': 'x'.repeat(20_000) }],
    ['a thousand headers', Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`x-${i}`, 'y']))],
    ['a token of 10 kB', { authorization: `Bearer ${'x'.repeat(10_000)}` }],
    ['a token that is none', { authorization: 'Basic eDp5' }],
  ])('is refused or answered, and the next one is answered: %s', async (_, headers) => {
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
