/** What claims can change of a user: a new one, and with OIDC_SYNC=always one who exists. */
import { claimableRoles } from '../src/config/settings.js'
import { roles } from '../src/core/scope.js'
import { startWithProvider, type OpenIdTestService } from './openid-service.js'

const viewer = '{ viewer { role clearance agency { code } } }'
const everyRole = [...new Set([...roles, 'OPERATOR', 'ROOT', 'head'])]

let service: OpenIdTestService
beforeAll(async () => {
  service = await startWithProvider({ OIDC_SYNC: 'always' })
})
afterAll(() => service.stop())

let count = 0
const newPerson = (more: object) => {
  count += 1
  return {
    ...{ sub: `sub-${count}`, email: `person-${count}@awex.example`, email_verified: true, agency: 'awex' },
    ...more,
  }
}
const setUser = (email: string, columns: { role?: string; clearance?: string }) =>
  service.ancrage.owner.query(
    'update "user" set role = coalesce($2, role), clearance = coalesce($3, clearance) where email = $1',
    [email, columns.role, columns.clearance],
  )
const userAt = async (person: Parameters<OpenIdTestService['signIn']>[0]) =>
  (await (await service.signIn(person)).send(viewer)).data?.viewer

describe('the roles that claims can give', () => {
  it('are the same list in TypeScript and in SQL', async () => {
    const { rows } = await service.ancrage.owner.query<{ role: string }>(
      'select role from unnest($1::text[]) as role where is_claimable_role(role)',
      [everyRole],
    )
    expect(rows.map(({ role }) => role).sort()).toEqual([...claimableRoles].sort())
  })

  it.each(everyRole)('of a new user: %s', async (role) => {
    const expected = (claimableRoles as readonly string[]).includes(role)
      ? { role, clearance: 'OPEN', agency: { code: 'awex' } }
      : undefined
    expect(await userAt(newPerson({ role }))).toEqual(expected)
  })

  const changes = roles.flatMap((from) => everyRole.map((to) => [from, to] as const))
  it.each(changes)('of a user with the role %s: %s', async (from, to) => {
    const person = newPerson({ role: 'OFFICER' })
    await service.signIn(person)
    await setUser(person.email, { role: from, clearance: 'RESTRICTED' })
    const isLowered =
      (claimableRoles as readonly string[]).includes(from) && ['OFFICER', 'CABINET', 'ANALYST'].includes(to)
    expect(await userAt({ ...person, role: to })).toEqual({
      role: isLowered ? to : from,
      clearance: 'RESTRICTED',
      agency: { code: 'awex' },
    })
  })
})

describe('the agency of the claims', () => {
  it('moves the user, whose clearance falls to OPEN', async () => {
    const person = newPerson({ role: 'OFFICER' })
    await service.signIn(person)
    await setUser(person.email, { clearance: 'SECRET' })
    expect(await userAt({ ...person, agency: 'liege-airport' })).toEqual({
      role: 'OFFICER',
      clearance: 'OPEN',
      agency: { code: 'liege-airport' },
    })
    const { rows } = await service.ancrage.owner.query(
      `select before, after from audit_entry where verb = 'syncWithClaims' order by at desc limit 1`,
    )
    expect(rows).toEqual([
      {
        before: { agency: 'awex', role: 'OFFICER', clearance: 'SECRET' },
        after: {
          ...{ agency: 'liege-airport', role: 'OFFICER', clearance: 'OPEN' },
          provider: service.provider.issuer,
        },
      },
    ])
  })

  it.each([
    ['nowhere', 'HEAD', 'HEAD', 'awex'],
    [undefined, 'OFFICER', 'OFFICER', 'awex'],
    ['liege-airport', 'HEAD', 'HEAD', 'liege-airport'],
    ['liege-airport', undefined, 'OFFICER', 'liege-airport'],
  ])('%s with the role %s makes a HEAD a %s of %s', async (agency, role, newRole, code) => {
    const person = newPerson({ role: 'HEAD' })
    await service.signIn(person)
    expect(await userAt({ ...person, agency, role })).toMatchObject({ role: newRole, agency: { code } })
  })

  it('makes no user of an agency that is not active, and moves none there', async () => {
    const known = newPerson({ role: 'OFFICER' })
    await service.signIn(known)
    const { owner } = service.ancrage
    const setActive = `update agency set active = $1 where code = 'logistics-in-wallonia'`
    await owner.query(setActive, [false])
    const agency = 'logistics-in-wallonia'
    expect((await service.signIn(newPerson({ role: 'OFFICER', agency }))).status).toBe(401)
    expect(await userAt({ ...known, agency })).toMatchObject({ agency: { code: 'awex' } })
    await owner.query(setActive, [true])
  })

  it('does not move an ADMIN', async () => {
    const person = newPerson({ role: 'OFFICER' })
    await service.signIn(person)
    await setUser(person.email, { role: 'ADMIN' })
    expect(await userAt({ ...person, agency: 'liege-airport' })).toMatchObject({
      role: 'ADMIN',
      agency: { code: 'awex' },
    })
  })
})

