/** Management of agencies by an OPERATOR, and of users by an ADMIN of their agency. */
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Role } from '../src/core/scope.js'
import { startTestService, type TestService } from './test-service.js'

const admin = 'admin@awex.example'
const operator = 'operator@ancrage.example'
const airportAdmin = 'admin@liege-airport.example'
const password = 'ancrage-demo'
const createAgency =
  'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { id version code name kind active } }'
const updateAgency =
  'mutation ($input: UpdateAgencyInput!) { updateAgency(input: $input) { id version code name kind active } }'
const updateUser =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id version active role } }'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const createKey = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }'
const viewer = '{ viewer { id version } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

interface Row {
  id: string
  version: number
}

let count = 0
const anAgency = async (): Promise<Row & { code: string }> => {
  const input = { code: `agency-${++count}`, name: 'An agency', kind: 'CLUSTER' }
  return (await ancrage.run(operator, createAgency, { input })).createAgency
}
const aUser = async (
  agency: string,
  role: Role = 'OFFICER',
): Promise<Row & { token: string; email: string }> => {
  const email = `user${++count}@awex.example`
  const id = await ancrage.addUser({ email, agency, role })
  return { id, version: 1, email, token: await tokenOf(email) }
}
const tokenOf = async (email: string): Promise<string> =>
  (await ancrage.run(null, signIn, { input: { email, password } })).signIn.token
const codeOf = async (token: string) => (await ancrage.send(token, viewer)).errors?.[0]?.extensions.code
const aKey = async (token: string): Promise<string> => {
  const input = { name: 'A key', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }
  return (await ancrage.send(token, createKey, { input })).data.createApiKey.key
}

