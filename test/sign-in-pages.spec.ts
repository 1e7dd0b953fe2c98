/** Pages and headers of the sign-in over HTTP: who gets a page, whose addresses they have, and HTTPS. */
import { Browser, settingsFor, aProvider, type TestProvider } from './openid-provider.js'
import { getPlain } from './plain-http.js'
import { startTestService, type TestService } from './test-service.js'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'fr-BE' }
const signIn =
  'mutation { signIn(input: { email: "officer@awex.example", password: "ancrage-demo", cookie: true }) { expiresAt } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const get = (path: string, headers: Record<string, string> = {}) =>
  getPlain(`${ancrage.address}${path}`, headers)

describe('an address that needs a session', () => {
  const addresses = [
    ...['/summaries/awex/2018-W22', '/summaries/awex/2018-W22.pdf', '/summaries/awex/latest/1'],
    ...['/summaries/awex.atom', '/exports/deals.csv', '/questions/00000000-0000-7000-8000-000000000000.csv'],
    '/exports/00000000-0000-7000-8000-000000000000',
  ]

  it.each(addresses)('shows a browser the page to sign in, which leads back: %s', async (path) => {
    const response = await get(`${path}?lang=nl`, html)
    const page = await response.text()
    expect([response.status, response.headers.get('content-language')]).toEqual([401, 'nl'])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('<h1>Aanmelden</h1>')
    expect(page).toContain(`data-return-to="${path}?lang=nl"`)
  })

  it.each(addresses)('answers a program as before: %s', async (path) => {
    const programs: Record<string, string>[] = [
      {},
      { accept: 'application/json' },
      { ...html, authorization: 'Bearer unknown' },
      { ...html, 'sec-fetch-mode': 'cors' },
    ]
    for (const headers of programs) {
      const response = await get(path, headers)
      expect(response.status).toBe(401)
      expect(await response.text()).not.toContain('data-return-to')
    }
  })

  it('shows the page in the language of the browser', async () => {
    expect(await (await get('/summaries/awex/latest', html)).text()).toContain('<html lang="fr-BE">')
  })
})

describe('the page to sign in', () => {
  it.each([
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/auth/logout', '/'],
    ['javascript:alert(1)', '/'],
    ['/x"><script>', '/x&quot;&gt;&lt;script&gt;'],
    [`/${'x'.repeat(2_000)}`, '/'],
    ['/summaries/awex/latest?lang=fr&x=%22', '/summaries/awex/latest?lang=fr&amp;x=%22'],
  ])('leads from returnTo=%s to %s', async (returnTo, expected) => {
    const page = await (
      await get(`/auth/sign-in?${new URLSearchParams({ returnTo }).toString()}`, html)
    ).text()
    expect(/data-return-to="([^"]*)"/.exec(page)?.[1]).toBe(expected)
  })

  it('is the same page for a parameter that is sent twice', async () => {
    expect((await get('/auth/sign-in?returnTo=/a&returnTo=/b&lang=x&lang=y', html)).status).toBe(200)
  })
})

describe('a cookie', () => {
  it('of another site counts when its user opens a page, and not otherwise', async () => {
    const { headers } = await ancrage.send(null, signIn)
    const cookie = headers.get('set-cookie')!.split(';')[0]!
    const statusFrom = async (mode: string, dest: string) =>
      (
        await get('/summaries/awex/2018-W22.json', {
          ...{ cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest },
        })
      ).status
    expect(await statusFrom('navigate', 'document')).toBe(200)
    expect(await statusFrom('navigate', 'iframe')).toBe(401)
    expect(await statusFrom('no-cors', 'image')).toBe(401)
    expect(await statusFrom('cors', 'empty')).toBe(401)
  })
})