describe('the need-to-know list of a SECRET deal', () => {
  const head = 'head@awex.example'
  const aSecretDeal = async (codeName: string): Promise<{ id: string; reference: string }> =>
    (
      await service.ancrage.run(
        head,
        'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id reference } }',
        { input: { codeName, title: 'A title', confidentiality: 'SECRET' } },
      )
    ).openDeal
  const userId = async (email: string) =>
    (await service.ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0]
      .id as string
  const add = async (deal: string, email: string) =>
    service.ancrage.run(
      head,
      'mutation ($input: AddToNeedToKnowInput!) { addToNeedToKnow(input: $input) { id } }',
      { input: { deal, user: await userId(email) } },
    )

  it('is reviewed by the HEAD on it when the claims move a member to another agency', async () => {
    const person = newPerson({ role: 'OFFICER', name: 'Ann Peeters' })
    await service.signIn(person)
    const deal = await aSecretDeal('Lotus')
    await add(deal.id, person.email)
    await service.signIn({ ...person, agency: 'liege-airport' })
    const { tasks } = await service.ancrage.run(
      head,
      '{ tasks { nodes { title assignee { email } deal { id } enteredBy { code } } } }',
    )
    expect(tasks.nodes).toEqual([
      {
        title: expect.stringMatching(
          new RegExp(`${deal.reference}.*Ann Peeters.*awex.*liege-airport`),
        ) as string,
        assignee: { email: head },
        deal: { id: deal.id },
        enteredBy: { code: 'awex' },
      },
    ])
    await service.signIn({ ...person, agency: 'liege-airport' })
    expect((await service.ancrage.run(head, '{ tasks { totalCount } }')).tasks.totalCount).toBe(1)
  })

  it('keeps its last HEAD, whatever the claims state, and they can sign in', async () => {
    const person = { sub: 'the-head', email: head, email_verified: true, agency: 'awex' }
    await aSecretDeal('Iris')
    expect(await userAt({ ...person, role: 'OFFICER' })).toMatchObject({ role: 'HEAD' })
    expect(await userAt({ ...person, agency: 'liege-airport', role: 'HEAD' })).toMatchObject({
      role: 'HEAD',
      agency: { code: 'awex' },
    })
    const { rows } = await service.ancrage.owner.query(
      `select after -> 'withheld' as withheld from audit_entry where verb = 'syncWithClaims' order by at desc limit 1`,
    )
    expect(rows).toEqual([{ withheld: { agency: 'liege-airport', role: 'HEAD' } }])
  })
})

describe('OIDC_SYNC=first', () => {
  it('leaves a user as they are after the first sign-in', async () => {
    const first = await startWithProvider({ OIDC_SYNC: 'first' })
    const person = newPerson({ role: 'HEAD' })
    await first.signIn(person)
    const again = await first.signIn({ ...person, role: 'OFFICER', agency: 'liege-airport' })
    expect((await again.send(viewer)).data.viewer).toMatchObject({ role: 'HEAD', agency: { code: 'awex' } })
    await first.stop()
  })
})
