/** Streams of changes, between two processes. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { createAccessFixture, type AccessFixture } from './access/fixture.js'
import { withoutHeartbeats, type Changes, type Stream } from './event-stream.js'
import { createLiveClient, heard, idsOf, type LiveClient } from './live-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
let other: TestService
let world: AccessFixture
let client: LiveClient

beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 10_000_000 })
  world = await createAccessFixture(ancrage)
  other = await ancrage.startSecondProcess()
  client = createLiveClient(ancrage)
}, 120_000)
afterEach(() => client.closeStreams())
afterAll(async () => {
  await other.stop()
  await ancrage.stop()
})

const open: LiveClient['open'] = (...args) => client.open(...args)
const signIn: LiveClient['signIn'] = (email) => client.signIn(email)
const update: LiveClient['update'] = (id, changes) => client.update(id, changes)
const openDeal: LiveClient['openDeal'] = () => client.openDeal()

let days = 1
const nextReview = () => ({ nextReview: `2019-02-${String(days++).padStart(2, '0')}` })

describe('a stream of changes', () => {
  it('reaches a listener of another process after a move', async () => {
    const stream = await open(other.address, await signIn('officer@awex.example'))
    expect(stream.status).toBe(200)
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    const id = await openDeal()
    await heard(stream, id)
    const text = 'mutation ($input: MoveDealInput!) { moveDeal(input: $input) { id } }'
    await ancrage.run(head, text, { input: { id, version: 1, to: 'CONTACTED' } })
    const events = await stream.waitFor(3)
    expect(events[0]).toEqual({ position: expect.any(String), resync: false, rows: [] })
    expect(events[2]!.rows).toEqual([{ entity: 'Deal', id, deals: [id], own: false }])
  })

  it('sends no bytes of a change that its listener may not see', async () => {
    const listeners = await Promise.all(
      world.viewers.map(async (viewer) => ({ ...viewer, stream: await open(other.address, viewer.token) })),
    )
    const [first, ...protectedDeals] = world.planted
    const barrier = first!.deal
    /** Changes the deals, then one that all see, and returns the ids that each listener has heard of since. */
    const round = async (change: (deal: (typeof world.planted)[number]) => Promise<void>) => {
      const before = new Map(listeners.map(({ stream }) => [stream, stream.text().length]))
      for (const planted of protectedDeals) await change(planted)
      await update(barrier, nextReview())
      return Promise.all(
        listeners.map(async ({ stream, role }) => {
          // An OPERATOR sees no deal at all: the last of the tests reads the whole text.
          if (role !== 'OPERATOR') {
            const isThere = () => idsOf(eventsAfter(stream, before.get(stream)!)).includes(barrier)
            for (let count = stream.events().length; !isThere(); count += 1) await stream.waitFor(count)
          }
          return new Set(idsOf(eventsAfter(stream, before.get(stream)!)))
        }),
      )
    }
    const rounds = {
      FULL: await round(({ deal }) => update(deal, { description: `Text ${randomUUID()}` })),
      MASKED: await round(({ deal }) => update(deal, nextReview())),
    }
    for (const [level, results] of Object.entries(rounds)) {
      const wrong = listeners.flatMap(({ role, clearance, relation, access }, i) =>
        protectedDeals.flatMap((planted) => {
          const has = access(planted.level)
          const expected = has === 'FULL' || (has === 'MASKED' && level === 'MASKED')
          return results[i]!.has(planted.deal) === expected
            ? []
            : [`${role} ${clearance} ${relation} ${planted.level} ${level}: ${String(!expected)}`]
        }),
      )
      expect(wrong).toEqual([])
    }
    for (const { role, stream } of listeners)
      if (role === 'OPERATOR') expect(withoutHeartbeats(stream.text()).split('\n\n').length - 1).toBe(1)
  }, 120_000)

  it('says nothing more of a deal when it becomes SECRET', async () => {
    const outsider = await open(other.address, await signIn('head@liege-airport.example'))
    const [id, barrier] = [await openDeal(), await openDeal()]
    await heard(outsider, barrier)
    await update(id, { confidentiality: 'SECRET' })
    await update(id, { title: 'Another title', ...nextReview() })
    const before = outsider.events().length
    await update(barrier, nextReview())
    const events = await outsider.waitFor(before + 1)
    expect(idsOf(events.slice(before))).toEqual([barrier])
    const again = await open(other.address, await signIn('head@liege-airport.example'), {
      after: events[0]!.position,
    })
    expect(idsOf(again.events())).not.toContain(id)
  })

  it('has each row once, however often a transaction has changed it', async () => {
    const stream = await open(other.address, await signIn(head))
    const id = await openDeal()
    const before = (await heard(stream, id)).length
    const edit = (alias: string, version: number) =>
      `${alias}: updateDeal(input: { id: "${id}", version: ${version}, codeName: "${alias}" }) { id }`
    await ancrage.run(head, `mutation { ${edit('a', 1)} ${edit('b', 2)} ${edit('c', 3)} }`)
    const events = await stream.waitFor(before + 1)
    expect(events[before]!.rows).toEqual([{ entity: 'Deal', id, deals: [id], own: true }])
  })

  it('can be limited to some deals', async () => {
    const [id, another] = [await openDeal(), await openDeal()]
    const stream = await open(other.address, await signIn(head), { deals: [id] })
    await update(another, nextReview())
    const text = 'mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { id } }'
    const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const { planMeeting } = await ancrage.run(head, text, {
      input: { title: 'A meeting', when, deals: [id] },
    })
    const events = await heard(stream, planMeeting.id)
    expect(events.flatMap(({ rows }) => rows)).toEqual([
      { entity: 'Meeting', id: planMeeting.id, deals: [id], own: true },
    ])
  })
})

