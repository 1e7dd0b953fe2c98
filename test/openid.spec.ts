/** Signing in with the organisation's own provider, and asking with its access tokens. */
import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as client from 'openid-client'
import { startTestService, type TestService } from './test-service.js'
import { aProvider, audience, Browser, clientId, clientSecret, type TestProvider } from './openid-provider.js'

const viewer = '{ viewer { email name role clearance language agency { code } } }'
const head = { sub: 'head-1', email: 'head@awex.example', email_verified: true, name: 'Head' }

let ancrage: TestService
let provider: TestProvider
beforeAll(async () => {
  provider = await aProvider()
  ancrage = await startTestService({
    openId: {
      issuer: provider.issuer,
      clientId,
      clientSecret,
      audience,
      agencyClaim: 'agency',
      roleClaim: 'role',
      agencies: {},
      roles: { chief: 'HEAD', desk: 'OFFICER' },
    },
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
const asked = (browser: Browser) =>
  ancrage.send(null, viewer, {}, { cookie: `ancrage_session=${browser.cookie(origin(), 'ancrage_session')}` })
const codeOf = async (token: string) => (await ancrage.send(token, viewer)).errors?.[0]?.extensions.code
const deactivate = (email: string, active = false) =>
  ancrage.owner.query('update "user" set active = $2 where email = $1', [email, active])

describe('signing in with a provider', () => {
  it('ends on the page, signed in as the user whose address it has verified', async () => {
    const { browser, address, response } = await signIn(head)
    expect([address, response.status]).toEqual([`${ancrage.address}/`, 200])
    expect((await asked(browser)).data.viewer).toMatchObject({ email: head.email, role: 'HEAD' })
    expect(browser.cookie(origin(), 'ancrage_login')).toBeUndefined()
  })

  it('sends the browser off with PKCE, state and nonce, and what it needs later sealed', async () => {
    const response = await fetch(`${ancrage.address}/auth/login`, { redirect: 'manual' })
    const sent = new URL(response.headers.get('location')!).searchParams
    expect(sent.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) expect(sent.get(name)).toMatch(/^[\w-]{43}$/)
    const cookie = response.headers.get('set-cookie')!
    expect(cookie).toMatch(/; Path=\/auth; Max-Age=600; HttpOnly; SameSite=Lax$/)
    expect(cookie).not.toContain(sent.get('state'))
  })

  it('knows the person again by the subject, whatever the address is by then', async () => {
    await signIn({ ...head, sub: 'head-2' })
    const { browser } = await signIn({ sub: 'head-2', email: 'renamed@awex.example', email_verified: true })
    expect((await asked(browser)).data.viewer.email).toBe(head.email)
  })

  it('goes back to the page where it was begun, and to no other site', async () => {
    const there = await signIn(head, '/auth/login?returnTo=/health/live')
    expect(there.address).toBe(`${ancrage.address}/health/live`)
    for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example/'])
      expect((await signIn(head, `/auth/login?returnTo=${encodeURIComponent(elsewhere)}`)).address).toBe(
        `${ancrage.address}/`,
      )
  })

  it('lets somebody new in where the claims give agency and role, knowing what is open', async () => {
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
    expect((await asked(browser)).data.viewer).toEqual({
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

  const stranger = { sub: 'stranger', email: 'stranger@awex.example', email_verified: true }
  it.each([
    ['is entered nowhere', stranger],
    ['has an address that nobody has verified', { ...head, sub: 'unverified', email_verified: false }],
    ['has a role that means nothing here', { ...stranger, agency: 'awex', role: 'king' }],
    ['has a role that only others call so', { ...stranger, agency: 'awex', role: 'ADMIN' }],
    ['has an agency that is not here', { ...stranger, agency: 'nowhere', role: 'desk' }],
  ])('refuses who %s', async (_, person) => {
    const { browser, response } = await signIn(person)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(browser.cookie(origin(), 'ancrage_session')).toBeUndefined()
  })

  it('refuses who is deactivated, and notes that he tried', async () => {
    await signIn({ sub: 'leaving', email: 'analyst@logistics.example', email_verified: true })
    await deactivate('analyst@logistics.example')
    const { response } = await signIn({ sub: 'leaving' })
    expect(response.status).toBe(401)
    const { rowCount } = await ancrage.owner.query(`select from audit_entry where verb = 'failSignIn'`)
    expect(rowCount).toBeGreaterThan(0)
  })

  it('is not finished with the code of another sign-in, put into one’s own', async () => {
    provider.person = head
    const back = (address: string) => address.startsWith(`${ancrage.address}/auth/callback`)
    const [thief, victim] = [new Browser(), new Browser()]
    const begun = async (browser: Browser) =>
      new URL((await browser.open(`${ancrage.address}/auth/login`, back)).address)
    const [stolen, own] = [await begun(thief), await begun(victim)]
    own.searchParams.set('code', stolen.searchParams.get('code')!)
    expect((await victim.open(own.href)).response.status).toBe(401)
    expect(victim.cookie(origin(), 'ancrage_session')).toBeUndefined()
  })

  it('is finished by the browser that began it, once', async () => {
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
    exp: soon(),
    jti: String(Math.random()),
    ...head,
    ...more,
  })

  /** As a program gets one for its user. */
  async function granted(): Promise<string> {
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

  it('asks as the user whom it was given to', async () => {
    const token = await granted()
    expect((await ancrage.send(token, viewer)).data.viewer.email).toBe(head.email)
    expect((await ancrage.send(token, viewer)).data.viewer.email).toBe(head.email)
  })

  it('is one session, however many requests come with it', async () => {
    const token = await provider.sign(claims())
    const answers = await Promise.all(Array.from({ length: 10 }, () => ancrage.send(token, viewer)))
    expect(answers.every(({ data }) => data.viewer.email === head.email)).toBe(true)
    const { data } = await ancrage.send(token, '{ viewer { sessions { current expiresAt } } }')
    expect(data.viewer.sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
  })

  const refused: [string, () => Promise<string> | string][] = [
    ['for another audience', () => provider.sign(claims({ aud: 'https://other.example' }))],
    ['for no audience', () => provider.sign(claims({ aud: undefined }))],
    ['meant for the sign-in itself', () => provider.sign(claims({ aud: clientId }))],
    ['that has expired', () => provider.sign(claims({ exp: soon() - 600 }))],
    ['that never expires', () => provider.sign(claims({ exp: undefined }))],
    ['that is not valid yet', () => provider.sign(claims({ nbf: soon() }))],
    ['of another issuer', () => provider.sign(claims({ iss: 'https://other.example' }))],
    ['of nobody', () => provider.sign(claims({ sub: undefined }))],
    ['of somebody unknown', () => provider.sign(claims({ sub: 'x', email: 'x@awex.example' }))],
    ['with an address not verified', () => provider.sign(claims({ sub: 'y', email_verified: false }))],
    ['that nobody has signed', () => unsigned(claims())],
    [
      'with a changed word',
      async () => (await provider.sign(claims())).replace(/\.(.)/, (_, c) => `.${c === 'e' ? 'f' : 'e'}`),
    ],
    ['signed with another key', async () => (await aForger()).sign(claims())],
    [
      'with the public key for a secret',
      () =>
        byPublicKey((key) => createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })),
    ],
    [
      'with the public key, as it is published, for a secret',
      () => byPublicKey((key) => JSON.stringify(key)),
    ],
  ]

  /** The key that everybody may read, taken for a secret that two share. */
  async function byPublicKey(secretOf: (jwk: JsonWebKey) => string | Buffer): Promise<string> {
    const { keys } = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JsonWebKey[] }
    const head = base64({ alg: 'HS256', typ: 'JWT', kid: keys[0]!.kid })
    const signed = `${head}.${base64(claims())}`
    return `${signed}.${createHmac('sha256', secretOf(keys[0]!)).update(signed).digest('base64url')}`
  }

  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = (payload: object) => `${base64({ alg: 'none', typ: 'JWT' })}.${base64(payload)}.`
  async function aForger() {
    const forger = await aProvider()
    await forger.stop()
    return forger
  }

  it.each(refused)('is refused %s', async (_, token) => {
    expect(await codeOf(await token())).toBe('UNAUTHENTICATED')
  })

  it('stands for nobody once its user is deactivated', async () => {
    const person = { sub: 'port', email: 'officer@liege-airport.example', email_verified: true }
    const token = await provider.sign(claims(person))
    expect(await codeOf(token)).toBeUndefined()
    await deactivate(person.email)
    expect(await codeOf(token)).toBe('UNAUTHENTICATED')
    expect(await codeOf(await provider.sign(claims(person)))).toBe('UNAUTHENTICATED')
  })

  it('is known when the provider has begun to sign with another key', async () => {
    expect(await codeOf(await provider.sign(claims()))).toBeUndefined()
    await provider.rotate()
    await pause(2_100) // keys are not asked for more often
    expect(await codeOf(await provider.sign(claims()))).toBeUndefined()
    const { browser } = await signIn(head)
    expect((await asked(browser)).data.viewer.email).toBe(head.email)
  })
})

describe('a provider that does not answer', () => {
  it('is said to the browser, and asked again at the next sign-in', async () => {
    const away = await aProvider()
    const house = await startTestService({
      openId: {
        ...{ issuer: away.issuer, clientId, clientSecret, audience },
        ...{ agencyClaim: 'agency', roleClaim: 'role', agencies: {}, roles: {} },
      },
    })
    await away.stop()
    const login = () =>
      fetch(`${house.address}/auth/login`, { redirect: 'manual', headers: { 'accept-language': 'nl' } })
    const response = await login()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await response.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('antwoordt niet') as string, extensions: { code: 'TIMEOUT' } },
      ],
    })
    expect(
      (await house.send(await provider.sign({ iss: away.issuer, ...head }), viewer)).errors,
    ).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(await house.get('head@awex.example', '{ viewer { email } }')).toEqual({
      viewer: { email: head.email },
    })
    await house.stop()
  })
})

describe('without a provider', () => {
  it('there is nothing at its addresses, and its tokens are nobody’s', async () => {
    const plain = await startTestService()
    for (const path of ['/auth/login', '/auth/callback'])
      expect((await fetch(`${plain.address}${path}`, { redirect: 'manual' })).status).toBe(404)
    const token = await provider.sign({ iss: provider.issuer, aud: audience, ...head })
    expect((await plain.send(token, viewer)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    await plain.stop()
  })
})
