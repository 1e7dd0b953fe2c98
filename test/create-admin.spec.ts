/** `npm run create-admin` writes to the audit trail what it changes. */
import { Client } from 'pg'
import { createFirstAdmin } from '../src/user/create-first-admin.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
let owner: Client
beforeAll(async () => {
  ancrage = await startTestService()
  owner = new Client({ connectionString: ancrage.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await ancrage.stop()
})

const admin = {
  role: 'ADMIN',
  email: 'first@port.example',
  name: 'First',
  agency: 'port',
  agencyName: 'The port',
  kind: 'INFRASTRUCTURE_OPERATOR',
  language: 'FR',
  removesSecondFactor: false,
} as const
const entries = async () =>
  (
    await ancrage.owner.query<{ verb: string; user_id: string | null; after: Record<string, unknown> }>(
      `select verb, user_id, after from audit_entry where after ->> 'by' = 'create-admin' order by at, id`,
    )
  ).rows
/** Sets a password by the link, and signs in with it. */
async function signIn(secret: string) {
  const password = `tulip-harbour-${secret.slice(-8)}`
  await fetch(`${ancrage.address}/password/${secret}`, {
    method: 'POST',
    body: new URLSearchParams({ password, again: password }),
  })
  return startSession(password)
}
const startSession = async (password: string) =>
  (
    await ancrage.run(null, 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }', {
      input: { email: admin.email, password },
    })
  ).signIn.token as string

it('adds entries for the agency, the user and each link', async () => {
  const first = await createFirstAdmin(owner, admin)
  expect(await entries()).toMatchObject([
    { verb: 'createAgency', user_id: null, after: { code: 'port', kind: 'INFRASTRUCTURE_OPERATOR' } },
    {
      verb: 'createUser',
      user_id: null,
      after: { email: admin.email, role: 'ADMIN', clearance: 'INTERNAL', language: 'FR' },
    },
    { verb: 'createPasswordLink', user_id: null },
  ])
  await signIn(first.secret)
  const token = await signIn((await createFirstAdmin(owner, admin)).secret)
  expect((await entries()).map(({ verb }) => verb)).toEqual([
    'createAgency',
    'createUser',
    'createPasswordLink',
    'createPasswordLink',
  ])
  const { data } = await ancrage.send(
    token,
    '{ viewer { accountNotices { nodes { kind } } } history(verbs: ["createUser", "createPasswordLink"]) { nodes { verb by { email } } } }',
  )
  expect(data).toEqual({
    viewer: { accountNotices: { nodes: expect.arrayContaining([{ kind: 'PASSWORD_LINK' }]) } },
    history: {
      nodes: [
        { verb: 'createPasswordLink', by: null },
        { verb: 'createPasswordLink', by: null },
        { verb: 'createUser', by: null },
      ],
    },
  })
})

it('adds nothing when it fails', async () => {
  const before = await entries()
  await expect(createFirstAdmin(owner, { ...admin, role: 'OPERATOR' })).rejects.toThrow('exists already')
  await owner.query('rollback')
  expect(await entries()).toEqual(before)
})

it('keeps a second factor, and says that its code is needed, until it is to be removed', async () => {
  const { rows } = await owner.query<{ id: string }>('select id from "user" where email = $1', [admin.email])
  const [{ id }] = rows as [{ id: string }]
  await owner.query(
    `insert into totp (user_id, secret, created_at, confirmed_at) values ($1, '\\x0102030405060708090a0b0c0d0e0f1011121314', now(), now())`,
    [id],
  )
  expect(await createFirstAdmin(owner, admin)).toMatchObject({ needsCode: true })
  const { secret, needsCode } = await createFirstAdmin(owner, { ...admin, removesSecondFactor: true })
  expect(needsCode).toBe(false)
  expect(await entries()).toContainEqual({
    ...{ verb: 'removeSecondFactor', user_id: null, after: { by: 'create-admin' } },
  })
  const token = await signIn(secret)
  const { data } = await ancrage.send(token, '{ viewer { accountNotices { nodes { kind } } } }')
  expect(data.viewer.accountNotices.nodes).toContainEqual({ kind: 'SECOND_FACTOR_REMOVED' })
})
