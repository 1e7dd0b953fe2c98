/** Raising a user takes a second person: a change that waits, and is approved or refused. */
import { Client } from 'pg'
import { confidentialities, roles } from '../src/core/scope.js'
import { propertiesToApprove, type Account } from '../src/user/change/second-person.js'
import { startTestService, type TestService } from './test-service.js'

const admin = 'admin@awex.example'
const second = 'second-admin@awex.example'
const operator = 'operator@ancrage.example'
const otherOperator = 'other-operator@ancrage.example'
const elsewhere = 'admin@liege-airport.example'
const create =
  'mutation ($input: CreateUserInput!) { createUser(input: $input) { id version role clearance changes { nodes { id role clearance status } } } }'
const update =
  'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id version role clearance email active agency { code } } }'
const approve =
  'mutation ($input: ApproveUserChangeInput!) { approveUserChange(input: $input) { status decidedBy { email } user { role clearance email active agency { code } } } }'
const refuse =
  'mutation ($input: RefuseUserChangeInput!) { refuseUserChange(input: $input) { status user { role clearance } } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  await ancrage.addUser({ email: second, role: 'ADMIN' })
  await ancrage.addUser({ email: otherOperator, role: 'OPERATOR' })
})
afterAll(() => ancrage.stop())

let count = 0
const aUser = async (more: object = {}) => {
  const email = `user${++count}@awex.example`
  return { email, id: await ancrage.addUser({ email, ...more }), version: 1 }
}
const codeOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) =>
  errors?.[0]?.extensions.code ?? 'done'
const versionOf = async (id: string): Promise<number> =>
  (await ancrage.owner.query('select version from "user" where id = $1', [id])).rows[0].version
const change = async (id: string, changes: object, as = admin) =>
  ancrage.request(as, update, { input: { id, version: await versionOf(id), ...changes } })
const pendingOf = async (id: string, as = admin): Promise<any> =>
  (
    await ancrage.run(
      as,
      'query ($id: ID!) { userChanges(where: { user: { id: { eq: $id } }, status: { eq: PENDING } }) { nodes { id role clearance email agency { code } reactivates requestedBy { email } } } }',
      { id },
    )
  ).userChanges.nodes[0]
const decide = (as: string, mutation: string, id: string) => ancrage.request(as, mutation, { input: { id } })
const rightsOf = async (id: string) =>
  (await ancrage.owner.query('select role, clearance, email, active from "user" where id = $1', [id])).rows[0]

/** Returns a user without raised rights who is on the need-to-know list of a SECRET deal. */
const aListedUser = async (more: object = {}) => {
  const user = await aUser(more)
  await addToList(user.id)
  return user
}
const addToList = async (user: string): Promise<void> => {
  const text = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }'
  const input = { codeName: 'Lotus', title: 'A battery plant', confidentiality: 'SECRET' }
  const deal = (await ancrage.run('head@awex.example', text, { input })).openDeal.id as string
  await ancrage.run(
    'head@awex.example',
    'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
    { input: { deal, user } },
  )
}

describe('the rule of the second person', () => {
  const accounts: Account[] = roles.flatMap((role) =>
    confidentialities.flatMap((clearance) =>
      [true, false].map((active) => ({ role, clearance, active, email: 'a@awex.example', agencyId: 'awex' })),
    ),
  )

  it('is the same in TypeScript and in SQL, for every pair of accounts', async () => {
    const { rows: agencies } = await ancrage.owner.query<{ id: string }>('select id from agency limit 2')
    const pairs = accounts.flatMap((before) =>
      accounts.flatMap((after) => [
        { before, after },
        { before, after: { ...after, email: 'b@awex.example' } },
        { before, after: { ...after, agencyId: 'other' } },
      ]),
    )
    const idOf = ({ agencyId }: Account) => agencies[agencyId === 'awex' ? 0 : 1]!.id
    const listed = await aListedUser()
    for (const isListed of [false, true]) {
      const id = isListed ? listed.id : null
      const toRow = (account: Account) => ({ ...account, id, agency_id: idOf(account) })
      const { rows } = await ancrage.owner.query<{ needed: boolean }>(
        `select requires_second_person(jsonb_populate_record(null::"user", p -> 'before'),
                                       jsonb_populate_record(null::"user", p -> 'after')) as needed
           from jsonb_array_elements($1::jsonb) with ordinality t (p, n) order by n`,
        [JSON.stringify(pairs.map(({ before, after }) => ({ before: toRow(before), after: toRow(after) })))],
      )
      const wrong = pairs.filter(
        ({ before, after }, i) =>
          propertiesToApprove(before, after, { isListed }).length > 0 !== rows[i]!.needed,
      )
      expect([isListed, wrong]).toEqual([isListed, []])
      expect(rows.some(({ needed }) => needed) && rows.some(({ needed }) => !needed)).toBe(true)
    }
  })
})

