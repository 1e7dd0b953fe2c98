import { startTestService, type TestService } from './test-service.js'

const password = 'ancrage-demo'
const officer = 'officer@awex.example'
const head = 'head@awex.example'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token expiresAt } }'
const sessions = '{ viewer { sessions { id startedAt lastSeenAt expiresAt address userAgent current } } }'
const viewer = '{ viewer { email } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ sessionHours: 2, sessionIdleMinutes: 30 })
})
afterAll(() => ancrage.stop())

const signInAs = async (email = officer, headers = {}): Promise<string> => {
  const { data } = await ancrage.send(null, signIn, { input: { email, password } }, headers)
  return data.signIn.token
}
const listSessions = async (token: string): Promise<{ id: string; current: boolean }[]> =>
  (await ancrage.send(token, sessions)).data.viewer.sessions
const codeOf = async (token: string) => (await ancrage.send(token, viewer)).errors?.[0]?.extensions.code
const currentId = async (token: string) => (await listSessions(token)).find(({ current }) => current)!.id

describe('a session', () => {
  it('is listed for its user with address, browser and start', async () => {
    const token = await signInAs(officer, { 'user-agent': 'A browser' })
    const current = (await listSessions(token)).filter(({ current }) => current)
    expect(current).toEqual([
      expect.objectContaining({ address: '127.0.0.1', userAgent: 'A browser', current: true }),
    ])
    const others = await listSessions(await signInAs(head))
    expect(others.map(({ id }) => id)).not.toContain(current[0]!.id)
  })

  it('can be ended from another session, and only by its user', async () => {
    const [one, other] = [await signInAs(), await signInAs()]
    const end = 'mutation ($input: EndSessionInput!) { endSession(input: $input) { sessions { id } } }'
    const input = { id: await currentId(other) }
    const stranger = await ancrage.send(await signInAs(head), end, { input })
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    const { endSession } = (await ancrage.send(one, end, { input })).data
    expect(endSession.sessions).not.toContainEqual(input)
    expect(await codeOf(other)).toBe('UNAUTHENTICATED')
    expect(await codeOf(one)).toBeUndefined()
  })

  it('can end all other sessions of its user', async () => {
    const [one, other] = [await signInAs(), await signInAs()]
    const { data } = await ancrage.send(one, 'mutation { endSessions { sessions { current } } }')
    expect(data.endSessions.sessions).toEqual([{ current: true }])
    expect(await codeOf(other)).toBe('UNAUTHENTICATED')
  })

  it('can get a new token, which invalidates the old one', async () => {
    const old = await signInAs()
    const id = await currentId(old)
    const { data } = await ancrage.send(old, 'mutation { renewSession { token expiresAt viewer { email } } }')
    expect(data.renewSession.viewer.email).toBe(officer)
    expect(await codeOf(old)).toBe('UNAUTHENTICATED')
    expect(await currentId(data.renewSession.token)).toBe(id)
  })

  it('ends when the same browser signs in again, also as another user', async () => {
    const withCookie =
      'mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt viewer { signIns(first: 1) { nodes { id } } } } }'
    const signInFrom = async (email: string, headers: Record<string, string>) => {
      const answer = await ancrage.send(
        null,
        withCookie,
        { input: { email, password, cookie: true } },
        headers,
      )
      return answer.headers.get('set-cookie')!.split(';')[0]!
    }
    const viewerOf = async (cookie: string) =>
      (await ancrage.send(null, viewer, {}, { cookie })).data?.viewer.email as string | undefined
    const first = await signInFrom(officer, {})
    const elsewhere = await signInFrom(officer, {})
    const second = await signInFrom(head, { cookie: first })
    expect([await viewerOf(first), await viewerOf(second), await viewerOf(elsewhere)]).toEqual([
      undefined,
      head,
      officer,
    ])
    const { rows } = await ancrage.owner.query(
      `select u.email from audit_entry a join session s on s.id = (a.after ->> 'endedSession')::uuid
         join "user" u on u.id = s.user_id`,
    )
    expect(rows).toEqual([{ email: officer }])
    // Another site cannot end it, nor a client that only wants a token.
    await signInFrom(head, { cookie: elsewhere, 'sec-fetch-site': 'cross-site' })
    await ancrage.send(null, signIn, { input: { email: head, password } }, { cookie: elsewhere })
    expect(await viewerOf(elsewhere)).toBe(officer)
  })

  it.each([
    ['it expires', `expires_at = now()`],
    ['it was idle for too long', `last_seen_at = now() - interval '30 minutes'`],
  ])('ends when %s', async (_, change) => {
    const token = await signInAs()
    const id = await currentId(token)
    await ancrage.owner.query(`update session set ${change} where id = $1`, [id])
    expect(await codeOf(token)).toBe('UNAUTHENTICATED')
  })

  it('lasts while it is used, up to its maximum', async () => {
    const token = await signInAs()
    const id = await currentId(token)
    await ancrage.owner.query(
      `update session set last_seen_at = now() - interval '29 minutes' where id = $1`,
      [id],
    )
    const idle = async () =>
      (
        await ancrage.owner.query<{ long: boolean }>(
          `select last_seen_at < now() - interval '20 minutes' as long from session where id = $1`,
          [id],
        )
      ).rows[0]!.long
    for (const until = Date.now() + 8_000; (await idle()) && Date.now() < until;) await codeOf(token)
    expect(await idle()).toBe(false)
    const { rows } = await ancrage.owner.query<{ hours: number }>(
      'select extract(epoch from expires_at - created_at)::int / 3600 as hours from session where id = $1',
      [id],
    )
    expect(rows[0]!.hours).toBe(2)
  })

  it('has its start, its end and failed sign-ins in the audit trail', async () => {
    const token = await signInAs()
    const id = await currentId(token)
    await ancrage.send(token, 'mutation { signOut }')
    await ancrage.send(null, signIn, { input: { email: officer, password: 'wrong' } })
    await ancrage.send(null, signIn, { input: { email: 'Unknown@awex.example', password: 'wrong' } })
    const { rows } = await ancrage.owner.query<{ verb: string }>(
      `select verb, a.subject_key, u.email from audit_entry a left join "user" u on u.id = a.user_id
        where a.subject_id = $1 or verb = 'failSignIn' order by at`,
      [id],
    )
    expect(rows).toEqual([
      { verb: 'signIn', subject_key: null, email: officer },
      { verb: 'signOut', subject_key: null, email: officer },
      { verb: 'failSignIn', subject_key: null, email: null },
      { verb: 'failSignIn', subject_key: 'unknown@awex.example', email: null },
    ])
  })
})

