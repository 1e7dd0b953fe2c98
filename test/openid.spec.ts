/** Sign-in with the OpenID provider of the organisation, and requests with its access tokens. */
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as client from 'openid-client'
import { unseal } from '../src/user/openid/sealed.js'
import { startTestService, type TestService } from './test-service.js'
import {
  aProvider,
  audience,
  Browser,
  clientId,
  clientSecret,
  settingsFor,
  type TestProvider,
} from './openid-provider.js'

const viewer = '{ viewer { email name role clearance language agency { code } } }'
const head = { sub: 'head-1', email: 'head@awex.example', email_verified: true, name: 'Head' }

let ancrage: TestService
let provider: TestProvider
beforeAll(async () => {
  provider = await aProvider()
  ancrage = await startTestService({
    ...(await settingsFor(provider, { OIDC_AUDIENCE: audience, OIDC_ROLES: 'chief=HEAD,desk=OFFICER' })),
  })
  provider.serve(ancrage.address)
})
afterAll(async () => {
  await ancrage.stop()
  await provider.stop()
})

const origin = () => new URL(ancrage.address).origin
const signIn = async (person: TestProvider['person'], path = '/auth/login') => {
  provider.person = person
  const browser = new Browser()
  return { browser, ...(await browser.open(`${ancrage.address}${path}`)) }
}
const queryAs = (browser: Browser) =>
  ancrage.send(null, viewer, {}, { cookie: `ancrage_session=${browser.cookie(origin(), 'ancrage_session')}` })
const codeOf = async (token: string) => (await ancrage.send(token, viewer)).errors?.[0]?.extensions.code
const deactivate = (email: string, active = false) =>
  ancrage.owner.query('update "user" set active = $2 where email = $1', [email, active])

describe('a sign-in with a provider', () => {
  it('ends on the page with a session of the user with the verified address', async () => {
    const { browser, address, response } = await signIn(head)
    expect([address, response.status]).toEqual([`${ancrage.address}/`, 200])
    expect((await queryAs(browser)).data.viewer).toMatchObject({ email: head.email, role: 'HEAD' })
    expect(browser.cookie(origin(), 'ancrage_login')).toBeUndefined()
  })

  it('redirects the browser with PKCE, state and nonce, and sets a cookie that does not reveal them', async () => {
    const response = await fetch(`${ancrage.address}/auth/login`, { redirect: 'manual' })
    const sent = new URL(response.headers.get('location')!).searchParams
    expect(sent.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) expect(sent.get(name)).toMatch(/^[\w-]{43}$/)
    const cookie = response.headers.get('set-cookie')!
    expect(cookie).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)
    expect(cookie).not.toContain(sent.get('state'))
    const sealed = /^ancrage_login=([^;]+)/.exec(cookie)![1]!
    const { exp } = await unseal<{ exp?: number }>(clientSecret, 'sign-in cookie', sealed)
    expect(exp! - Date.now() / 1_000).toBeLessThanOrEqual(600)
  })

  it('recognises the person by the subject, even with a new address', async () => {
    const { browser } = await signIn({ ...head, email: 'renamed@awex.example' })
    expect((await queryAs(browser)).data.viewer.email).toBe(head.email)
  })

  it('returns to the page where it began, and never to another site', async () => {
    const there = await signIn(head, '/auth/login?returnTo=/health/live')
    expect(there.address).toBe(`${ancrage.address}/health/live`)
    for (const elsewhere of [
      ...[
        'https://evil.example/',
        '//evil.example/',
        '/\\evil.example/',
        '/.//evil.example/',
        '/\t/evil.example/',
      ],
      ...['/auth/login', '/auth/logout', '/x/../auth/login', '/%61uth/logout', 'javascript:alert(1)', ''],
    ])
      expect((await signIn(head, `/auth/login?returnTo=${encodeURIComponent(elsewhere)}`)).address).toBe(
        `${ancrage.address}/`,
      )
  })

  it('creates a user with clearance OPEN if the claims have agency and role', async () => {
    const person = {
      sub: 'new-1',
      email: 'new@liege-airport.example',
      email_verified: true,
      name: 'New',
      locale: 'fr-BE',
      agency: 'liege-airport',
      role: 'desk',
    }
    const { browser } = await signIn(person)
    expect((await queryAs(browser)).data.viewer).toEqual({
      email: person.email,
      name: 'New',
      role: 'OFFICER',
      clearance: 'OPEN',
      language: 'FR',
      agency: { code: 'liege-airport' },
    })
    const { rows } = await ancrage.owner.query<{ verb: string }>(
      `select verb from audit_entry a join "user" u on u.id = a.user_id where u.email = $1 order by verb`,
      [person.email],
    )
    expect(rows.map(({ verb }) => verb)).toEqual(['createUser', 'signIn'])
  })

  it('creates a user with the language of the browser if the claims have none', async () => {
    provider.person = {
      ...{ sub: 'new-2', email: 'new-2@awex.example', email_verified: true, agency: 'awex', role: 'desk' },
    }
    const browser = new Browser({ 'accept-language': 'nl-BE,nl;q=0.9' })
    await browser.open(`${ancrage.address}/auth/login`)
    expect((await queryAs(browser)).data.viewer).toMatchObject({ language: 'NL' })
  })

  const stranger = { sub: 'stranger', email: 'stranger@awex.example', email_verified: true }
  it.each([
    ['is unknown', stranger],
    ['has an unverified address', { ...head, sub: 'unverified', email_verified: false }],
    ['has a role without a mapping', { ...stranger, agency: 'awex', role: 'king' }],
    ['has the code of a role instead of a mapped name', { ...stranger, agency: 'awex', role: 'ADMIN' }],
    ['has an unknown agency', { ...stranger, agency: 'nowhere', role: 'desk' }],
  ])('is rejected for a person who %s', async (_, person) => {
    const { browser, response } = await signIn(person)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(browser.cookie(origin(), 'ancrage_session')).toBeUndefined()
  })

  it('is rejected for a deactivated user, and recorded', async () => {
    await signIn({ sub: 'leaving', email: 'analyst@logistics.example', email_verified: true })
    await deactivate('analyst@logistics.example')
    const { response } = await signIn({ sub: 'leaving' })
    expect(response.status).toBe(401)
    const { rowCount } = await ancrage.owner.query(`select from audit_entry where verb = 'failSignIn'`)
    expect(rowCount).toBeGreaterThan(0)
  })

  it('cannot be completed with the code of another sign-in', async () => {
    provider.person = head
    const back = (address: string) => address.startsWith(`${ancrage.address}/auth/callback`)
    const [thief, victim] = [new Browser(), new Browser()]
    const beginSignIn = async (browser: Browser) =>
      new URL((await browser.open(`${ancrage.address}/auth/login`, back)).address)
    const [stolen, own] = [await beginSignIn(thief), await beginSignIn(victim)]
    own.searchParams.set('code', stolen.searchParams.get('code')!)
    expect((await victim.open(own.href)).response.status).toBe(401)
    expect(victim.cookie(origin(), 'ancrage_session')).toBeUndefined()
  })

  it('can be completed only by the browser that began it, and only once', async () => {
    provider.person = head
    const browser = new Browser()
    const back = (address: string) => address.startsWith(`${ancrage.address}/auth/callback`)
    const { address } = await browser.open(`${ancrage.address}/auth/login`, back)
    expect((await new Browser().open(address)).response.status).toBe(401)
    const forged = new URL(address)
    forged.searchParams.set('state', 'another')
    const other = new Browser()
    await other.open(`${ancrage.address}/auth/login`, back)
    expect((await other.open(forged.href)).response.status).toBe(401)
    expect((await browser.open(address)).response.status).toBe(200)
    expect((await browser.open(address)).response.status).toBe(401)
  })
})

