/** Sessions end with the session at the provider, and the other way round. */
import { setTimeout as pause } from 'node:timers/promises'
import { audience, clientId } from './openid-provider.js'
import { startWithProvider, type OpenIdTestService } from './openid-service.js'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const viewer = '{ viewer { email } }'

let service: OpenIdTestService
beforeAll(async () => {
  service = await startWithProvider({ OIDC_AUDIENCE: audience })
})
afterAll(() => service.stop())

const now = () => Math.floor(Date.now() / 1_000)
let jti = 0
const logoutClaims = (more: object) => ({
  ...{ iss: service.provider.issuer, aud: clientId, iat: now(), exp: now() + 120, jti: `jti-${(jti += 1)}` },
  events: { [event]: {} },
  ...more,
})
const post = (body: Record<string, string>) =>
  fetch(`${service.ancrage.address}/auth/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams(body),
  })
const logOut = async (more: object, typ = 'logout+jwt') =>
  post({ logout_token: await service.provider.sign(logoutClaims(more), typ) })

let count = 0
/** Signs a new officer in, and returns their `sub` and their session. */
async function aSession(more: { sub?: string } = {}) {
  count += 1
  const sub = more.sub ?? `sub-${count}`
  const email = `${sub}@awex.example`
  const session = await service.signIn({
    ...{ sub, email, email_verified: true, agency: 'awex', role: 'OFFICER' },
  })
  const { rows } = await service.ancrage.owner.query<{ sid: string }>(
    'select sid from openid_session order by session_id desc limit 1',
  )
  return {
    sub,
    email,
    sid: rows[0]!.sid,
    isActive: async () => !(await session.send(viewer)).errors,
    session,
  }
}

describe('a logout token of the provider', () => {
  it('ends the session that it names, and no other of the person', async () => {
    const one = await aSession()
    const other = await aSession({ sub: one.sub })
    expect(one.sid).not.toBe(other.sid)
    const response = await logOut({ sub: one.sub, sid: one.sid })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect([await one.isActive(), await other.isActive()]).toEqual([false, true])
    const { rows } = await service.ancrage.owner.query(
      `select u.email, a.after ->> 'provider' as provider from audit_entry a join "user" u on u.id = a.user_id
        where verb = 'providerSignOut'`,
    )
    expect(rows).toEqual([{ email: one.email, provider: service.provider.issuer }])
  })

  it('ends all sessions of a person when it names no session', async () => {
    const one = await aSession()
    const [other, stranger] = [await aSession({ sub: one.sub }), await aSession()]
    expect((await logOut({ sub: one.sub })).status).toBe(200)
    expect(await Promise.all([one, other, stranger].map(({ isActive }) => isActive()))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('ends nothing when session and person do not belong together, or are unknown', async () => {
    const [one, other] = [await aSession(), await aSession()]
    expect((await logOut({ sub: one.sub, sid: other.sid })).status).toBe(200)
    expect((await logOut({ sub: 'unknown' })).status).toBe(200)
    expect([await one.isActive(), await other.isActive()]).toEqual([true, true])
  })

  it('ends no session of another provider, and keeps none from starting', async () => {
    const one = await aSession()
    const { owner } = service.ancrage
    await owner.query(`update openid_session set issuer = 'https://login.example' where sid = $1`, [one.sid])
    expect((await logOut({ sub: one.sub })).status).toBe(200)
    expect(await one.isActive()).toBe(true)
    await owner.query(
      `insert into openid_logout (issuer, jti, sub, issued_at) values ('https://login.example', 'x', $1, now() + interval '1 hour')`,
      ['sub-of-both'],
    )
    expect(await (await aSession({ sub: 'sub-of-both' })).isActive()).toBe(true)
  })

  it('leaves a session that has ended as it was', async () => {
    const { sub, sid } = await aSession()
    for (let n = 0; n < 2; n++) expect((await logOut({ sub, sid })).status).toBe(200)
    const { rows } = await service.ancrage.owner.query(
      `select count(*)::int as count from audit_entry a join openid_session o on o.session_id = a.subject_id
        where a.verb = 'providerSignOut' and o.sid = $1`,
      [sid],
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  it('is accepted with the type JWT, and without one', async () => {
    for (const typ of ['JWT', '']) expect((await logOut({ sub: 'unknown' }, typ)).status).toBe(200)
  })

  it('is used once', async () => {
    const { sub } = await aSession()
    const token = await service.provider.sign(logoutClaims({ sub }))
    expect((await post({ logout_token: token })).status).toBe(200)
    const again = await aSession({ sub })
    expect((await post({ logout_token: token })).status).toBe(400)
    expect(await again.isActive()).toBe(true)
  })

  const invalid: [string, object, string?][] = [
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another client', { aud: 'other' }],
    ['without an audience', { aud: undefined }],
    ['that is older than five minutes', { iat: now() - 400 }],
    ['that has expired', { iat: now() - 100, exp: now() - 60 }],
    ['without the time of issue', { iat: undefined }],
    ['without an identifier', { jti: undefined }],
    ['with an identifier that is not text', { jti: 7 }],
    ['without events', { events: undefined }],
    ['with another event', { events: { other: {} } }],
    ['with an event that is not an object', { events: { [event]: true } }],
    ['with a nonce, like an ID token', { nonce: 'n' }],
    ['with neither sub nor sid', { sub: undefined }],
    ['with a sub that is not text', { sub: { x: 1 } }],
    ['with an empty sid', { sid: '' }],
    ['of the type of an access token', {}, 'at+jwt'],
  ]
  // A parameter without a value would be the callback of jest.
  it.each(invalid)('is rejected %s', async (_, more, typ = 'logout+jwt') => {
    const session = await aSession()
    expect((await logOut({ sub: session.sub, ...more }, typ)).status).toBe(400)
    expect(await session.isActive()).toBe(true)
  })

  it('is rejected when it was not signed by the provider, or is none', async () => {
    const session = await aSession()
    const token = await service.provider.sign(logoutClaims({ sub: session.sub }))
    const [head, body] = token.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    for (const forged of [unsigned, `${head}.${body}.AAAA`, 'x', '', 'x'.repeat(20_000)])
      expect((await post({ logout_token: forged })).status).toBe(400)
    expect((await post({})).status).toBe(400)
    expect(await session.isActive()).toBe(true)
  })

  it('ends the sessions of access tokens, and those issued before start none', async () => {
    const { sub } = await aSession()
    const access = (iat: number) =>
      service.provider.sign({
        ...{
          iss: service.provider.issuer,
          aud: audience,
          sub,
          iat,
          exp: now() + 300,
          jti: `${Math.random()}`,
        },
      })
    const [used, unused] = [await access(now() - 20), await access(now() - 10)]
    expect((await service.ancrage.send(used, viewer)).errors).toBeUndefined()
    expect((await logOut({ sub })).status).toBe(200)
    for (const token of [used, unused])
      expect((await service.ancrage.send(token, viewer)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    await pause(1_100) // `iat` has whole seconds
    expect((await service.ancrage.send(await access(now()), viewer)).errors).toBeUndefined()
  })
})

describe('the sign-out of a browser', () => {
  const signOut = (cookie: string, headers = {}) =>
    fetch(`${service.ancrage.address}/auth/logout`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('ends the session and leads to the logout of the provider, with the ID token', async () => {
    const { session, isActive } = await aSession()
    const response = await signOut(session.cookie)
    expect(response.status).toBe(303)
    const to = new URL(response.headers.get('location')!)
    expect(to.origin + to.pathname).toBe(`${service.provider.issuer}/session/end`)
    expect(Object.fromEntries(to.searchParams)).toEqual({
      client_id: clientId,
      post_logout_redirect_uri: `${service.ancrage.address}/auth/signed-out`,
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
    })
    expect(response.headers.get('set-cookie')).toMatch(/^ancrage_session=; Path=\/; Max-Age=0;/)
    expect(await isActive()).toBe(false)
  })

  it('stays here for a session that began with a password, or without a session', async () => {
    const query =
      'mutation { signIn(input: { email: "officer@awex.example", password: "ancrage-demo", cookie: true }) { expiresAt } }'
    const { headers } = await service.ancrage.send(null, query)
    for (const cookie of [headers.get('set-cookie')!.split(';')[0]!, 'ancrage_session=unknown', ''])
      expect((await signOut(cookie)).headers.get('location')).toBe('/auth/signed-out')
  })

  it('clears what the browser has stored', async () => {
    expect((await signOut('')).headers.get('clear-site-data')).toBe('"cache", "storage"')
  })

  it('is confirmed first when another site requests it', async () => {
    const { session, isActive } = await aSession()
    for (const site of ['cross-site', 'same-site'])
      expect((await signOut(session.cookie, { 'sec-fetch-site': site })).headers.get('location')).toBe(
        '/auth/logout',
      )
    expect(
      (await fetch(`${service.ancrage.address}/auth/logout`, { headers: { cookie: session.cookie } })).status,
    ).toBe(200)
    expect(await isActive()).toBe(true)
  })

  it.each([
    ['https://evil.example', '/auth/logout'],
    ['null', '/auth/logout'],
    ['the service', '/session/end'],
  ])('over plain HTTP goes by the origin: %s', async (origin, path) => {
    const { session, isActive } = await aSession()
    const headers = { origin: origin === 'the service' ? service.ancrage.address : origin }
    const to = (await signOut(session.cookie, headers)).headers.get('location')!
    expect(new URL(to, service.ancrage.address).pathname).toBe(path)
    expect(await isActive()).toBe(path === '/auth/logout')
  })

  it('asks on a page whose form shows its origin', async () => {
    const page = await fetch(`${service.ancrage.address}/auth/logout`)
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
  })

  it('keeps no ID token of a session that is over', async () => {
    const { session, sid } = await aSession()
    await signOut(session.cookie)
    const { owner } = service.ancrage
    await owner.query(`select purge_expired('')`)
    const { rows } = await owner.query('select id_token from openid_session where sid = $1', [sid])
    expect(rows).toEqual([{ id_token: null }])
  })
})

describe('a sign-in at the provider', () => {
  it('ends the session that the browser had', async () => {
    const { session, isActive } = await aSession()
    service.provider.person = { ...service.provider.person }
    const { address } = await session.browser.open(`${service.ancrage.address}/auth/login?prove=true`)
    expect(new URL(address).pathname).toBe('/')
    expect(await isActive()).toBe(false)
    const { origin } = new URL(service.ancrage.address)
    const cookie = `ancrage_session=${session.browser.cookie(origin, 'ancrage_session')}`
    expect((await service.ancrage.send(null, viewer, {}, { cookie })).errors).toBeUndefined()
  })
})

describe('the ID token of a session', () => {
  it('is stored encrypted', async () => {
    await aSession()
    const { rows } = await service.ancrage.owner.query<{ id_token: string }>(
      'select id_token from openid_session where id_token is not null',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { id_token } of rows)
      expect(JSON.parse(Buffer.from(id_token.split('.')[0]!, 'base64url').toString())).toEqual({
        alg: 'dir',
        enc: 'A256GCM',
      })
  })
})
