/** Which person at a provider is which user: linking by e-mail address, removal, and the list of sign-ins. */
import { startWithProvider, type OpenIdTestService } from './openid-service.js'

const admin = 'admin@awex.example'
const viewer = '{ viewer { email } }'
const identitiesOf = `query ($email: String!) { users(where: { email: { eq: $email } }) { nodes {
  identities(orderBy: [{ linkedAt: ASC }]) { nodes { id issuer subject linkedEmail removedAt mayLinkAgain } }
  signIns(where: { method: { eq: OPENID } }, orderBy: [{ at: ASC }]) { nodes { succeeded method provider subject address } }
} } }`
const remove = 'mutation ($input: RemoveIdentityInput!) { removeIdentity(input: $input) { id removedAt } }'

let service: OpenIdTestService
beforeAll(async () => {
  service = await startWithProvider()
})
afterAll(() => service.stop())

let count = 0
/** Adds an officer of Awex, and returns a person with their address. */
async function aPerson(more: object = {}) {
  count += 1
  const email = `person-${count}@awex.example`
  await service.ancrage.addUser({ email })
  return { sub: `sub-${count}`, email, email_verified: true, ...more }
}

const userOf = async (email: string, as = admin) =>
  (await service.ancrage.run(as, identitiesOf, { email })).users.nodes[0]
const emailOf = async (person: Parameters<OpenIdTestService['signIn']>[0]) =>
  (await (await service.signIn(person)).send(viewer)).data?.viewer.email as string | undefined
const verbsOf = async (email: string) =>
  (
    await service.ancrage.owner.query<{ verb: string }>(
      `select verb from audit_entry a join "user" u on u.id = a.subject_id where u.email = $1 order by a.at, a.id`,
      [email],
    )
  ).rows.map(({ verb }) => verb)

describe('an e-mail address', () => {
  it('links the first identity to its user, and no other', async () => {
    const first = await aPerson()
    expect(await emailOf(first)).toBe(first.email)
    const second = await service.signIn({ ...first, sub: 'another' })
    expect(second.status).toBe(401)
    expect((await second.send(viewer)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await userOf(first.email)).identities.nodes).toMatchObject([
      { issuer: service.provider.issuer, subject: first.sub, linkedEmail: first.email, removedAt: null },
    ])
    expect(await verbsOf(first.email)).toEqual(['linkIdentity', 'failSignIn'])
  })

  it('links one identity when two sign in at the same time', async () => {
    const person = await aPerson()
    const { owner } = service.ancrage
    await owner.query('begin')
    await owner.query('select from "user" where email = $1 for update', [person.email])
    const both = [service.signIn({ ...person, sub: 'race-1' })]
    // The provider signs in the person of the moment, so the second begins when the first waits for the lock.
    await waitUntilBlocked()
    both.push(service.signIn({ ...person, sub: 'race-2' }))
    await waitUntilBlocked(2)
    await owner.query('commit')
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 401])
    expect((await userOf(person.email)).identities.nodes).toHaveLength(1)
  })

  it('links an identity to a user who has one of another provider only', async () => {
    const person = await aPerson()
    await service.ancrage.owner.query(
      `insert into user_identity (id, issuer, subject, user_id)
         select gen_random_uuid(), 'https://login.example', 'x', id from "user" where email = $1`,
      [person.email],
    )
    expect(await emailOf(person)).toBe(person.email)
  })

  it('links nothing to a user who is not active', async () => {
    const person = await aPerson()
    await service.ancrage.owner.query('update "user" set active = false where email = $1', [person.email])
    expect((await service.signIn(person)).status).toBe(401)
    await service.ancrage.owner.query('update "user" set active = true where email = $1', [person.email])
    expect((await userOf(person.email)).identities.nodes).toEqual([])
  })

  it('links nothing to a MACHINE', async () => {
    const person = await aPerson()
    await service.ancrage.owner.query(`update "user" set kind = 'MACHINE' where email = $1`, [person.email])
    expect((await service.signIn(person)).status).toBe(401)
  })

  it('that changes at the provider does not change the user', async () => {
    const [person, other] = [await aPerson(), await aPerson()]
    expect(await emailOf(person)).toBe(person.email)
    expect(await emailOf({ ...person, email: other.email })).toBe(person.email)
    expect((await userOf(other.email)).identities.nodes).toEqual([])
  })
})

async function waitUntilBlocked(sessions = 1): Promise<void> {
  const sql = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  for (;;) {
    // Within a transaction, PostgreSQL shows the activity of the first look.
    await service.ancrage.owner.query('select pg_stat_clear_snapshot()')
    const { rows } = await service.ancrage.owner.query<{ n: number }>(sql)
    if (rows[0]!.n >= sessions) return
  }
}

