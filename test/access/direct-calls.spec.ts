/** What functions with the owner's rights refuse to a client that calls them with the role of the service, past the service. */
import { randomBytes, randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { insertServiceSecret } from '../../src/database/service-secret.js'
import { startTestService, type TestService } from '../test-service.js'

const admin = 'admin@awex.example'
const head = 'head@awex.example'
const officer = 'officer@awex.example'
const analyst = 'analyst@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let service: Client
beforeAll(async () => {
  ancrage = await startTestService()
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
})
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

const write = async (email: string, verb: string, input: object, selection = 'id version') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}
const idOf = async (email: string): Promise<string> =>
  (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id
let count = 0
const aUser = async (more: object = {}) =>
  ancrage.addUser({ email: `direct${++count}@awex.example`, ...more })

/** Runs a statement as a user whose proof of identity is `minutes` old. Returns its only value, or the SQLSTATE. */
async function callAs(email: string, sql: string, values: unknown[], minutes = 0): Promise<unknown> {
  const token = randomBytes(16).toString('hex')
  await ancrage.owner.query(
    `select start_session(null, gen_random_uuid(), $1, $2, now() + interval '1 hour')`,
    [await idOf(email), tokenHash(token)],
  )
  await ancrage.owner.query(
    'update session set proved_at = now() - make_interval(mins => $2) where token_hash = $1',
    [tokenHash(token), minutes],
  )
  await service.query('begin')
  try {
    await service.query('select from authenticate_token($1)', [tokenHash(token)])
    const { rows } = await service.query({ text: sql, values, rowMode: 'array' })
    await service.query('commit')
    return rows[0]?.[0] ?? 'done'
  } catch (error) {
    await service.query('rollback')
    return (error as DatabaseError).code
  }
}

const requestChange = 'select request_user_change(gen_random_uuid(), $1, $2, null, null, null, false, false)'
const createLink = 'select create_password_link(gen_random_uuid(), $1, $2) is not null'
/** Returns the id of a pending change of a user. */
async function aChange(user: string): Promise<string> {
  expect(String(await callAs(admin, requestChange, [user, 'HEAD']))).not.toMatch(/^(IN|42)/)
  const { rows } = await ancrage.owner.query('select id from user_change where user_id = $1', [user])
  return rows[0].id as string
}

describe('a statement about accounts', () => {
  const statements: [string, string, (user: string) => unknown[] | Promise<unknown[]>, string?][] = [
    ['changes a user', 'update "user" set name = $2 where id = $1', (user) => [user, 'Renamed']],
    ['requests a change', requestChange, (user) => [user, 'HEAD']],
    [
      'decides a change',
      'select decide_user_change($1, true)',
      async (user) => [await aChange(user)],
      'operator@ancrage.example',
    ],
    ['makes a password link', createLink, (user) => [user, tokenHash(randomUUID())]],
    ['removes a password', 'select remove_password($1)', (user) => [user]],
    ['removes a second factor', 'select remove_totp($1)', (user) => [user]],
    ['removes an identity', 'select count(*) from remove_identity($1, false)', () => [randomUUID()]],
  ]
  it.each(statements)('that %s needs a proof of the last ten minutes', async (_, sql, values, as = admin) => {
    const user = await aUser()
    const parameters = await values(user)
    expect(await callAs(as, sql, parameters, 11)).toBe('IN008')
    expect(String(await callAs(as, sql, parameters, 9))).not.toMatch(/^(IN|42)/)
  })

  it.each([
    ['requests a role for themself', requestChange, (id: string) => [id, 'HEAD']],
    ['makes a link for themself', createLink, (id: string) => [id, tokenHash(randomUUID())]],
    ['removes their own password', 'select remove_password($1)', (id: string) => [id]],
    ['removes their own second factor', 'select remove_totp($1)', (id: string) => [id]],
  ])('is refused to an ADMIN who %s', async (_, sql, values) => {
    expect(await callAs(admin, sql, values(await idOf(admin)))).toBe('42501')
  })

  it('decides no change that has expired or is decided', async () => {
    const decide = 'select decide_user_change($1, true)'
    const expired = await aChange(await aUser())
    await ancrage.owner.query('update user_change set expires_at = now() where id = $1', [expired])
    expect(await callAs('operator@ancrage.example', decide, [expired])).toBe('IN010')
    const decided = await aChange(await aUser())
    expect(await callAs('operator@ancrage.example', decide, [decided])).not.toBe('IN010')
    expect(await callAs('operator@ancrage.example', decide, [decided])).toBe('IN010')
  })

  it('makes one link with each approval, and none for a machine or an inactive user', async () => {
    const user = await aUser({ role: 'HEAD', clearance: 'SECRET' })
    await ancrage.owner.query(
      `insert into user_change (id, user_id, resets_password, reactivates, requested_by_id, requested_at, expires_at, decision, decided_at, decided_by_id)
       values (gen_random_uuid(), $1, true, false, $2, now(), now() + interval '1 day', 'APPROVED', now(), $3)`,
      [user, await idOf(admin), await idOf('operator@ancrage.example')],
    )
    const link = () => callAs(admin, createLink, [user, tokenHash(randomUUID())])
    expect([await link(), await link()]).toEqual([true, 'IN006'])
    const others = [await aUser(), await aUser()]
    await ancrage.owner.query(`update "user" set kind = 'MACHINE' where id = $1`, [others[0]])
    await ancrage.owner.query('update "user" set active = false where id = $1', [others[1]])
    for (const other of others)
      expect(await callAs(admin, createLink, [other, tokenHash(randomUUID())])).toBe('42501')
  })

  it('sets a password with a link once, also when two use it at the same time', async () => {
    const secret = await insertServiceSecret(ancrage.owner)
    const hash = tokenHash(randomUUID())
    expect(await callAs(admin, createLink, [await aUser(), hash])).toBe(true)
    const use = async () => {
      const sql = `select use_password_link($1, $2, 'hash', gen_random_uuid()) as done`
      return (await service.query(sql, [secret.secret, hash])).rows[0].done
    }
    expect([await use(), await use()]).toEqual([true, false])
  })
})

describe('a statement of a user of another agency', () => {
  it('ends no sessions', async () => {
    const { viewer } = await ancrage.run(head, '{ viewer { id } }')
    expect(await callAs(airport, 'select end_sessions_of_user($1)', [viewer.id])).toBe('42501')
  })

  it('reads no attempts to read a hidden deal, not even their own', async () => {
    const deal = { codeName: 'Lotus', title: 'A plant', confidentiality: 'SECRET' }
    const { id } = await write(head, 'openDeal', deal)
    await ancrage.request(airport, 'query ($id: ID!) { deal(id: $id) { id } }', { id })
    const count = 'select count(*)::int from refused_read'
    expect(await callAs(head, count, [])).toBeGreaterThan(0)
    expect(await callAs(airport, count, [])).toBe(0)
  })
})

describe('a change of a row', () => {
  const canChange = 'select can_change_subject($1, $2)'

  it.each([
    [head, true],
    [officer, true],
    [analyst, false],
    [admin, false],
    [airport, false],
  ])('is open to %s of the agency that entered it: %s', async (email, expected) => {
    const { id } = await write(head, 'createSite', { name: 'A site', kind: 'BUILDING' })
    expect(await callAs(email, canChange, ['Site', id])).toBe(expected)
  })

  it('of an issued summary is for a HEAD, and of a shared question for its owner', async () => {
    const { id } = await write(head, 'issueWeeklySummary', { agency: 'awex', week: '2018-W05' }, 'id')
    const question = { list: 'sites' }
    const shared = await write(head, 'saveQuestion', { name: 'Sites', shared: true, question }, 'id')
    for (const [email, expected] of [
      [head, true],
      [officer, false],
    ] as const) {
      expect(await callAs(email, canChange, ['IssuedSummary', id])).toBe(expected)
      expect(await callAs(email, canChange, ['SavedQuestion', shared.id])).toBe(expected)
    }
  })
})

describe('an erasure', () => {
  const erase = `select erase_contact($1, '{}') is not null`

  it('is refused to a role that only reads, to another agency, and to users who do not see the contact', async () => {
    const open = await write(head, 'createContact', { name: 'A person', agency: 'awex' })
    for (const email of [analyst, admin, airport])
      expect([email, await callAs(email, erase, [open.id])]).toEqual([email, '42501'])
    const { id: prospect } = await write(head, 'createProspect', { name: 'A company' })
    await write(head, 'openDeal', {
      codeName: 'Lotus',
      title: 'A plant',
      confidentiality: 'SECRET',
      prospect,
    })
    const hidden = await write(head, 'createContact', { name: 'Another person', prospect })
    expect(await callAs(officer, erase, [hidden.id])).toBe('42501')
    expect(await callAs(officer, erase, [open.id])).toBe(true)
  })

  const insert = `insert into erasure_mention (id, contact_id, subject_type, subject_id, field, redacted, mention, changeable, chosen, by_id)
    values (gen_random_uuid(), $1, 'Site', $2, 'name', false, gen_random_uuid(), $3, $4, viewer_id())`

  it('chooses no mention that its user may not change', async () => {
    const { id: site } = await write(head, 'createSite', { name: 'Ida Ink hall', kind: 'BUILDING' })
    const { id } = await write(airport, 'createContact', { name: 'Ida Ink' })
    expect(await callAs(airport, insert, [id, site, true, true])).toBe('42501')
    expect(await callAs(airport, insert, [id, site, true, false])).toBe('42501')
    expect(await callAs(airport, insert, [id, site, false, true])).toBe('42501')
    expect(await callAs(airport, insert, [id, site, false, false])).toBe('done')
  })

  it('redacts only what is chosen with it, not what was recorded earlier', async () => {
    const { id: task } = await write(head, 'addTask', { title: 'Ask Jo Jade', dueOn: '2018-03-01' })
    const { id, version } = await write(head, 'createContact', { name: 'Jo Jade' })
    const preview = 'query ($id: ID!) { erasurePreview(contact: $id) { id subjectId field } }'
    const { erasurePreview } = await ancrage.run(head, preview, { id })
    const mention = erasurePreview.find((row: { field: string }) => row.field === 'title').id
    const early = insert.replace(`'Site'`, `'Task'`).replace(`'name'`, `'title'`)
    const sql = early.replace('false, gen_random_uuid()', `false, '${mention}'`)
    expect(await callAs(head, sql, [id, task, true, true])).toBe('done')
    await write(head, 'eraseContact', { id, version })
    const { rows } = await ancrage.owner.query('select title from task where id = $1', [task])
    expect(rows).toEqual([{ title: 'Ask Jo Jade' }])
  })

  it('answers no request for a user who is not HEAD of the agency that is notified', async () => {
    const { id: meeting } = await write(head, 'recordMeeting', {
      ...{ title: 'With Kim Kale', when: { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' } },
      confidentiality: 'OPEN',
    })
    const { id, version } = await write(airport, 'createContact', { name: 'Kim Kale' })
    await write(airport, 'eraseContact', { id, version })
    const { rows } = await ancrage.owner.query('select id from erasure_request where contact_id = $1', [id])
    expect([meeting, rows.length]).toEqual([meeting, 1])
    for (const [email, expected] of [
      [officer, false],
      ['head@liege-airport.example', false],
      [head, true],
    ] as const)
      expect([email, await callAs(email, 'select answer_erasure_request($1, null)', [rows[0].id])]).toEqual([
        email,
        expected,
      ])
  })
})
