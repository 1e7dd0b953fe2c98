/** Agencies and their users, as an ADMIN manages them. */
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { anAncrage, type Ancrage } from './ancrage.js'

const admin = 'admin@awex.example'
const password = 'a long enough one'
const createAgency =
  'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { id version code name kind active } }'
const updateAgency =
  'mutation ($input: UpdateAgencyInput!) { updateAgency(input: $input) { id version code name kind active } }'
const createUser = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id version } }'
const updateUser =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id version active role } }'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const createKey = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }'
const viewer = '{ viewer { id version } }'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

interface Row {
  id: string
  version: number
}

let count = 0
const anAgency = async (): Promise<Row & { code: string }> => {
  const input = { code: `agency-${++count}`, name: 'An agency', kind: 'CLUSTER' }
  return (await ancrage.get(admin, createAgency, { input })).createAgency
}
const aUser = async (agency: string, role = 'OFFICER'): Promise<Row & { token: string; email: string }> => {
  const email = `user${++count}@awex.example`
  const input = { email, agency, role, name: 'A user', clearance: 'OPEN', language: 'EN', password }
  const { createUser: row } = await ancrage.get(admin, createUser, { input })
  return { ...row, email, token: await tokenOf(email) }
}
const tokenOf = async (email: string): Promise<string> =>
  (await ancrage.get(null, signIn, { input: { email, password } })).signIn.token