describe('a removed identity', () => {
  const removeFirst = async (email: string, mayLinkAgain = false, as = admin) => {
    const [identity] = (await userOf(email)).identities.nodes
    return service.ancrage.request(as, remove, { input: { id: identity.id, mayLinkAgain } })
  }

  it('cannot sign in, its sessions end, and its address links no other', async () => {
    const person = await aPerson()
    const session = await service.signIn(person)
    expect((await removeFirst(person.email)).data?.removeIdentity.removedAt).toEqual(expect.any(String))
    expect((await session.send(viewer)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await service.signIn(person)).status).toBe(401)
    expect((await service.signIn({ ...person, sub: 'new-account' })).status).toBe(401)
    const claims = { agency: 'awex', role: 'HEAD', email: 'other@awex.example' }
    expect((await service.signIn({ ...person, ...claims })).status).toBe(401)
    expect(await verbsOf(person.email)).toContain('removeIdentity')
  })

  it('leaves the other sessions of its user, and is removed once', async () => {
    const person = await aPerson()
    await service.signIn(person)
    const own = () => service.ancrage.request(person.email, viewer)
    expect((await own()).errors).toBeUndefined()
    const [{ id }] = (await userOf(person.email)).identities.nodes
    await removeFirst(person.email)
    expect((await own()).errors).toBeUndefined()
    const again = await service.ancrage.request(admin, remove, { input: { id, mayLinkAgain: true } })
    expect(again.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect((await service.signIn({ ...person, sub: 'new-account' })).status).toBe(401)
  })

  it('makes room for one other, if the ADMIN allows it', async () => {
    const person = await aPerson()
    await service.signIn(person)
    await removeFirst(person.email, true)
    expect(await emailOf({ ...person, sub: `${person.sub}-new` })).toBe(person.email)
    expect((await service.signIn(person)).status).toBe(401)
    expect((await service.signIn({ ...person, sub: `${person.sub}-third` })).status).toBe(401)
  })

  it('can be the one that is linked again', async () => {
    const person = await aPerson()
    await service.signIn(person)
    await removeFirst(person.email, true)
    expect(await emailOf(person)).toBe(person.email)
    expect((await userOf(person.email)).identities.nodes).toMatchObject([{ removedAt: null }])
  })

  it('was removed by an ADMIN of the agency of its user; others get NOT_FOUND, as if it were absent', async () => {
    const person = await aPerson()
    const session = await service.signIn(person)
    const { owner, run } = service.ancrage
    await owner.query(
      `update "user" set role = 'ADMIN' where email in ('officer@liege-airport.example', 'analyst@logistics.example')`,
    )
    const foreign = await removeFirst(person.email, false, 'officer@liege-airport.example')
    const absent = await service.ancrage.request('officer@liege-airport.example', remove, {
      input: { id: '00000000-0000-7000-8000-000000000000' },
    })
    expect(foreign.errors).toEqual(absent.errors)
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect(
      (await removeFirst(person.email, false, 'officer@awex.example')).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN')
    expect((await session.send(viewer)).data.viewer.email).toBe(person.email)
    const { users } = await run('officer@liege-airport.example', identitiesOf, { email: person.email })
    expect(users.nodes).toEqual([{ identities: { nodes: [] }, signIns: { nodes: [] } }])
  })
})

describe('the sign-ins of a user', () => {
  it('are shown to the user and the ADMIN of their agency, with method, provider and subject', async () => {
    const person = await aPerson()
    const session = await service.signIn(person)
    await service.signIn({ ...person, sub: 'impostor' })
    const by = (subject: string, succeeded: boolean) => ({
      ...{ succeeded, method: 'OPENID', provider: service.provider.issuer, subject, address: '127.0.0.1' },
    })
    const expected = [by(person.sub, true), by('impostor', false)]
    expect((await userOf(person.email)).signIns.nodes).toEqual(expected)
    expect((await userOf(person.email, 'head@awex.example')).signIns.nodes).toEqual([])
    const own = await session.send('{ viewer { signIns { nodes { succeeded subject } } } }')
    expect(own.data.viewer.signIns.nodes).toEqual([
      { succeeded: false, subject: 'impostor' },
      { succeeded: true, subject: person.sub },
    ])
  })

  it('have the method PASSWORD without a provider', async () => {
    const { viewer } = await service.ancrage.run(
      'officer@awex.example',
      '{ viewer { signIns { nodes { succeeded method provider } } } }',
    )
    expect(viewer.signIns.nodes).toContainEqual({ succeeded: true, method: 'PASSWORD', provider: null })
  })
})

describe('a session of the provider', () => {
  const setName = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }'
  const codeAs = async ({ send }: Awaited<ReturnType<OpenIdTestService['signIn']>>) => {
    const { users } = await service.ancrage.run(admin, '{ users(first: 1) { nodes { id version } } }')
    const { id, version } = users.nodes[0]
    return (await send(setName, { input: { id, version, name: 'Renamed' } })).errors?.[0]?.extensions.code
  }

  it('is no proof of identity until the person proves at the provider who they are', async () => {
    const person = await aPerson()
    await service.ancrage.owner.query(`update "user" set role = 'ADMIN' where email = $1`, [person.email])
    expect(await codeAs(await service.signIn(person))).toBe('REAUTHENTICATION_REQUIRED')
    expect(await codeAs(await service.signIn(person, '/auth/login?prove=true'))).toBeUndefined()
  })

  it('is no proof from an instant that is still to come', async () => {
    const person = await aPerson()
    service.provider.provedAt = Math.floor(Date.now() / 1_000) + 3_600
    await service.signIn(person, '/auth/login?prove=true')
    service.provider.provedAt = null
    const { rows } = await service.ancrage.owner.query(
      `select s.proved_at <= now() as "isPast" from session s
       join openid_session o on o.session_id = s.id join user_identity i on i.id = o.identity_id where i.subject = $1`,
      [person.sub],
    )
    expect(rows).toEqual([{ isPast: true }])
  })

  it('is requested with a prompt and without an earlier sign-in', async () => {
    const promptOf = async (query: string) => {
      const response = await fetch(`${service.ancrage.address}/auth/login${query}`, { redirect: 'manual' })
      const { searchParams } = new URL(response.headers.get('location')!)
      return [searchParams.get('prompt'), searchParams.get('max_age')]
    }
    expect(await promptOf('')).toEqual([null, null])
    expect(await promptOf('?account=other')).toEqual(['login', null])
    expect(await promptOf('?prove=true')).toEqual(['login', '0'])
  })
})