describe('an access token of the provider', () => {
  const soon = () => Math.floor(Date.now() / 1_000) + 300
  const claims = (more: object = {}) => ({
    iss: provider.issuer,
    aud: audience,
    iat: Math.floor(Date.now() / 1_000) - 5,
    exp: soon(),
    jti: String(Math.random()),
    ...head,
    ...more,
  })

  /** Returns an access token, as a program gets it for its user. */
  async function obtainToken(): Promise<string> {
    provider.person = head
    const configuration = await client.discovery(
      new URL(provider.issuer),
      clientId,
      clientSecret,
      undefined,
      {
        execute: [client.allowInsecureRequests],
      },
    )
    const verifier = client.randomPKCECodeVerifier()
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${provider.issuer}/done`,
      scope: 'openid api',
      resource: audience,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    const done = await new Browser().open(address.href, (to) => to.startsWith(`${provider.issuer}/done`))
    const checks = { pkceCodeVerifier: verifier, idTokenExpected: true }
    const tokens = await client.authorizationCodeGrant(configuration, new URL(done.address), checks, {
      resource: audience,
    })
    return tokens.access_token
  }

  it('authenticates its user', async () => {
    const token = await obtainToken()
    expect((await ancrage.send(token, viewer)).data.viewer.email).toBe(head.email)
    expect((await ancrage.send(token, viewer)).data.viewer.email).toBe(head.email)
  })

  it('is one session for many requests', async () => {
    const token = await provider.sign(claims())
    const answers = await Promise.all(Array.from({ length: 10 }, () => ancrage.send(token, viewer)))
    expect(answers.every(({ data }) => data.viewer.email === head.email)).toBe(true)
    const { data } = await ancrage.send(token, '{ viewer { sessions { current expiresAt } } }')
    expect(data.viewer.sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
  })

  it('is a session of SESSION_HOURS at most', async () => {
    const iat = soon() - 300 - 3_600
    const token = await provider.sign(claims({ iat, exp: soon() + 10 * 365 * 86_400 }))
    const { data } = await ancrage.send(token, '{ viewer { sessions { current expiresAt } } }')
    const current = data.viewer.sessions.find(({ current }: { current: boolean }) => current)
    expect(Date.parse(current.expiresAt) / 1_000).toBe(iat + 12 * 3_600)
  })

  const invalidTokens: [string, () => Promise<string> | string][] = [
    ['for another audience', () => provider.sign(claims({ aud: 'https://other.example' }))],
    ['without an audience', () => provider.sign(claims({ aud: undefined }))],
    ['for the sign-in itself', () => provider.sign(claims({ aud: clientId }))],
    ['that has expired', () => provider.sign(claims({ exp: soon() - 600 }))],
    [
      'that was issued more than SESSION_HOURS ago',
      () => provider.sign(claims({ iat: soon() - 13 * 3_600 })),
    ],
    ['that does not state when it was issued', () => provider.sign(claims({ iat: undefined }))],
    ['that was issued in the future', () => provider.sign(claims({ iat: soon() }))],
    ['that is an ID token', () => provider.sign(claims({ nonce: 'n' }))],
    ['that is a logout token', () => provider.sign(claims({ events: {} }))],
    ['without an expiry', () => provider.sign(claims({ exp: undefined }))],
    ['that is not valid yet', () => provider.sign(claims({ nbf: soon() }))],
    ['of another issuer', () => provider.sign(claims({ iss: 'https://other.example' }))],
    ['without a subject', () => provider.sign(claims({ sub: undefined }))],
    ['of an unknown person', () => provider.sign(claims({ sub: 'x', email: 'x@awex.example' }))],
    ['with an unverified address', () => provider.sign(claims({ sub: 'y', email_verified: false }))],
    ['without a signature', () => unsignedToken(claims())],
    [
      'with changed claims',
      async () => (await provider.sign(claims())).replace(/\.(.)/, (_, c) => `.${c === 'e' ? 'f' : 'e'}`),
    ],
    ['signed with another key', async () => (await aForger()).sign(claims())],
    [
      'signed with the public key in PEM as a shared secret',
      () =>
        signWithPublicKey((key) =>
          createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
        ),
    ],
    [
      'signed with the published public key as a shared secret',
      () => signWithPublicKey((key) => JSON.stringify(key)),
    ],
  ]

  /** Returns a token that is signed with the public key as a shared secret. */
  async function signWithPublicKey(secretOf: (jwk: JsonWebKey) => string | Buffer): Promise<string> {
    const { keys } = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JsonWebKey[] }
    const head = base64({ alg: 'HS256', typ: 'JWT', kid: keys[0]!.kid })
    const signed = `${head}.${base64(claims())}`
    return `${signed}.${createHmac('sha256', secretOf(keys[0]!)).update(signed).digest('base64url')}`
  }

  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsignedToken = (payload: object) => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(payload)}.`
  async function aForger() {
    const forger = await aProvider()
    await forger.stop()
    return forger
  }

  it.each(invalidTokens)('is rejected %s', async (_, token) => {
    expect(await codeOf(await token())).toBe('UNAUTHENTICATED')
  })

  it('is rejected after its user is deactivated', async () => {
    const person = { sub: 'port', email: 'officer@liege-airport.example', email_verified: true }
    const token = await provider.sign(claims(person))
    expect(await codeOf(token)).toBeUndefined()
    await deactivate(person.email)
    expect(await codeOf(token)).toBe('UNAUTHENTICATED')
    expect(await codeOf(await provider.sign(claims(person)))).toBe('UNAUTHENTICATED')
  })

  it('is accepted after the provider has changed its signing key', async () => {
    expect(await codeOf(await provider.sign(claims()))).toBeUndefined()
    await provider.rotate()
    await pause(2_100) // keys are not fetched more often
    expect(await codeOf(await provider.sign(claims()))).toBeUndefined()
    const { browser } = await signIn(head)
    expect((await queryAs(browser)).data.viewer.email).toBe(head.email)
  })
})

describe('a provider that does not answer', () => {
  it('fails the sign-in with TIMEOUT, and does not affect other sign-ins', async () => {
    const stoppedProvider = await aProvider()
    const service = await startTestService({
      ...(await settingsFor(stoppedProvider, { OIDC_AUDIENCE: audience })),
    })
    await stoppedProvider.stop()
    const login = () =>
      fetch(`${service.address}/auth/login`, { redirect: 'manual', headers: { 'accept-language': 'nl' } })
    const response = await login()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await response.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('antwoordt niet') as string, extensions: { code: 'TIMEOUT' } },
      ],
    })
    expect(
      (await service.send(await provider.sign({ iss: stoppedProvider.issuer, ...head }), viewer)).errors,
    ).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(await service.run('head@awex.example', '{ viewer { email } }')).toEqual({
      viewer: { email: head.email },
    })
    await service.stop()
  })
})

describe('without a provider', () => {
  it('the URLs of the sign-in are unknown, and its tokens are rejected', async () => {
    const plain = await startTestService()
    for (const path of ['/auth/login', '/auth/callback'])
      expect((await fetch(`${plain.address}${path}`, { redirect: 'manual' })).status).toBe(404)
    const logout = { method: 'POST', body: new URLSearchParams({ logout_token: 'x' }) }
    expect((await fetch(`${plain.address}/auth/backchannel-logout`, logout)).status).toBe(404)
    const token = await provider.sign({ iss: provider.issuer, aud: audience, ...head })
    expect((await plain.send(token, viewer)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    await plain.stop()
  })
})
