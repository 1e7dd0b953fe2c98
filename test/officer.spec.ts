/** The officer of a deal is an active user of an agency in its team who sees it in full. */
import { createUser } from './access/fixture.js'
import type { MatrixRole } from './access/table.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const airportAdmin = 'admin@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const send = (verb: string, input: object, by = head, selection = 'id version') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return ancrage.request(by, `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`, {
    input,
  })
}
const write = async (verb: string, input: object, by = head, selection = 'id version') => {
  const { data, errors } = await send(verb, input, by, selection)
  expect(errors).toBeUndefined()
  return data[verb]
}
const faultOf = async (verb: string, input: object) => {
  const { errors } = await send(verb, input)
  return errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`).join() ?? 'done'
}
const deal = { codeName: 'Lotus', title: 'A centre', confidentiality: 'RESTRICTED', openedOn: '2018-01-08' }
const aDeal = (more: object = {}) => write('openDeal', { ...deal, ...more })
const read = async (id: string, by = head) =>
  (
    await ancrage.run(
      by,
      'query ($id: ID) { deal(id: $id) { version officer { id } officerFault missing(stage: QUALIFIED) { code } } }',
      { id },
    )
  ).deal
const userOf = (agency: string, role: MatrixRole = 'OFFICER', clearance = 'SECRET' as const) =>
  createUser(ancrage, { agency, role, clearance })
const changeUser = async (id: string, changes: object, admin = 'admin@awex.example') => {
  const { users } = await ancrage.run(
    admin,
    'query ($id: ID) { users(where: { id: { eq: $id } }) { nodes { version } } }',
    { id },
  )
  await write('updateUser', { id, version: users.nodes[0].version, ...changes }, admin)
}

/** Who is named as officer of a RESTRICTED deal of Awex, which Liège Airport supports, and the answer. */
const candidates: [string, () => Promise<string>, string][] = [
  ['an OFFICER of the lead', async () => (await userOf('awex')).id, 'done'],
  ['a HEAD of the lead', async () => (await userOf('awex', 'HEAD')).id, 'done'],
  [
    'an ANALYST of the lead',
    async () => (await userOf('awex', 'ANALYST')).id,
    'input.officer NOT_AN_OFFICER',
  ],
  ['an ADMIN of the lead', async () => (await userOf('awex', 'ADMIN')).id, 'input.officer NOT_AN_OFFICER'],
  ['an OFFICER of a supporting agency', async () => (await userOf('liege-airport')).id, 'done'],
  [
    'an OFFICER outside the team',
    async () => (await userOf('cabinet-michel')).id,
    'input.officer OFFICER_NOT_IN_TEAM',
  ],
  [
    'an OFFICER of an agency that has left',
    async () => (await userOf('cabinet-jeholet')).id,
    'input.officer OFFICER_NOT_IN_TEAM',
  ],
  [
    'an OFFICER whose clearance is too low',
    async () => (await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'OPEN' })).id,
    'input.officer OFFICER_CANNOT_SEE',
  ],
  [
    'a deactivated OFFICER',
    async () => {
      const { id } = await userOf('awex')
      await changeUser(id, { active: false })
      return id
    },
    'input.officer NOT_AN_OFFICER',
  ],
]

describe('as officer of a deal', () => {
  it.each(candidates)('%s is accepted or rejected with a code', async (_, candidate, answer) => {
    const { id } = await aDeal()
    await write('joinDeal', { deal: id, agency: 'liege-airport', role: 'SUPPORT', from: '2018-01-09' })
    await write('joinDeal', {
      ...{ deal: id, agency: 'cabinet-jeholet', role: 'SUPPORT', from: '2018-01-09', until: '2018-02-01' },
    })
    const { version } = await read(id)
    expect(await faultOf('updateDeal', { id, version, officer: await candidate() })).toBe(answer)
  })

  it('only a user of the own agency is named in a new deal', async () => {
    expect(await faultOf('openDeal', { ...deal, officer: (await userOf('liege-airport')).id })).toBe(
      'input.officer OFFICER_NOT_IN_TEAM',
    )
    expect(await faultOf('openDeal', { ...deal, officer: (await userOf('awex')).id })).toBe('done')
  })

  it('a user outside the team is rejected by the database as well', async () => {
    const { id } = await aDeal()
    const { id: officer } = await userOf('cabinet-michel')
    await expect(
      ancrage.owner.query('update deal set officer_id = $2 where id = $1', [id, officer]),
    ).rejects.toMatchObject({ code: 'IN001', hint: 'OFFICER_NOT_IN_TEAM' })
  })
})

/** What happens to an officer later, and what the deal then shows. */
const later: [string, (deal: string, officer: string) => Promise<unknown>, string][] = [
  ['is deactivated', (_, officer) => changeUser(officer, { active: false }, airportAdmin), 'INACTIVE'],
  ['gets another role', (_, officer) => changeUser(officer, { role: 'ANALYST' }, airportAdmin), 'OTHER_ROLE'],
  [
    'loses the clearance',
    (_, officer) => changeUser(officer, { clearance: 'OPEN' }, airportAdmin),
    'CANNOT_SEE',
  ],
  [
    'leaves the team with the agency',
    (deal) => write('leaveDeal', { deal, agency: 'liege-airport' }),
    'NOT_IN_TEAM',
  ],
  [
    'moves to another agency',
    (_, officer) =>
      ancrage.owner.query(
        `update "user" set agency_id = (select id from agency where code = 'cabinet-michel') where id = $1`,
        [officer],
      ),
    'NOT_IN_TEAM',
  ],
]

describe('an officer who', () => {
  it.each(later)('%s no longer counts, and the deal says why', async (_, change, fault) => {
    const { id } = await aDeal()
    await write('joinDeal', { deal: id, agency: 'liege-airport', role: 'SUPPORT', from: '2018-01-09' })
    const { id: officer } = await userOf('liege-airport')
    await write('updateDeal', { id, version: (await read(id)).version, officer })
    expect(await read(id)).toMatchObject({ officer: { id: officer }, officerFault: null })
    await change(id, officer)
    const after = await read(id)
    expect(after).toMatchObject({ officer: { id: officer }, officerFault: fault })
    expect(after.missing.map(({ code }: { code: string }) => code)).toContain('officer')
    expect((await read(id, 'cabinet@jeholet.example')).officerFault).toBeNull()
    // every other edit stays possible
    expect(await faultOf('updateDeal', { id, version: after.version, title: 'Another title' })).toBe('done')
  })
})

describe('a user who is deactivated', () => {
  const inactive = async () => {
    const { id } = await userOf('awex')
    await changeUser(id, { active: false })
    return id
  }
  /** A user of an agency that is deactivated, though the user is not. */
  const ofInactiveAgency = async () => {
    const { rows } = await ancrage.owner.query(
      `insert into agency (id, code, name, kind, active, created_at, updated_at)
       values (gen_random_uuid(), 'closed-' || substr(gen_random_uuid()::text, 1, 8), 'Closed', 'CLUSTER', true, now(), now())
       returning id, code`,
    )
    const { id } = await userOf(rows[0].code)
    await ancrage.owner.query('update agency set active = false where id = $1', [rows[0].id])
    return id
  }
  const when = { from: '2199-02-01', to: '2199-02-01', precision: 'DAY' }
  const past = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
  const uses: [string, (user: string) => Promise<[string, object]>, string][] = [
    [
      'does a task',
      async (assignee) => ['addTask', { title: 'To do', dueOn: '2018-03-01', assignee }],
      'input.assignee NOT_ACTIVE',
    ],
    [
      'gets the weekly mail',
      async (user) => ['addRecipient', { agency: 'awex', user }],
      'input.user NOT_ACTIVE',
    ],
    [
      'is put on a need-to-know list',
      async (user) => ['addToNeedToKnow', { deal: (await aDeal()).id, user }],
      'input.user NOT_ACTIVE',
    ],
    [
      'takes part in a planned meeting',
      async (user) => [
        'planMeeting',
        { title: 'A talk', when, participants: [{ description: 'a guest' }, { user }] },
      ],
      'input.participants[1].user NOT_ACTIVE',
    ],
    [
      'took part in a meeting that was held',
      async (user) => ['recordMeeting', { title: 'A talk', when: past, participants: [{ user }] }],
      'done',
    ],
  ]
  it.each(uses)('%s: accepted or rejected with a code', async (_, use, answer) => {
    for (const user of [await inactive(), await ofInactiveAgency()]) {
      const [verb, input] = await use(user)
      const { errors } = await send(verb, input, head, 'id')
      const faults =
        errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`).join() ?? 'done'
      expect(faults).toBe(answer)
    }
  })
})