describe('an agency', () => {
  it('is created and changed by an OPERATOR, with a unique code', async () => {
    const agency = await anAgency()
    expect(agency).toMatchObject({ version: 1, name: 'An agency', kind: 'CLUSTER', active: true })
    const input = { id: agency.id, version: 1, name: 'Another name', kind: 'FEDERAL_OFFICE' }
    expect((await ancrage.run(operator, updateAgency, { input })).updateAgency).toEqual({
      ...agency,
      version: 2,
      name: 'Another name',
      kind: 'FEDERAL_OFFICE',
    })
    const again = await ancrage.request(operator, createAgency, {
      input: { code: agency.code, name: 'An agency', kind: 'CLUSTER' },
    })
    expect(again.errors?.[0]?.extensions.fields).toMatchObject([{ path: 'input.code', code: 'TAKEN' }])
    const stale = await ancrage.request(operator, updateAgency, { input })
    expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it.each([
    admin,
    'officer@awex.example',
    'head@awex.example',
    'cabinet@jeholet.example',
    'analyst@awex.example',
  ])('cannot be created or changed by %s', async (email) => {
    const { id } = await anAgency()
    const tries = [
      ancrage.request(email, createAgency, { input: { code: 'other', name: 'Other', kind: 'CLUSTER' } }),
      ancrage.request(email, updateAgency, { input: { id, version: 1, active: false } }),
    ]
    for (const { errors } of await Promise.all(tries)) expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('that is deactivated blocks sign-in, ends sessions and API keys for good, and keeps its data', async () => {
    const agency = await anAgency()
    const { email, token } = await aUser(agency.code)
    const creation = await ancrage.send(
      token,
      'mutation { createProspect(input: { name: "A company" }) { id } }',
    )
    const key = await aKey(token)
    await ancrage.run(operator, updateAgency, { input: { id: agency.id, version: 1, active: false } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    const refused = await ancrage.request(null, signIn, { input: { email, password } })
    expect(refused.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const { rowCount } = await ancrage.owner.query('select from prospect where id = $1', [
      creation.data.createProspect.id,
    ])
    expect(rowCount).toBe(1)

    await ancrage.run(operator, updateAgency, { input: { id: agency.id, version: 2, active: true } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    expect(await codeOf(await tokenOf(email))).toBeUndefined()
  })
})

describe('a user', () => {
  it('is rejected from the first request after deactivation by an ADMIN of the agency', async () => {
    const { id, token } = await aUser('liege-airport')
    const key = await aKey(token)
    await ancrage.run(airportAdmin, updateUser, { input: { id, version: 1, active: false } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
    await ancrage.run(airportAdmin, updateUser, { input: { id, version: 2, active: true } })
    expect([await codeOf(token), await codeOf(key)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED'])
  })
})

describe('the last ADMIN', () => {
  const refusal = (answer: { errors?: { message: string; extensions: { code: string } }[] }) =>
    answer.errors?.[0]

  it('cannot be deactivated', async () => {
    const { viewer: me } = await ancrage.run(admin, viewer)
    const answer = await ancrage.request(admin, updateUser, { input: { ...me, active: false } })
    expect(refusal(answer)).toMatchObject({
      message: 'This is the last administrator of the agency. Make another user of the agency ADMIN first.',
      extensions: { code: 'FORBIDDEN' },
    })
  })

  it('stays the last one of the agency, whatever other agencies have', async () => {
    const agency = await anAgency()
    const other = await aUser(agency.code, 'ADMIN')
    const answer = await ancrage.send(other.token, updateUser, {
      input: { id: other.id, version: 1, active: false },
    })
    expect(refusal(answer)?.extensions.code).toBe('FORBIDDEN')
    await ancrage.run(operator, updateAgency, { input: { id: agency.id, version: 1, active: false } })
    expect(await codeOf(other.token)).toBe('UNAUTHENTICATED')
  })

  /** The second of two concurrent changes fails: no permission, no session, a newer version, or no visible user. */
  const expectedOutcomes = ['FORBIDDEN', 'UNAUTHENTICATED', 'CONFLICT', 'NOT_FOUND'].flatMap((refused) => [
    ['done', refused],
    [refused, 'done'],
  ])

  it('remains when two ADMINs deactivate each other concurrently', async () => {
    for (let round = 0; round < 5; round++) {
      const other = await aUser('awex', 'ADMIN')
      const { viewer: me } = await ancrage.run(admin, viewer)
      const answers = await Promise.all([
        ancrage.request(admin, updateUser, {
          input: { id: other.id, version: other.version, active: false },
        }),
        ancrage.send(other.token, updateUser, { input: { ...me, role: 'OFFICER' } }),
      ])
      const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')
      expect(expectedOutcomes).toContainEqual(codes)
      const { rows } = await ancrage.owner.query<{ n: number }>(
        `select count(*)::int as n from "user" where role = 'ADMIN' and active`,
      )
      expect(rows[0]!.n).toBeGreaterThan(0)
      await ancrage.owner.query(`update "user" set role = 'ADMIN' where email = $1`, [admin])
      await ancrage.owner.query(`update "user" set active = false where id = $1 and active`, [other.id])
    }
  })

  it('gets CONFLICT and changes nothing after losing the role while waiting for a lock', async () => {
    const other = await aUser('awex', 'ADMIN')
    const locker = new Client({ connectionString: ancrage.url })
    await locker.connect()
    await locker.query('begin')
    await locker.query('select from "user" where id = $1 for update', [other.id])
    const update = ancrage.request(admin, updateUser, { input: { id: other.id, version: 1, active: false } })
    const lockQuery = `select from pg_locks l join pg_database d on d.datname = current_database() where not l.granted and l.pid <> pg_backend_pid()`
    while ((await ancrage.owner.query(lockQuery)).rowCount === 0) await pause(20)
    await ancrage.owner.query(`update "user" set role = 'HEAD' where email = $1`, [admin])
    await locker.query('commit')
    await locker.end()
    expect(refusal(await update)?.extensions.code).toBe('CONFLICT')
    const { rows } = await ancrage.owner.query('select active from "user" where id = $1', [other.id])
    expect(rows).toEqual([{ active: true }])
    await ancrage.owner.query(`update "user" set role = 'ADMIN' where email = $1`, [admin])
    await ancrage.owner.query(`update "user" set active = false where id = $1`, [other.id])
  })

  it.each([`update "user" set active = false`, `update "user" set role = 'HEAD'`])(
    'cannot be removed by the owner of the database: %s',
    async (sql) => {
      await expect(ancrage.owner.query(sql)).rejects.toMatchObject({ code: 'IN003' })
    },
  )
})

describe('the last OPERATOR', () => {
  const lastOperator = {
    message: 'This is the last operator of the installation. Make another user OPERATOR first.',
    extensions: { code: 'FORBIDDEN' },
  }

  it('cannot be deactivated, nor their agency', async () => {
    const { viewer } = await ancrage.run(operator, '{ viewer { id version agency { id version } } }')
    const { agency, ...user } = viewer
    const answers = [
      await ancrage.request(admin, updateUser, { input: { ...user, active: false } }),
      await ancrage.request(operator, updateAgency, { input: { ...agency, active: false } }),
    ]
    for (const { errors } of answers) expect(errors?.[0]).toMatchObject(lastOperator)
  })

  it.each([`update "user" set role = 'OFFICER' where role = 'OPERATOR'`, `update agency set active = false`])(
    'cannot be removed by the owner of the database: %s',
    async (sql) => {
      await expect(ancrage.owner.query(sql)).rejects.toMatchObject({ code: 'IN003' })
    },
  )
})