describe('PUBLIC_URL', () => {
  let provider: TestProvider
  let service: TestService
  beforeAll(async () => {
    provider = await aProvider()
    service = await startTestService({
      ...(await settingsFor(provider, { PUBLIC_URL: 'https://intranet.example/ancrage' })),
    })
    provider.serve('https://intranet.example/ancrage')
  })
  afterAll(async () => {
    await service.stop()
    await provider.stop()
  })
  const open = (path: string, headers: Record<string, string> = {}) =>
    getPlain(`${service.address}${path}`, { ...html, ...headers })

  it.each<Record<string, string>>([{}, { host: 'evil.example' }, { 'x-forwarded-host': 'evil.example' }])(
    'is the address to which the provider returns, whatever the request: %j',
    async (headers) => {
      const to = new URL((await open('/auth/login', headers)).headers.get('location')!)
      expect(to.searchParams.get('redirect_uri')).toBe('https://intranet.example/ancrage/auth/callback')
    },
  )

  it('has a path that links and redirects begin with', async () => {
    const page = await (await open('/summaries/awex/latest')).text()
    expect(page).toContain('data-endpoint="/ancrage/graphql"')
    expect(page).toContain('data-return-to="/ancrage/summaries/awex/latest"')
    expect(page).toContain('href="/ancrage/auth/login?returnTo=%2Fancrage%2Fsummaries%2Fawex%2Flatest"')
    expect(page).not.toMatch(/(href|src|action)="\/(?!ancrage\/)/)
    const elsewhere = await (await open('/auth/sign-in?returnTo=/other')).text()
    expect(elsewhere).toContain('data-return-to="/ancrage/"')
  })

  it('with https makes every cookie Secure and of this host alone, and sends HSTS', async () => {
    const login = (await open('/auth/login')).headers.get('set-cookie')
    expect(login).toMatch(
      /^__Host-ancrage_login=[^;]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
    const { headers } = await service.send(null, signIn)
    const session = headers.get('set-cookie')!
    expect(session).toMatch(
      /^__Host-ancrage_session=s_[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure$/,
    )
    const value = session.split(';')[0]!
    const viewer = async (cookie: string) =>
      (await service.send(null, '{ viewer { email } }', {}, { cookie })).data?.viewer.email
    expect(await viewer(value)).toBe('officer@awex.example')
    expect(await viewer(value.replace('__Host-', ''))).toBeUndefined()
    for (const path of ['/', '/graphiql/', '/health/live', '/nothing', '/%', '/auth/sign-in'])
      expect([path, (await open(path)).headers.get('strict-transport-security')]).toEqual([
        path,
        'max-age=31536000',
      ])
  })
})

describe('without HTTPS', () => {
  it('no response has HSTS, unless a trusted proxy says that the browser uses it', async () => {
    expect((await get('/', { 'x-forwarded-proto': 'https' })).headers.has('strict-transport-security')).toBe(
      false,
    )
    const behindProxy = await startTestService({ trustProxy: ['loopback'] })
    const { headers } = await fetch(behindProxy.address, { headers: { 'x-forwarded-proto': 'https' } })
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    const session = await behindProxy.send(null, signIn, {}, { 'x-forwarded-proto': 'https' })
    expect(session.headers.get('set-cookie')).toMatch(/^__Host-ancrage_session=.*; Secure$/)
    await behindProxy.stop()
  })
})

describe('with HSTS_SUBDOMAINS', () => {
  it('every answer includes the hosts below', async () => {
    const service = await startTestService({ publicUrl: 'https://ancrage.example', hstsSubdomains: true })
    for (const path of ['/', '/health/live', '/nothing', '/%', '/auth/sign-in'])
      expect([path, (await fetch(service.address + path)).headers.get('strict-transport-security')]).toEqual([
        path,
        'max-age=31536000; includeSubDomains',
      ])
    await service.stop()
  })
})

describe('a refusal of the provider', () => {
  it('is JSON for a program and a page for a browser, with the way back', async () => {
    const provider = await aProvider()
    const service = await startTestService(await settingsFor(provider))
    provider.serve(service.address)
    provider.person = { sub: 'x', email: 'x@awex.example', email_verified: true }
    const address = `${service.address}/auth/login?returnTo=/summaries/awex/latest`
    const program = (await new Browser().open(address)).response
    expect(await program.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    const { response } = await new Browser(html).open(address)
    const page = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8'])
    expect(page).toContain('<h1>Pas encore d’accès à Ancrage</h1>')
    expect(page).toContain('href="/auth/login?returnTo=%2Fsummaries%2Fawex%2Flatest&amp;account=other"')
    await service.stop()
    await provider.stop()
  })
})
