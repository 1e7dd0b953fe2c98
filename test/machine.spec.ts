/** Users of the kind MACHINE, and the scopes of their API keys. */
import { getNamedType, isObjectType } from 'graphql'
import { keyScopes, scopesOfMutations, scopesOfTypes, type KeyScope } from '../src/core/key-scopes.js'
import { schema } from './schema.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const otherHead = 'head@michel.example'
const admin = 'admin@awex.example'
const createKey =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id scopes } } }'
const createUser = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id kind } }'
const machine = {
  name: 'BI',
  agency: 'awex',
  role: 'OFFICER',
  clearance: 'INTERNAL',
  language: 'EN',
  kind: 'MACHINE',
}

let ancrage: TestService
let user: string
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  user = await ancrage.addUser({ email: 'bi@awex.example', clearance: 'INTERNAL' })
  await ancrage.owner.query(`update "user" set kind = 'MACHINE' where id = $1`, [user])
}, 60_000)
afterAll(() => ancrage.stop())

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const request = (as: string, more: object = {}) =>
  ancrage.request(as, createKey, { input: { name: 'A key', expiresAt: inAnHour(), user, ...more } })
const keyWith = async (...scopes: string[]): Promise<string> =>
  (await request(head, { scopes })).data.createApiKey.key
const errorOf = ({ errors }: { errors?: { extensions: Record<string, unknown> }[] }) =>
  errors?.[0]?.extensions
const codeOf = async (key: string, query: string) => errorOf(await ancrage.send(key, query))?.code ?? 'done'
const statusOf = async (key: string, path: string) =>
  (await fetch(`${ancrage.address}${path}`, { headers: { authorization: `Bearer ${key}` } })).status