const eventsAfter = (stream: Stream, offset: number): Changes[] => {
  const earlier = stream.text().slice(0, offset).split('event: next').length - 1
  return stream.events().slice(earlier)
}

describe('after a lost connection, a stream', () => {
  const viewers = { head, outsider: 'head@liege-airport.example' }

  /** Adds an audit entry of a deal, as the writer of a transaction would, without a commit. */
  const begin = async (deal: string): Promise<Client> => {
    const writer = new Client({ connectionString: ancrage.url })
    await writer.connect()
    await writer.query('begin')
    await writer.query(
      `insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
       select gen_random_uuid(), u.id, 'moveDeal', 'Deal', $1, '{"toStage": "CONTACTED"}' from "user" u where u.email = $2`,
      [deal, head],
    )
    return writer
  }

  it('loses nothing of transactions that commit out of order', async () => {
    const [early, late, afterwards] = [await openDeal(), await openDeal(), await openDeal()]
    const token = await signIn(viewers.outsider)
    const stream = await open(other.address, token)
    const writer = await begin(early)
    await update(late, nextReview())
    const { position } = (await heard(stream, late)).at(-1)!
    stream.close()
    await writer.query('commit')
    await writer.end()
    await update(afterwards, nextReview())
    const [first] = (await open(ancrage.address, token, { after: position })).events()
    expect(first!.resync).toBe(false)
    expect(idsOf([first!]).sort()).toEqual([early, afterwards].sort())
    const [second] = (await open(other.address, token, { after: first!.position })).events()
    expect(second).toMatchObject({ resync: false, rows: [] })
  })

  it('does not wait for a transaction that runs for long', async () => {
    const [early, late] = [await openDeal(), await openDeal()]
    const stream = await open(other.address, await signIn(viewers.outsider))
    const writer = await begin(early)
    await update(late, nextReview())
    expect(idsOf(await heard(stream, late))).not.toContain(early)
    await writer.query('rollback')
    await writer.end()
  })

  it.each(['x', Buffer.alloc(300).toString('base64url')])(
    'asks to read everything again from the unknown position %s',
    async (after) => {
      const stream = await open(other.address, await signIn(head), { after })
      expect(stream.events()[0]).toMatchObject({ resync: true, rows: [] })
    },
  )

  it('does not accept the position of another user', async () => {
    const own = await open(other.address, await signIn(head))
    const { position } = own.events()[0]!
    const foreign = await open(other.address, await signIn(viewers.outsider), { after: position })
    expect(foreign.events()[0]!.resync).toBe(true)
    const again = await open(other.address, await signIn(head), { after: position })
    expect(again.events()[0]!.resync).toBe(false)
  })

  it.each(['of all deals', 'of one deal'])(
    'asks to read everything %s again after very many changes',
    async (which) => {
      const id = await openDeal()
      const stream = await open(
        other.address,
        await signIn(head),
        which === 'of one deal' ? { deals: [id] } : {},
      )
      await ancrage.owner.query(
        `with made as (
         insert into site (id, name, kind, entered_by_id, created_at, updated_at)
         select gen_random_uuid(), 'A site', 'BUILDING', u.agency_id, now(), now()
           from "user" u, generate_series(1, 201) where u.email = $1 returning id)
       insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
       select gen_random_uuid(), u.id, 'createSite', 'Site', made.id, '{}' from made, "user" u where u.email = $1`,
        [head],
      )
      expect((await stream.waitFor(2))[1]).toMatchObject({ resync: true, rows: [] })
    },
  )
})