const codeOf = async (token: string) => (await ancrage.send(token, viewer)).errors?.[0]?.extensions.code
const aKey = async (token: string): Promise<string> => {
  const input = { name: 'A key', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
  return (await ancrage.send(token, createKey, { input })).data.createApiKey.key
}

describe('an agency', () => {
  it('is entered and changed by an ADMIN, under a code of its own', async () => {
    const agency = await anAgency()
    expect(agency).toMatchObject({ version: 1, name: 'An agency', kind: 'CLUSTER', active: true })
    const input = { id: agency.id, version: 1, name: 'Another name', kind: 'FEDERAL_OFFICE' }
    expect((await ancrage.get(admin, updateAgency, { input })).updateAgency).toEqual({
      ...agency,
      version: 2,
      name: 'Another name',
      kind: 'FEDERAL_OFFICE',
    })
    const again = await ancrage.ask(admin, createAgency, {
      input: { code: agency.code, name: 'An agency', kind: 'CLUSTER' },
    })
    expect(again.errors?.[0]?.extensions.fields).toMatchObject([{ path: 'input.code', code: 'TAKEN' }])
    const stale = await ancrage.ask(admin, updateAgency, { input })
    expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it.each(['officer@awex.example', 'head@awex.example', 'cabinet@jeholet.example', 'analyst@awex.example'])(
    'is neither entered nor changed by %s',
    async (email) => {
      const { id } = await anAgency()
      const tries = [
        ancrage.ask(email, createAgency, { input: { code: 'other', name: 'Other', kind: 'CLUSTER' } }),
        ancrage.ask(email, updateAgency, { input: { id, version: 1, active: false } }),
      ]
      for (const { errors } of await Promise.all(tries))
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    },
  )

  it('that is deactivated lets nobody of it in, ends sessions and keys for good, and keeps its work', async () => {
    const agency = await anAgency()
    const { email, token } = await aUser(agency.code)
    const made = await ancrage.send(token, 'mutation { createProspect(input: { name: "A company" }) { id } }')
    const key = await aKey(token)
    await ancrage.get(admin, updateAgency, { input: { id: agency.id, version: 1, active: false } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    const refused = await ancrage.ask(null, signIn, { input: { email, password } })
    expect(refused.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const { rowCount } = await ancrage.owner.query('select from prospect where id = $1', [
      made.data.createProspect.id,
    ])
    expect(rowCount).toBe(1)

    await ancrage.get(admin, updateAgency, { input: { id: agency.id, version: 2, active: true } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    expect(await codeOf(await tokenOf(email))).toBeUndefined()
  })

  it('that is deactivated takes no new user', async () => {
    const agency = await anAgency()
    await ancrage.get(admin, updateAgency, { input: { id: agency.id, version: 1, active: false } })
    const input = {
      email: 'late@awex.example',
      agency: agency.code,
      role: 'OFFICER',
      name: 'Late',
      clearance: 'OPEN',
      language: 'EN',
      password,
    }
    const { errors } = await ancrage.ask(admin, createUser, { input })
    expect(errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'input.agency', code: 'AGENCY_NOT_ACTIVE' },
    ])
  })
})

describe('a user', () => {
  it('of whatever agency is managed by an ADMIN, and out with the next request once deactivated', async () => {
    const { id, token } = await aUser('liege-airport')
    const key = await aKey(token)
    await ancrage.get(admin, updateUser, { input: { id, version: 1, active: false } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    await ancrage.get(admin, updateUser, { input: { id, version: 2, active: true } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
  })
})

describe('the last ADMIN', () => {
  const refusal = (answer: { errors?: { message: string; extensions: { code: string } }[] }) =>
    answer.errors?.[0]
  const agencyOf = async (email: string): Promise<Row> =>
    (await ancrage.get(email, '{ viewer { agency { id version } } }')).viewer.agency

  it.each([
    ['is not deactivated', { active: false }],
    ['is not given another role', { role: 'HEAD' }],
  ])('%s', async (_, change) => {
    const { viewer: me } = await ancrage.get(admin, viewer)
    const answer = await ancrage.ask(admin, updateUser, { input: { ...me, ...change } })
    expect(refusal(answer)).toMatchObject({
      message: 'This is the last administrator. Make another user ADMIN first.',
      extensions: { code: 'FORBIDDEN' },
    })
  })

  it('is not left out by deactivating the agency', async () => {
    const agency = await agencyOf(admin)
    const answer = await ancrage.ask(admin, updateAgency, { input: { ...agency, active: false } })
    expect(refusal(answer)?.extensions.code).toBe('FORBIDDEN')
  })

  it('may go when there is another, whose agency is active', async () => {
    const agency = await anAgency()
    const other = await aUser(agency.code, 'ADMIN')
    await ancrage.get(admin, updateAgency, { input: { id: agency.id, version: 1, active: false } })
    const { viewer: me } = await ancrage.get(admin, viewer)
    const answer = await ancrage.ask(admin, updateUser, { input: { ...me, active: false } })
    expect(refusal(answer)?.extensions.code).toBe('FORBIDDEN')
    expect(await codeOf(other.token)).toBe('UNAUTHENTICATED')
  })

  /** The second finds that he may no longer, that he is out, that he was overtaken, or nobody whom he may change. */
  const onlyOne = ['FORBIDDEN', 'UNAUTHENTICATED', 'CONFLICT', 'NOT_FOUND'].flatMap((refused) => [
    ['done', refused],
    [refused, 'done'],
  ])

  it('is one of two who deactivate each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const other = await aUser('awex', 'ADMIN')
      const { viewer: me } = await ancrage.get(admin, viewer)
      const answers = await Promise.all([
        ancrage.ask(admin, updateUser, { input: { id: other.id, version: other.version, active: false } }),
        ancrage.send(other.token, updateUser, { input: { ...me, role: 'HEAD' } }),
      ])
      const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')
      expect(onlyOne).toContainEqual(codes)
      const { rows } = await ancrage.owner.query<{ n: number }>(
        `select count(*)::int as n from "user" where role = 'ADMIN' and active`,
      )
      expect(rows[0]!.n).toBeGreaterThan(0)
      await ancrage.owner.query(`update "user" set role = 'ADMIN' where email = $1`, [admin])
      await ancrage.owner.query(`update "user" set active = false where id = $1 and active`, [other.id])
    }
  })

  it('who is one no longer once it is his turn is told so, and changes nobody', async () => {
    const other = await aUser('awex', 'ADMIN')
    const waited = new Client({ connectionString: ancrage.url })
    await waited.connect()
    await waited.query('begin')
    await waited.query('select from "user" where id = $1 for update', [other.id])
    const asked = ancrage.ask(admin, updateUser, { input: { id: other.id, version: 1, active: false } })
    const waits = `select from pg_locks l join pg_database d on d.datname = current_database() where not l.granted and l.pid <> pg_backend_pid()`
    while ((await ancrage.owner.query(waits)).rowCount === 0) await pause(20)
    await ancrage.owner.query(`update "user" set role = 'HEAD' where email = $1`, [admin])
    await waited.query('commit')
    await waited.end()
    expect(refusal(await asked)?.extensions.code).toBe('CONFLICT')
    const { rows } = await ancrage.owner.query('select active from "user" where id = $1', [other.id])
    expect(rows).toEqual([{ active: true }])
    await ancrage.owner.query(`update "user" set role = 'ADMIN' where email = $1`, [admin])
    await ancrage.owner.query(`update "user" set active = false where id = $1`, [other.id])
  })

  it.each([
    `update "user" set active = false`,
    `update "user" set role = 'HEAD'`,
    `update agency set active = false`,
  ])('stays whoever tries: %s', async (sql) => {
    await expect(ancrage.owner.query(sql)).rejects.toMatchObject({ code: 'IN003' })
  })
})