describe('a key of a MACHINE', () => {
  it('is made by a HEAD of its agency only, with scopes', async () => {
    for (const as of [otherHead, admin, 'officer@awex.example', 'operator@ancrage.example'])
      expect([as, errorOf(await request(as, { scopes: ['deals:read'] }))?.code]).toEqual([as, 'FORBIDDEN'])
    expect(errorOf(await request(head))?.fields).toMatchObject([{ code: 'SCOPES_NEEDED' }])
    expect(errorOf(await request(head, { scopes: [] }))?.fields).toMatchObject([{ code: 'TOO_FEW' }])
    expect(errorOf(await request(head, { scopes: ['all'] }))?.fields).toMatchObject([
      { path: 'input.scopes[0]', code: 'UNKNOWN_CODE' },
    ])
    const { data } = await request(head, { scopes: ['meetings:read', 'deals:read'] })
    expect(data.createApiKey.apiKey.scopes).toEqual(['deals:read', 'meetings:read'])
  })

  it('is made only by a HEAD who reads as much as the MACHINE', async () => {
    await ancrage.addUser({ email: 'low-head@awex.example', role: 'HEAD', clearance: 'OPEN' })
    expect(errorOf(await request('low-head@awex.example', { scopes: ['deals:read'] }))?.code).toBe(
      'FORBIDDEN',
    )
    const secret = await ancrage.run(
      head,
      'mutation { openDeal(input: { codeName: "Lotus", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    await ancrage.addUser({ email: 'next-head@awex.example', role: 'HEAD', clearance: 'SECRET' })
    const list = (verb: string) =>
      ancrage.run(
        head,
        `mutation ($input: ${verb}NeedToKnowInput!) { ${verb[0]!.toLowerCase()}${verb.slice(1)}NeedToKnow(input: $input) { id } }`,
        { input: { deal: secret.openDeal.id, user } },
      )
    await list('AddTo')
    expect(errorOf(await request('next-head@awex.example', { scopes: ['deals:read'] }))?.code).toBe(
      'FORBIDDEN',
    )
    expect(errorOf(await request(head, { scopes: ['deals:read'] }))).toBeUndefined()
    await list('RemoveFrom')
    expect(errorOf(await request('next-head@awex.example', { scopes: ['deals:read'] }))).toBeUndefined()
  })

  it('that writes meetings adds no tasks with them, unless it writes tasks', async () => {
    const query = `mutation { recordMeeting(input: { title: "x", when: { from: "2018-02-06", to: "2018-02-06", precision: DAY },
      tasks: [{ title: "y", dueOn: "2018-03-01" }] }) { id } }`
    expect(await codeOf(await keyWith('meetings:write'), query)).toBe('OUT_OF_SCOPE')
    expect(await codeOf(await keyWith('meetings:write', 'tasks:write'), query)).toBe('done')
  })

  it('is the only one that may write', async () => {
    const answer = await request(head, { user: null, scopes: ['deals:write'] })
    expect(errorOf(answer)?.fields).toMatchObject([{ path: 'input.scopes', code: 'SCOPES_NEEDED' }])
  })

  it('reads within its scopes, and gets OUT_OF_SCOPE for anything else', async () => {
    const key = await keyWith('deals:read')
    const outcomes: [string, string][] = [
      ['{ viewer { name } deals { nodes { reference officer { name } leadAgency { code } } } }', 'done'],
      ['{ deals { nodes { prospect { name } } } }', 'OUT_OF_SCOPE'],
      ['{ deals(where: { prospect: { name: { eq: "x" } } }) { totalCount } }', 'OUT_OF_SCOPE'],
      ['{ deals(orderBy: [{ prospect: { name: ASC } }]) { totalCount nodes { id } } }', 'OUT_OF_SCOPE'],
      ['{ agencies { nodes { code } } contacts { totalCount } }', 'OUT_OF_SCOPE'],
      ['{ search(text: "port", first: 3) { id } }', 'OUT_OF_SCOPE'],
      ['{ viewer { apiKeys { nodes { id } } } }', 'OUT_OF_SCOPE'],
      ['{ viewer { sessions { id } } }', 'OUT_OF_SCOPE'],
      ['{ exports { totalCount } }', 'OUT_OF_SCOPE'],
      ['{ dealStats(measures: [DEALS]) { values { number } } }', 'OUT_OF_SCOPE'],
    ]
    for (const [query, outcome] of outcomes) {
      expect([query, await codeOf(key, query)]).toEqual([query, outcome])
      // the second time, the answer comes from the compiled operation
      expect([query, await codeOf(key, query)]).toEqual([query, outcome])
    }
    const { errors, data } = await ancrage.send(key, '{ meetings { totalCount } }')
    expect([data ?? null, errorOf({ errors })]).toMatchObject([null, { scopes: ['meetings:read'] }])
  })

  it('downloads only exports and documents within its scopes', async () => {
    const key = await keyWith('deals:read')
    expect(await statusOf(key, '/exports/deals.csv?fields=reference')).toBe(200)
    expect(await statusOf(key, '/exports/deals.csv?fields=reference,prospect.name')).toBe(403)
    expect(await statusOf(key, '/exports/contacts.csv')).toBe(403)
    expect(await statusOf(key, '/summaries/awex/2018-W22.json')).toBe(403)
    expect(await statusOf(key, '/summaries/awex.atom')).toBe(403)
    const reader = await keyWith('summaries:read')
    expect(await statusOf(reader, '/summaries/awex.atom')).toBe(200)
  })

  it('writes within its scopes', async () => {
    const site = 'mutation { createSite(input: { name: "A site", kind: GREENFIELD }) { id } }'
    const feed = 'mutation { createCalendarFeed(input: {}) { address } }'
    expect(await codeOf(await keyWith('sites:read'), site)).toBe('FORBIDDEN')
    expect(await codeOf(await keyWith('deals:write'), site)).toBe('OUT_OF_SCOPE')
    const key = await keyWith('sites:write')
    expect(await codeOf(key, site)).toBe('done')
    expect(await codeOf(key, '{ sites { totalCount } }')).toBe('done')
    expect(await codeOf(key, feed)).toBe('OUT_OF_SCOPE')
    expect(await codeOf(key, 'mutation { signOut }')).toBe('FORBIDDEN')
  })
})

describe('a MACHINE', () => {
  it.each(['HEAD', 'ADMIN', 'OPERATOR'])('cannot be %s', async (role) => {
    const input = { ...machine, email: `${role.toLowerCase()}-bi@awex.example`, role }
    expect(errorOf(await ancrage.request(admin, createUser, { input }))?.fields).toMatchObject([
      { path: 'input.role', code: 'MACHINE_ROLE' },
    ])
    const made = { ...machine, email: `plain-${role.toLowerCase()}@awex.example` }
    const { createUser: plain } = await ancrage.run(admin, createUser, { input: made })
    const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }'
    // together with another change, since a raise alone waits for a second person
    const changes = { id: plain.id, version: 1, name: 'Another name', role }
    expect(errorOf(await ancrage.request(admin, update, { input: changes }))?.fields).toMatchObject([
      { path: 'input.role', code: 'MACHINE_ROLE' },
    ])
  })
})

