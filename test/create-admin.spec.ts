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
} as const
const entries = async () =>
  (
    await ancrage.owner.query<{ verb: string; user_id: string | null; after: Record<string, unknown> }>(
      `select verb, user_id, after from audit_entry where after ->> 'by' = 'create-admin' order by at, id`,
    )
  ).rows
const signIn = async (password: string) =>
  (
    await ancrage.run(null, 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }', {
      input: { email: admin.email, password },
    })
  ).signIn.token as string

it('adds entries for the agency, the user and another password', async () => {
  const first = await createFirstAdmin(owner, admin)
  expect(await entries()).toMatchObject([
    { verb: 'createAgency', user_id: null, after: { code: 'port', kind: 'INFRASTRUCTURE_OPERATOR' } },
    {
      verb: 'createUser',
      user_id: null,
      after: { email: admin.email, role: 'ADMIN', clearance: 'INTERNAL' },
    },
  ])
  await signIn(first)
  const token = await signIn(await createFirstAdmin(owner, admin))
  expect((await entries()).map(({ verb }) => verb)).toEqual(['createAgency', 'createUser', 'setPassword'])
  const { data } = await ancrage.send(
    token,
    '{ viewer { accountNotices { nodes { kind } } } history(verbs: ["createUser", "setPassword"]) { nodes { verb by { email } } } }',
  )
  expect(data).toEqual({
    viewer: { accountNotices: { nodes: [{ kind: 'PASSWORD_CHANGED' }] } },
    history: {
      nodes: [
        { verb: 'setPassword', by: null },
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
