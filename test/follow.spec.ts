/** Deals that a user follows, what has changed since their last visit, and who else has a deal open. */
import { createAccessFixture, createUser, type AccessFixture } from './access/fixture.js'
import { levels } from './access/table.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let ancrage: TestService
let world: AccessFixture
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 10_000_000 })
  world = await createAccessFixture(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

const openDeal = async (more: object = {}): Promise<{ id: string; following: boolean }> => {
  const text = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id following } }'
  const input = { codeName: 'Teal', title: 'A title', confidentiality: 'OPEN', ...more }
  return (await ancrage.run(head, text, { input })).openDeal
}
const update = async (id: string, changes: object) => {
  const { deal } = await ancrage.run(head, `{ deal(id: "${id}") { version } }`)
  const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }'
  await ancrage.run(head, text, { input: { id, version: deal.version, ...changes } })
}
const signIn = `mutation { signIn(input: { email: "${head}", password: "ancrage-demo" }) { token } }`
const follow = 'mutation ($deal: ID!) { followDeal(input: { deal: $deal }) { following } }'
const unfollow = 'mutation ($deal: ID!) { unfollowDeal(input: { deal: $deal }) { following } }'
const changes = `query ($since: DateTime) { followedChanges(since: $since) {
  nodes { verb by { email } deal { id } } } }`

const changesOf = async (as: string, since?: string) =>
  (await ancrage.run(as, changes, { since })).followedChanges.nodes

const tokenOf = (level: string, access: string) =>
  world.viewers.find((viewer) => viewer.access(level as never) === access)!.token

describe('a deal', () => {
  it('is followed by its officer, and by others who choose to', async () => {
    const { id, following } = await openDeal()
    expect(following).toBe(true)
    expect((await ancrage.run(officer, `{ deal(id: "${id}") { following } }`)).deal.following).toBe(false)
    expect((await ancrage.run(officer, follow, { deal: id })).followDeal.following).toBe(true)
    expect((await ancrage.run(head, unfollow, { deal: id })).unfollowDeal.following).toBe(false)
    const followed = '{ deals(where: { following: { eq: true } }) { nodes { id } } }'
    expect((await ancrage.run(officer, followed)).deals.nodes).toEqual([{ id }])
    expect((await ancrage.run(head, followed)).deals.nodes).not.toContainEqual({ id })
  })

  it.each(levels)('that is %s is followed and reported as open only by viewers who see it', async (level) => {
    const planted = world.planted.find((deal) => deal.level === level)!
    const report = 'mutation ($deal: ID!) { reportPresence(input: { deal: $deal, open: true }) { id } }'
    for (const { token, access } of world.viewers)
      for (const text of [follow, report]) {
        const { data, errors } = await ancrage.send(token, text, { deal: planted.deal })
        const outcome = errors?.[0]?.extensions.code ?? (data ? 'done' : null)
        expect(outcome).toBe(access(level) === 'NONE' ? 'NOT_FOUND' : 'done')
      }
  })

  it('does not show its officer that they are it, once they see it masked', async () => {
    const { viewer } = await ancrage.run(officer, '{ viewer { id } }')
    const { id } = await openDeal({ confidentiality: 'RESTRICTED', officer: viewer.id })
    const read = async () => (await ancrage.run(officer, `{ deal(id: "${id}") { masked following } }`)).deal
    expect(await read()).toEqual({ masked: false, following: true })
    const setClearance = (clearance: string) =>
      ancrage.owner.query('update "user" set clearance = $1 where id = $2', [clearance, viewer.id])
    await setClearance('OPEN')
    expect(await read()).toEqual({ masked: true, following: false })
    await setClearance('RESTRICTED')
  })

  it('is no longer followed by a user who may not see it any more', async () => {
    const outsider = 'head@liege-airport.example'
    const { id } = await openDeal()
    await ancrage.run(outsider, follow, { deal: id })
    await update(id, { confidentiality: 'SECRET' })
    await update(id, { sector: '52' })
    expect(
      (await changesOf(outsider, '2018-01-01T00:00:00Z')).map((entry: any) => entry.deal?.id),
    ).not.toContain(id)
  })
})