describe('the clean-up', () => {
  it('deletes sessions that expired over ninety days ago, and outdated sign-in attempts', async () => {
    const { owner } = ancrage
    const start = (name: string, expires: string, ended: string | null) =>
      owner.query(
        `insert into session (id, user_id, token_hash, created_at, expires_at, ended_at)
         select gen_random_uuid(), u.id, sha256($1::bytea), now() - interval '1 year', now() + $2::interval, now() + $3::interval
           from "user" u where u.email = 'head@awex.example'`,
        [name, expires, ended],
      )
    await start('long over', '-91 days', null)
    await start('ended long ago', '-91 days', '-92 days')
    await start('ended, but its token is still good', '1 day', '-200 days')
    await start('over for a while', '-89 days', null)
    const tries = `insert into sign_in_attempt (key, free, longest, failures, blocked_until, last_at) values (sha256($1::bytea), 5, 900, 9, now() + $2::interval, now() + $3::interval)`
    await owner.query(tries, ['old', '-1 hour', '-2 hours'])
    await owner.query(tries, ['recent', '-1 minute', '-2 minutes'])
    await owner.query('select purge_expired(null)')
    const remaining = async (table: string, column: string, names: string[]) =>
      (
        await owner.query<{ name: string }>(
          `select n as name from unnest($1::text[]) n where exists (select from ${table} where ${column} = sha256(n::bytea))`,
          [names],
        )
      ).rows.map(({ name }) => name)
    const sessions = ['long over', 'ended long ago', 'ended, but its token is still good', 'over for a while']
    expect(await remaining('session', 'token_hash', sessions)).toEqual(sessions.slice(2))
    expect(await remaining('sign_in_attempt', 'key', ['old', 'recent'])).toEqual(['recent'])
  })
})