describe('a raised role or clearance', () => {
  it.each([
    [{ role: 'HEAD' }, second],
    [{ role: 'ADMIN' }, second],
    [{ role: 'ADMIN' }, operator],
    [{ role: 'OPERATOR' }, operator],
    [{ clearance: 'RESTRICTED' }, second],
    [{ clearance: 'SECRET' }, operator],
    [{ role: 'HEAD', clearance: 'SECRET' }, second],
  ])('%j waits until a second person approves it: %s', async (changes, by) => {
    const { id } = await aUser()
    expect((await change(id, changes)).data?.updateUser).toMatchObject({ role: 'OFFICER', clearance: 'OPEN' })
    const pending = await pendingOf(id)
    expect(pending).toMatchObject({ ...changes, requestedBy: { email: admin } })
    expect(await rightsOf(id)).toMatchObject({ role: 'OFFICER', clearance: 'OPEN' })
    const { data } = await decide(by, approve, pending.id)
    expect(data?.approveUserChange).toMatchObject({
      status: 'APPROVED',
      decidedBy: { email: by },
      user: changes,
    })
    const { history } = await ancrage.run(
      admin,
      `{ history(subject: "${id}") { nodes { verb by { email } } } }`,
    )
    expect(history.nodes).toEqual([
      { verb: 'approveUserChange', by: { email: by } },
      { verb: 'requestUserChange', by: { email: admin } },
    ])
  })

  it('of a new user waits as well', async () => {
    const input = { email: 'new-head@awex.example', agency: 'awex', name: 'New', language: 'EN' }
    const { createUser } = await ancrage.run(admin, create, {
      input: { ...input, role: 'HEAD', clearance: 'SECRET' },
    })
    expect(createUser).toMatchObject({ role: 'OFFICER', clearance: 'INTERNAL' })
    expect(createUser.changes.nodes).toMatchObject([{ role: 'HEAD', clearance: 'SECRET', status: 'PENDING' }])
  })

  it('is not approved by the requester, the user, another agency or another role', async () => {
    const { id, email } = await aUser({ role: 'ADMIN' })
    await change(id, { clearance: 'SECRET' })
    const { id: pending } = await pendingOf(id)
    const outcomes = [
      [admin, 'FORBIDDEN'],
      [email, 'FORBIDDEN'],
      [elsewhere, 'NOT_FOUND'],
      ['head@awex.example', 'FORBIDDEN'],
      ['officer@awex.example', 'FORBIDDEN'],
    ]
    for (const mutation of [approve, refuse])
      for (const [as, code] of outcomes)
        expect([as, codeOf(await decide(as!, mutation, pending))]).toEqual([as, code])
    expect((await rightsOf(id)).clearance).toBe('OPEN')
  })

  it('to OPERATOR is approved by an OPERATOR only', async () => {
    const { id } = await aUser()
    await change(id, { role: 'OPERATOR' })
    const { id: pending } = await pendingOf(id)
    expect(codeOf(await decide(second, approve, pending))).toBe('FORBIDDEN')
    expect(codeOf(await decide(otherOperator, approve, pending))).toBe('done')
  })

  it('is decided once, and expires after seven days', async () => {
    const { id } = await aUser()
    await change(id, { role: 'HEAD' })
    const first = await pendingOf(id)
    expect((await decide(second, refuse, first.id)).data?.refuseUserChange).toMatchObject({
      status: 'REFUSED',
      user: { role: 'OFFICER' },
    })
    expect(codeOf(await decide(second, approve, first.id))).toBe('CONFLICT')
    await change(id, { role: 'HEAD' })
    const late = await pendingOf(id)
    await ancrage.owner.query('update user_change set expires_at = now() where id = $1', [late.id])
    expect(codeOf(await decide(second, approve, late.id))).toBe('CONFLICT')
    expect((await rightsOf(id)).role).toBe('OFFICER')
  })

  it('needs the rights of the second person at the approval, not those of the requester', async () => {
    const requester = await aUser({ role: 'ADMIN' })
    const approver = await aUser({ role: 'ADMIN' })
    const { id } = await aUser()
    await change(id, { role: 'HEAD' }, requester.email)
    const { id: pending } = await pendingOf(id)
    const setRole = (user: { id: string }, role: string) =>
      ancrage.owner.query('update "user" set role = $2 where id = $1', [user.id, role])
    await setRole(requester, 'OFFICER')
    await setRole(approver, 'OFFICER')
    expect(codeOf(await decide(approver.email, approve, pending))).toBe('FORBIDDEN')
    await setRole(approver, 'ADMIN')
    expect(codeOf(await decide(approver.email, approve, pending))).toBe('done')
  })
})