describe('what has changed', () => {
  it('is what others did in followed deals since the visit before', async () => {
    const { id } = await openDeal()
    const visit = 'mutation ($seen: Boolean!) { recordVisit(input: { seen: $seen }) { previousVisitAt } }'
    await ancrage.run(officer, follow, { deal: id })
    await ancrage.run(officer, visit, { seen: true })
    expect(await changesOf(officer)).toEqual([])
    await update(id, { sector: '52' })
    const change = { verb: 'updateDeal', by: { email: head }, deal: { id } }
    expect(await changesOf(officer)).toEqual([change])
    await ancrage.run(officer, visit, { seen: false })
    expect(await changesOf(officer)).toEqual([change])
    // Half an hour later
    await ancrage.owner.query(
      `update user_visit set last_at = last_at - interval '31 minutes' where user_id = (select id from "user" where email = $1)`,
      [officer],
    )
    await ancrage.run(officer, visit, { seen: false })
    expect(await changesOf(officer)).toContainEqual(change)
    await ancrage.run(officer, visit, { seen: true })
    expect(await changesOf(officer)).toEqual([])
  })

  it('is empty for a user before their first visit, and has no change of their own', async () => {
    expect(await changesOf('analyst@awex.example')).toEqual([])
    const { id } = await openDeal()
    expect((await changesOf(head, '2018-01-01T00:00:00Z')).map((entry: any) => entry.deal?.id)).not.toContain(
      id,
    )
  })

  it('shows only what the viewer sees in full', async () => {
    const planted = world.planted.find(({ level }) => level === 'INTERNAL')!
    const full = tokenOf('INTERNAL', 'FULL')
    const masked = tokenOf('INTERNAL', 'MASKED')
    for (const token of [full, masked]) await ancrage.send(token, follow, { deal: planted.deal })
    await update(planted.deal, { sector: '53' })
    const seen = async (token: string) =>
      (await ancrage.send(token, changes, { since: '2018-01-01T00:00:00Z' })).data.followedChanges.nodes
    expect((await seen(full)).map(({ deal }: any) => deal.id)).toContain(planted.deal)
    expect((await seen(masked)).map(({ deal }: any) => deal?.id)).not.toContain(planted.deal)
  })
})

const nameOf = async (email: string) =>
  (await ancrage.run(email, '{ viewer { name } }')).viewer.name as string

describe('presence', () => {
  const report = `mutation ($deal: ID!, $open: Boolean!) {
    reportPresence(input: { deal: $deal, open: $open }) { presentNames } }`
  const presentFor = async (token: string, deal: string) =>
    (await ancrage.send(token, `{ deal(id: "${deal}") { presentNames } }`)).data.deal?.presentNames

  it.each(levels)('at a deal that is %s shows to those who see it in full', async (level) => {
    const planted = world.planted.find((deal) => deal.level === level)!
    await ancrage.run(head, report, { deal: planted.deal, open: true })
    for (const { token, access } of world.viewers) {
      const present = await presentFor(token, planted.deal)
      const expected = { FULL: true, MASKED: false, NONE: undefined }[access(level)]
      expect(present?.includes('Head of Awex')).toBe(expected)
    }
  })

  it('ends when the user or their agency is not active any more', async () => {
    const { id } = await openDeal()
    const { token } = (await ancrage.run(null, signIn)).signIn
    for (const table of ['"user"', 'agency']) {
      const agency = 'logistics-in-wallonia'
      const user = await createUser(ancrage, { agency, role: 'HEAD', clearance: 'SECRET' })
      await ancrage.send(user.token, report, { deal: id, open: true })
      expect(await presentFor(token, id)).toHaveLength(1)
      const where = table === 'agency' ? [agency, 'code'] : [user.id, 'id::text']
      const setActive = `update ${table} set active = $1 where ${where[1]} = $2`
      await ancrage.owner.query(setActive, [false, where[0]])
      expect(await presentFor(token, id)).toEqual([])
      if (table === 'agency') await ancrage.owner.query(setActive, [true, where[0]])
    }
  })

  it('ends when the user leaves, after a minute, and when they may no longer see the deal', async () => {
    const outsider = 'head@liege-airport.example'
    const { id } = await openDeal()
    const present = async () =>
      (await ancrage.run(head, report, { deal: id, open: true })).reportPresence.presentNames
    await ancrage.run(outsider, report, { deal: id, open: true })
    expect(await present()).toEqual([await nameOf(outsider)])
    await ancrage.owner.query(`update deal_presence set seen_at = seen_at - interval '61 seconds'`)
    expect(await present()).toEqual([])
    await ancrage.run(outsider, report, { deal: id, open: true })
    await ancrage.run(outsider, report, { deal: id, open: false })
    expect(await present()).toEqual([])
    await ancrage.run(outsider, report, { deal: id, open: true })
    await update(id, { confidentiality: 'SECRET' })
    expect(await present()).toEqual([])
  })
})