describe('a password', () => {
  const change =
    'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { sessions { current } } }'
  const leaving = 'officer@liege-airport.example'

  it('can be changed with the current password, which ends the other sessions', async () => {
    const [one, other] = [await signInAs(leaving), await signInAs(leaving)]
    const input = { current: password, new: 'another long one' }
    expect((await ancrage.send(one, change, { input })).data.changePassword.sessions).toEqual([
      { current: true },
    ])
    expect(await codeOf(other)).toBe('UNAUTHENTICATED')
    const { errors } = await ancrage.send(null, signIn, { input: { email: leaving, password } })
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const again = await ancrage.send(null, signIn, {
      input: { email: leaving, password: 'another long one' },
    })
    expect(again.data.signIn.token).toMatch(/^s_/)
  })

  it('cannot be guessed with an open session', async () => {
    const token = await signInAs(head)
    const guess = (current: string) =>
      ancrage.send(token, change, { input: { current, new: 'another long one' } })
    const wrong = await guess('wrong')
    expect(wrong.errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'input.current', code: 'WRONG_PASSWORD' },
    ])
    for (let tries = 0; tries < 4; tries++) await guess('wrong')
    expect((await guess(password)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })

  it('must be long enough', async () => {
    const input = { current: password, new: 'short' }
    const { errors } = await ancrage.send(await signInAs(), change, { input })
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: 'input.new', code: 'TOO_SHORT' }])
  })
})

describe('a session in a cookie', () => {
  const input = { email: officer, password, cookie: true }
  const cookieOf = async (headers = {}): Promise<string> =>
    (await ancrage.send(null, signIn, { input }, headers)).headers.get('set-cookie')!

  it('is not available to scripts and to other sites', async () => {
    expect(await cookieOf()).toMatch(
      /^ancrage_session=s_[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    )
  })

  it('is only set on request', async () => {
    const { headers } = await ancrage.send(null, signIn, { input: { email: officer, password } })
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('authenticates requests of the page, but not those of another site', async () => {
    const cookie = (await cookieOf()).split(';')[0]!
    const from = (site: string) => ancrage.send(null, viewer, {}, { cookie, 'sec-fetch-site': site })
    expect((await from('same-origin')).data).toEqual({ viewer: { email: officer } })
    for (const site of ['cross-site', 'same-site'])
      expect((await from(site)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const form = await fetch(`${ancrage.address}/graphql?query=${encodeURIComponent('mutation{signOut}')}`, {
      headers: { cookie },
    })
    expect(form.status).toBe(400)
    expect((await from('same-origin')).data).toEqual({ viewer: { email: officer } })
  })

  it('is renewed and removed with the session', async () => {
    const cookie = (await cookieOf()).split(';')[0]!
    const renewed = await ancrage.send(null, 'mutation { renewSession { expiresAt } }', {}, { cookie })
    const next = renewed.headers.get('set-cookie')!.split(';')[0]!
    expect(next).not.toBe(cookie)
    expect((await ancrage.send(null, viewer, {}, { cookie: next })).data).toEqual({
      viewer: { email: officer },
    })
    const out = await ancrage.send(null, 'mutation { signOut }', {}, { cookie: next })
    expect(out.headers.get('set-cookie')).toMatch(/^ancrage_session=; Path=\/; Max-Age=0;/)
    expect((await ancrage.send(null, viewer, {}, { cookie: next })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})