describe('an ADMIN', () => {
  it.each([{ role: 'HEAD' }, { role: 'OFFICER' }, { clearance: 'SECRET' }, { clearance: 'RESTRICTED' }])(
    'cannot change the own rights: %j',
    async (changes) => {
      const { id } = (await ancrage.run(admin, '{ viewer { id } }')).viewer
      expect(codeOf(await change(id, changes))).toBe('FORBIDDEN')
      expect(await pendingOf(id)).toBeUndefined()
    },
  )

  it.each([
    { role: 'ANALYST' },
    { clearance: 'INTERNAL' },
    { name: 'Renamed' },
    { email: 'renamed@awex.example' },
  ])('changes at once what raises no rights: %j', async (changes) => {
    const { id } = await aUser()
    expect((await change(id, changes)).errors).toBeUndefined()
    expect(await pendingOf(id)).toBeUndefined()
  })

  it('cannot take over an account with raised rights by its address or by reactivation', async () => {
    const { id, email } = await aUser({ role: 'HEAD', clearance: 'SECRET' })
    await change(id, { email: 'mine@awex.example' })
    expect(await rightsOf(id)).toMatchObject({ email })
    expect(await pendingOf(id)).toMatchObject({ email: 'mine@awex.example' })
    await change(id, { active: false })
    await change(id, { active: true })
    expect(await rightsOf(id)).toMatchObject({ active: false })
    const pending = await pendingOf(id)
    expect(pending).toMatchObject({ reactivates: true })
    await decide(second, approve, pending.id)
    expect(await rightsOf(id)).toMatchObject({ active: true, email })
  })
})

describe('an ADMIN alone cannot take over the account of a user on a need-to-know list', () => {
  const link = 'mutation ($input: CreatePasswordLinkInput!) { createPasswordLink(input: $input) { address } }'

  it('by a password link', async () => {
    const { id } = await aListedUser({ clearance: 'INTERNAL' })
    expect(codeOf(await ancrage.request(admin, link, { input: { user: id } }))).toBe('FORBIDDEN')
  })

  it.each([
    ['got on the list', async (id: string) => addToList(id)],
    [
      'got raised rights',
      async (id: string) => {
        await change(id, { clearance: 'RESTRICTED' })
        await decide(second, approve, (await pendingOf(id)).id)
      },
    ],
  ])('by a link that was made before the user %s', async (_, raise) => {
    const { id } = await aUser()
    const { createPasswordLink } = await ancrage.run(admin, link, { input: { user: id } })
    const status = async () => (await fetch(`${ancrage.address}${createPasswordLink.address}`)).status
    expect(await status()).toBe(200)
    await raise(id)
    expect(await status()).toBe(404)
  })

  it('by lowering a HEAD first', async () => {
    const { id } = await aListedUser({ role: 'HEAD', clearance: 'SECRET' })
    expect(codeOf(await change(id, { role: 'OFFICER', clearance: 'OPEN' }))).toBe('done')
    expect(codeOf(await ancrage.request(admin, link, { input: { user: id } }))).toBe('FORBIDDEN')
  })

  it('by another address', async () => {
    const { id, email } = await aListedUser()
    await change(id, { email: 'mine-too@awex.example' })
    expect(await rightsOf(id)).toMatchObject({ email })
    expect(await pendingOf(id)).toMatchObject({ email: 'mine-too@awex.example' })
  })

  it('by reactivation', async () => {
    const { id } = await aListedUser()
    await change(id, { active: false })
    await change(id, { active: true })
    expect(await rightsOf(id)).toMatchObject({ active: false })
  })
})

describe('two requests at once', () => {
  it('approve a change once, and the other one gets CONFLICT', async () => {
    for (let round = 0; round < 4; round++) {
      const { id } = await aUser()
      await change(id, { role: 'HEAD' })
      const { id: pending } = await pendingOf(id)
      const answers = await Promise.all(
        [operator, second, operator, second].map((as) => decide(as, approve, pending)),
      )
      expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done'])
    }
  })
})

const noticesTo = async (user: string): Promise<string[]> =>
  (
    await ancrage.owner.query<{ kind: string }>(
      'select kind from account_notice where user_id = $1 order by at',
      [user],
    )
  ).rows.map(({ kind }) => kind)