describe('the scopes', () => {
  const shared = ['PageInfo', 'Query', 'Mutation', 'Subscription']
  /** Types that no key with scopes may read. */
  const refused = [
    'AccountNotice',
    'ActiveSession',
    'ApiKey',
    'AuditEntry',
    'CalendarFeed',
    'ConfirmedSecondFactor',
    'ContactDossier',
    'DealRead',
    'Delivery',
    'Erasure',
    'ErasureRecord',
    'ErasureRequest',
    'Export',
    'Identity',
    'MailSchedule',
    'Mention',
    'NewApiKey',
    'NewCalendarFeed',
    'NewPasswordLink',
    'NewSqlLogin',
    'PreviewedMention',
    'Recipient',
    'SavedQuestion',
    'SecondFactorEnrolment',
    'Session',
    'SignIn',
    'SqlLogin',
    'UserChange',
  ]

  it('are decided for every type of the schema', () => {
    const types = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !/^__|Connection$|Edge$/.test(type.name))
      .map(({ name }) => name)
    expect(types.sort()).toEqual([...shared, ...refused, ...Object.keys(scopesOfTypes)].sort())
  })

  const readings: [KeyScope, string, ...KeyScope[]][] = [
    ['prospects:read', 'prospects { nodes { group { distance } stakesHeld { nodes { percent } } } }'],
    ['prospects:read', 'similarProspects(name: "x") { prospect { name } }'],
    ['contacts:read', 'contacts { nodes { employments { nodes { jobTitle } } } }'],
    ['contacts:read', 'similarContacts(name: "x") { contact { name } }'],
    ['sites:read', 'sites { nodes { name area { low } } }'],
    ['deals:read', 'deals { nodes { team { role } needToKnow { recordedAt } lossReasons { code } } }'],
    ['deals:read', 'deals { nodes { transitions { nodes { correction { recordedAt } } } } }'],
    ['deals:read', 'deals { nodes { jobProjections { nodes { low } } locations { nodes { standing } } } }'],
    ['deals:read', 'deals { nodes { handovers { nodes { on } } missing(stage: LANDED) { code } } }'],
    ['deals:read', 'deals { nodes { verification { recordedAt } lossDestination { town } } }'],
    ['deals:read', 'handoverOffers { nodes { on } }'],
    ['meetings:read', 'meetings { nodes { participants { decisionMaker } } }'],
    ['agreements:read', 'agreements { nodes { parties { name } } }'],
    ['claims:read', 'claims { nodes { gradings { recordedAt } } }'],
    ['tasks:read', 'tasks { nodes { title } }'],
    [
      'statistics:read',
      'dealStats(groupBy: [STAGE], measures: [DEALS]) { by { label } values { number } }',
      'deals:read',
    ],
    ['statistics:read', 'pipelineStatus { total { deals } stages { figures { deals } } }', 'deals:read'],
    ['statistics:read', 'meetingStats(measures: [MEETINGS]) { values { number } }', 'meetings:read'],
    ['statistics:read', 'jobProjectionStats(measures: [STATEMENTS]) { values { number } }', 'deals:read'],
    [
      'statistics:read',
      'dealConversion(from: IDENTIFIED, to: LANDED, period: YEAR) { entered }',
      'deals:read',
    ],
    ['summaries:read', 'weeklySummaries { nodes { week } }'],
    ['rates:read', 'exchangeRates { nodes { rate } }'],
  ]

  it.each(readings)('of a key that is %s reads %s, and no other does', async (scope, selection, ...more) => {
    const query = `{ ${selection} }`
    expect(await codeOf(await keyWith(scope, ...more), query)).toBe('done')
    const others = keyScopes.filter((other) => other.split(':')[0] !== scope.split(':')[0])
    expect(errorOf(await ancrage.send(await keyWith(...others), query))).toMatchObject({
      code: 'OUT_OF_SCOPE',
      scopes: [scope],
    })
  })

  it.each(['search(text: "port") { title }', 'deals { nodes { timeline { nodes { text } } } }'])(
    'of every term are needed for %s',
    async (selection) => {
      for (const term of ['sites', 'tasks']) {
        const others = keyScopes.filter((scope) => !scope.startsWith(term))
        const answer = await ancrage.send(await keyWith(...others), `{ ${selection} }`)
        expect(errorOf(answer)).toMatchObject({ code: 'OUT_OF_SCOPE', scopes: [`${term}:read`] })
      }
    },
  )

  it('of a mutation are those of the type with which it answers', () => {
    for (const [name, scope] of Object.entries(scopesOfMutations)) {
      const { type } = schema.getMutationType()!.getFields()[name]!
      const [read] = scopesOfTypes[getNamedType(type).name]!
      expect([name, scope]).toEqual([name, read!.replace(':read', ':write')])
    }
  })

  it('limit what the answer of a mutation shows', async () => {
    const query = 'mutation { openDeal(input: { codeName: "Iris", title: "x" }) { id prospect { name } } }'
    expect(await codeOf(await keyWith('deals:write'), query)).toBe('OUT_OF_SCOPE')
  })

  it('name mutations of the schema, and are in the check constraint of the database', async () => {
    expect(Object.keys(schema.getMutationType()!.getFields())).toEqual(
      expect.arrayContaining(Object.keys(scopesOfMutations)),
    )
    const { rows } = await ancrage.owner.query<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'api_key_scopes_check'`,
    )
    expect(rows[0]!.text.match(/\w+:(read|write)/g)).toEqual([...keyScopes])
  })
})
