/** Every mutation of administration × role of the caller × own or another agency. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { matrixRoles, type MatrixRole } from './table.js'

type Place = 'own' | 'other'
type Outcome = 'done' | 'FORBIDDEN' | 'NOT_FOUND'

/** A user, or an agency, of Awex on which the mutation acts. */
interface Target {
  user: string
  machine: string
  email: string
}

interface Row {
  mutation: string
  selection?: string
  input: (target: Target) => object | Promise<object>
  /** The roles that may do it to a user of their own agency, and to one of another agency. */
  own: readonly MatrixRole[]
  other?: readonly MatrixRole[]
  /** The answer to the roles that may call the mutation, for rows that they may not see or change. Default: FORBIDDEN. */
  hidden?: Outcome
}

let ancrage: TestService
let count = 0
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const owner = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await ancrage.owner.query(sql, values)).rows[0] as T
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const aTarget = async (): Promise<Target> => {
  const email = `target${++count}@awex.example`
  const user = await ancrage.addUser({ email })
  const machine = await ancrage.addUser({ email: `machine${count}@awex.example` })
  await ancrage.owner.query(`update "user" set kind = 'MACHINE' where id = $1`, [machine])
  return { user, machine, email }
}
const aChange = async ({ user }: Target): Promise<{ id: string }> =>
  owner(
    `insert into user_change (id, user_id, role, requested_by_id, requested_at, expires_at)
     select gen_random_uuid(), $1, 'HEAD', id, now(), now() + interval '1 day' from "user" where email = 'admin@awex.example'
     returning id`,
    [user],
  )
const aRow = (table: 'api_key' | 'sql_login' | 'calendar_feed', user: string): Promise<{ id: string }> =>
  owner(
    {
      api_key: `insert into api_key (id, user_id, name, prefix, scopes, created_at, expires_at)
        values (gen_random_uuid(), $1, 'A key', 'k', '{deals:read}', now(), now() + interval '1 hour') returning id`,
      sql_login: `insert into sql_login (id, user_id, login, name, created_at, expires_at)
        values (gen_random_uuid(), $1, 'ancrage_sql_' || substr(md5(random()::text), 1, 12), 'A login', now(), now() + interval '1 hour') returning id`,
      calendar_feed: `insert into calendar_feed (id, user_id, created_at) values (gen_random_uuid(), $1, now()) returning id`,
    }[table],
    [user],
  )

const aPerson = () => ({
  email: `new${++count}@awex.example`,
  name: 'New',
  agency: 'awex',
  role: 'OFFICER',
  clearance: 'OPEN',
  language: 'EN',
})
const anAgency = () => ({ code: `agency-${++count}`, name: 'An agency', kind: 'CLUSTER' })
const every = matrixRoles
const admin = ['ADMIN'] as const
const operator = ['OPERATOR'] as const

const rows: Row[] = [
  { mutation: 'createUser', input: aPerson, own: admin },
  { mutation: 'updateUser', input: ({ user }) => ({ id: user, version: 1, name: 'Renamed' }), own: admin },
  { mutation: 'deactivateUser', input: ({ user }) => ({ id: user, version: 1 }), own: admin },
  {
    mutation: 'createPasswordLink',
    selection: 'expiresAt',
    input: ({ user }) => ({ user }),
    own: admin,
  },
  { mutation: 'requestPasswordReset', input: ({ user }) => ({ user }), own: admin },
  { mutation: 'endUserSessions', input: ({ user }) => ({ user, removePassword: true }), own: admin },
  { mutation: 'removeSecondFactor', input: ({ user }) => ({ user }), own: admin },
  {
    mutation: 'approveUserChange',
    input: aChange,
    own: ['ADMIN', 'OPERATOR'],
    other: operator,
    hidden: 'NOT_FOUND',
  },
  {
    mutation: 'refuseUserChange',
    input: aChange,
    own: ['ADMIN', 'OPERATOR'],
    other: operator,
    hidden: 'NOT_FOUND',
  },
  {
    mutation: 'createApiKey',
    selection: 'key',
    input: ({ user }) => ({ user, name: 'A key', expiresAt: inAnHour() }),
    own: [],
  },
  {
    mutation: 'createApiKey',
    selection: 'key',
    input: ({ machine }) => ({ user: machine, name: 'A key', expiresAt: inAnHour(), scopes: ['deals:read'] }),
    own: ['HEAD'],
  },
  {
    mutation: 'createSqlLogin',
    selection: 'password',
    input: ({ user }) => ({ user, name: 'A login', expiresAt: inAnHour() }),
    own: [],
  },
  {
    mutation: 'revokeApiKey',
    input: ({ user }) => aRow('api_key', user),
    own: admin,
    hidden: 'NOT_FOUND',
  },
  {
    mutation: 'revokeApiKey',
    input: ({ machine }) => aRow('api_key', machine),
    own: ['ADMIN', 'HEAD'],
    hidden: 'NOT_FOUND',
  },
  {
    mutation: 'revokeSqlLogin',
    input: ({ user }) => aRow('sql_login', user),
    own: admin,
    hidden: 'NOT_FOUND',
  },
  {
    mutation: 'revokeCalendarFeed',
    input: ({ user }) => aRow('calendar_feed', user),
    own: admin,
    hidden: 'NOT_FOUND',
  },
  { mutation: 'createAgency', input: anAgency, own: operator, other: operator },
  {
    mutation: 'updateAgency',
    input: () => owner(`select id, version, name from agency where code = 'awex'`),
    own: operator,
    other: operator,
  },
  {
    mutation: 'updateDealStage',
    selection: 'code',
    input: () => owner(`select code, version, probability from deal_stage where code = 'CONTACTED'`),
    own: operator,
    other: operator,
  },
  {
    mutation: 'loadExchangeRates',
    input: () => ({ text: `Date,USD,\n2018-03-12,1.25,\n`, source: 'test data' }),
    own: operator,
    other: operator,
  },
]

/** The roles that may call a mutation at all; what they may not see answers as `hidden`. */
const callers: Record<string, readonly MatrixRole[]> = {
  approveUserChange: ['ADMIN', 'OPERATOR'],
  refuseUserChange: ['ADMIN', 'OPERATOR'],
  revokeApiKey: every,
  revokeSqlLogin: every,
  revokeCalendarFeed: every,
}

function expectedOutcome(row: Row, role: MatrixRole, place: Place): Outcome {
  if ((place === 'own' ? row.own : (row.other ?? [])).includes(role)) return 'done'
  return callers[row.mutation]?.includes(role) ? (row.hidden ?? 'FORBIDDEN') : 'FORBIDDEN'
}

const cases = rows.flatMap((row, index) =>
  (['own', 'other'] as const).flatMap((place) =>
    matrixRoles.map((role) => [row.mutation, index, place, role] as const),
  ),
)

it.each(cases)('%s (line %i) of a user of the %s agency by %s', async (mutation, index, place, role) => {
  const row = rows[index]!
  const target = await aTarget()
  const caller = await createUser(ancrage, {
    agency: place === 'own' ? 'awex' : 'liege-airport',
    role,
    clearance: 'SECRET',
  })
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${row.selection ?? 'id'} } }`
  const { errors } = await ancrage.send(caller.token, text, { input: await row.input(target) })
  expect(errors?.[0]?.extensions.code ?? 'done').toBe(expectedOutcome(row, role, place))
})