it('notifies the user of an approved change of rights or of the address', async () => {
  const user = await aUser()
  await change(user.id, { role: 'HEAD' })
  await decide(second, approve, (await pendingOf(user.id)).id)
  await change(user.id, { email: `other-${user.email}` })
  await decide(second, approve, (await pendingOf(user.id)).id)
  expect(await noticesTo(user.id)).toEqual(['RIGHTS_CHANGED', 'EMAIL_CHANGED'])
})

describe('a move to another agency', () => {
  it('is approved by an ADMIN there, lowers the rights, and notifies the user and HEADs with them on a list', async () => {
    const head = 'head@awex.example'
    const user = await aUser({ role: 'HEAD', clearance: 'SECRET' })
    const { openDeal } = await ancrage.run(
      head,
      'mutation { openDeal(input: { codeName: "Lotus", title: "A centre", confidentiality: SECRET }) { id } }',
    )
    await ancrage.run(
      head,
      'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
      { input: { deal: openDeal.id, user: user.id } },
    )
    expect((await change(user.id, { agency: 'liege-airport' })).data?.updateUser.agency.code).toBe('awex')
    const pending = await pendingOf(user.id)
    expect(pending).toMatchObject({ agency: { code: 'liege-airport' } })
    expect(codeOf(await decide(second, approve, pending.id))).toBe('FORBIDDEN')
    expect((await decide(elsewhere, approve, pending.id)).data?.approveUserChange.user).toMatchObject({
      role: 'OFFICER',
      clearance: 'OPEN',
      agency: { code: 'liege-airport' },
    })
    for (const reader of [user.email, head]) {
      const { viewer } = await ancrage.run(
        reader,
        '{ viewer { accountNotices { nodes { kind about { email } by { email } } } } }',
      )
      expect(viewer.accountNotices.nodes[0]).toEqual({
        kind: 'AGENCY_CHANGED',
        about: { email: user.email },
        by: { email: elsewhere },
      })
    }
  })

  it('is no news for others on a list than HEADs', async () => {
    const [user, officer, gone] = [await aUser(), await aUser(), await aUser({ role: 'HEAD' })]
    await addToList(user.id)
    const { rows } = await ancrage.owner.query<{ id: string }>(
      'select deal_id as id from need_to_know where user_id = $1',
      [user.id],
    )
    for (const { id } of [officer, gone])
      await ancrage.run(
        'head@awex.example',
        'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
        { input: { deal: rows[0]!.id, user: id } },
      )
    await ancrage.owner.query('update "user" set active = false where id = $1', [gone.id])
    await change(user.id, { agency: 'liege-airport' })
    await decide(elsewhere, approve, (await pendingOf(user.id)).id)
    expect(await noticesTo(user.id)).toContain('AGENCY_CHANGED')
    expect([await noticesTo(officer.id), await noticesTo(gone.id)]).toEqual([[], []])
  })

  it('carries no other rights', async () => {
    const { id } = await aUser()
    const { errors } = await change(id, { agency: 'liege-airport', role: 'HEAD' })
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ code: 'MOVES_ALONE' }])
  })
})

describe('the role of the service', () => {
  it('cannot raise a user by its own statements', async () => {
    const { id } = await aUser()
    const { rows } = await ancrage.owner.query<{ id: string }>('select id from "user" where email = $1', [
      admin,
    ])
    const client = new Client({ connectionString: ancrage.url })
    await client.connect()
    const attempt = async (sql: string): Promise<string> => {
      await client.query('begin')
      await client.query('select impersonate_user($1)', [rows[0]!.id])
      await client.query('set local role ancrage_service')
      const outcome = await client.query(sql).then(
        ({ rowCount }) => `${rowCount}`,
        ({ code }: { code: string }) => code,
      )
      await client.query('rollback')
      return outcome
    }
    const outcomes = {
      [`update "user" set role = 'HEAD' where id = '${id}'`]: 'IN006',
      [`update "user" set clearance = 'SECRET' where id = '${id}'`]: 'IN006',
      [`update "user" set role = 'ANALYST' where id = '${rows[0]!.id}'`]: 'IN007',
      [`update "user" set name = 'x' where email = 'officer@liege-airport.example'`]: '0',
      [`insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
        select gen_random_uuid(), agency_id, 'raw@awex.example', 'x', 'HEAD', 'OPEN', 'EN', now(), now() from "user" where id = '${id}'`]:
        'IN006',
      [`insert into user_change (id, user_id) values (gen_random_uuid(), '${id}')`]: '42501',
      [`update user_change set decision = 'APPROVED'`]: '42501',
    }
    for (const [sql, outcome] of Object.entries(outcomes))
      expect([sql, await attempt(sql)]).toEqual([sql, outcome])
    await client.end()
  })
})
