/** Rows that belong to no deal are changed by the agency that entered them, and by no other. */
import { Client } from 'pg'
import { serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const others = ['officer@liege-airport.example', 'head@liege-airport.example']

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  await ancrage.owner.query(
    `with person as (
       insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
       select gen_random_uuid(), id, $1, 'A head', 'HEAD', 'SECRET', 'EN', now(), now() from agency where code = 'liege-airport'
       on conflict do nothing returning id)
     insert into credential (user_id, password_hash, updated_at)
     select p.id, c.password_hash, now()
       from person p, credential c join "user" u on u.id = c.user_id where u.email = $2`,
    [others[1], head],
  )
})
afterAll(() => ancrage.stop())

const mutation = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id } }`
const write = async (verb: string, input: object) =>
  (await ancrage.run(head, mutation(verb).replace('{ id }', '{ id version }'), { input }))[verb] as {
    id: string
    version: number
  }

const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const source = { kind: 'PRESS', name: 'L’Echo' }
const aContact = () => write('createContact', { name: 'A person', agency: 'awex' })
const anOpenProspect = () => write('createProspect', { name: 'A company', confidentiality: 'OPEN' })
const until = '2030-01-01T00:00:00Z'
/** With users of both agencies in its circle, which decides who sees the row, not who changes it. */
const anEmbargo = async () => {
  const { users } = await ancrage.run(
    head,
    'query ($emails: [String!]) { users(where: { email: { in: $emails } }) { nodes { id } } }',
    { emails: [head, ...others] },
  )
  return {
    embargoUntil: until,
    embargoCircle: { users: (users.nodes as { id: string }[]).map(({ id }) => id) },
  }
}
const aStatement = { statement: 'It is so', statedOn: '2018-02-01', source }
const aClaim = async () => write('recordClaim', { prospect: (await anOpenProspect()).id, ...aStatement })
const aClaimUnderEmbargo = async () =>
  write('recordClaim', { prospect: (await anOpenProspect()).id, ...aStatement, ...(await anEmbargo()) })
const agreement = {
  title: 'An agreement',
  kind: 'MOU',
  standing: 'DISCUSSED',
  confidentiality: 'OPEN',
  parties: [{ agency: 'awex' }, { name: 'A party' }],
}
const anAgreement = () => write('recordAgreement', agreement)
const anAgreementUnderEmbargo = async () => write('recordAgreement', { ...agreement, ...(await anEmbargo()) })
const aClaimOnAgreement = async () =>
  write('recordClaim', { agreement: (await anAgreement()).id, ...aStatement })
const aMeeting = () => write('planMeeting', { title: 'A meeting', when: day, confidentiality: 'OPEN' })
const grading = { standing: 'CONFIRMED', reason: 'They said so', gradedOn: '2018-02-02' }

/** Mutation, row that another agency sees or may guess, change. */
const edits: [string, () => Promise<{ id: string; version: number }>, object][] = [
  ['updateContact', aContact, { jobTitle: 'Director' }],
  ['eraseContact', aContact, {}],
  ['updateSite', () => write('createSite', { name: 'A site', kind: 'GREENFIELD' }), { kind: 'BROWNFIELD' }],
  ['updateProspect', anOpenProspect, { name: 'Another name' }],
  ['archiveProspect', anOpenProspect, {}],
  ['gradeClaim', aClaim, grading],
  ['embargoClaim', aClaim, { until, embargoCircle: { users: [] } }],
  ['gradeClaim', aClaimUnderEmbargo, grading],
  ['embargoClaim', aClaimUnderEmbargo, {}],
  ['gradeClaim', aClaimOnAgreement, grading],
  ['embargoClaim', aClaimOnAgreement, { until, embargoCircle: { users: [] } }],
  ['updateAgreement', anAgreement, { title: 'Another title' }],
  ['updateAgreement', anAgreementUnderEmbargo, { title: 'Another title' }],
  ['updateMeeting', aMeeting, { title: 'Another title' }],
  ['recordMeeting', aMeeting, { outcome: 'None' }],
  ['cancelMeeting', aMeeting, {}],
  ['updateTask', () => write('addTask', { title: 'To do', dueOn: '2018-03-01' }), { title: 'Done' }],
  ['completeTask', () => write('addTask', { title: 'To do', dueOn: '2018-03-01' }), {}],
]

/** Returns the row and its audit entries. */
async function stateOf(id: string): Promise<unknown> {
  const { rows } = await ancrage.owner.query(
    `select to_jsonb(t) from contact t where id = $1 union all select to_jsonb(t) from site t where id = $1
     union all select to_jsonb(t) from prospect t where id = $1 union all select to_jsonb(t) from claim t where id = $1
     union all select to_jsonb(t) from claim_grading t where claim_id = $1
     union all select to_jsonb(t) from agreement t where id = $1 union all select to_jsonb(t) from meeting t where id = $1
     union all select to_jsonb(t) from task t where id = $1
     union all select to_jsonb(t) from audit_entry t where subject_id = $1 order by 1`,
    [id],
  )
  return rows
}

describe.each(edits)('%s', (verb, make, change) => {
  it('is refused to another agency, and changes nothing', async () => {
    const row = await make()
    const before = await stateOf(row.id)
    for (const email of others) {
      const { errors } = await ancrage.request(email, mutation(verb), { input: { ...row, ...change } })
      expect(errors?.[0]?.extensions.code).toMatch(/^(FORBIDDEN|NOT_FOUND)$/)
      expect(await stateOf(row.id)).toEqual(before)
    }
  })

  it('is open to the agency that entered the row', async () => {
    const row = await make()
    const { errors } = await ancrage.request(head, mutation(verb), { input: { ...row, ...change } })
    expect(errors).toBeUndefined()
  })
})

describe('a statement of the service role for another agency', () => {
  let service: Client
  beforeAll(async () => {
    service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
    await service.connect()
  })
  afterAll(() => service.end())

  it.each(['contact', 'site', 'claim', 'agreement', 'meeting', 'task'])('changes no %s', async (table) => {
    await Promise.all(edits.map(([, make]) => make()))
    const { signIn } = await ancrage.run(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: others[1], password: 'ancrage-demo' } },
    )
    await service.query('begin')
    try {
      await service.query('select from authenticate_token($1)', [tokenHash(signIn.token)])
      const { rowCount: seen } = await service.query(`select from ${table}`)
      const { rowCount } = await service.query(`update ${table} set version = version + 1`)
      expect([rowCount, table === 'task' || seen! > 0]).toEqual([0, true])
    } finally {
      await service.query('rollback')
    }
  })
})
