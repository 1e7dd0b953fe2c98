/** The read log of RESTRICTED and SECRET deals: who, when, by which way; for the HEAD of the lead agency. */
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import { createExportClient } from './exports.js'
import { createUser } from './access/fixture.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const open = (confidentiality: string, more: object = {}) =>
  dealClient(ancrage).open({ confidentiality, ...more })
const logQuery =
  'query ($id: ID!) { deal(id: $id) { readLog { nodes { user { email } way hour firstAt masked } } } }'
const logOf = async (email: string, id: string) =>
  ((await ancrage.run(email, logQuery, { id })).deal?.readLog.nodes ?? null) as
    { user: { email: string }; way: string; hour: string; firstAt: string; masked: boolean }[] | null
const readsBy = async (email: string, id: string) =>
  (await logOf(head, id))!
    .filter(({ user }) => user.email === email)
    .map(({ way, masked }) => `${way}${masked ? ' masked' : ''}`)
const referenceOf = async (id: string) =>
  (await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { reference } }', { id })).deal
    .reference as string

/** Gives a deal a task, a claim, a meeting and an agreement. */
async function addRows(deal: string): Promise<void> {
  const write = (verb: string, input: object) =>
    ancrage.run(
      head,
      `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id } }`,
      { input },
    )
  const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
  const parties = [{ agency: 'awex' }, { name: 'A party' }]
  const source = { kind: 'PRESS' }
  await write('addTask', { title: 'To do', dueOn: '2018-03-01', deal })
  await write('recordClaim', { deal, statement: 'They come', statedOn: '2018-03-01', source })
  await write('planMeeting', { title: 'Numbat', when, deals: [deal] })
  const terms = { title: 'Terms', kind: 'MOU', standing: 'DISCUSSED', parties }
  await write('recordAgreement', { ...terms, deals: [deal] })
}

describe('the read log of a deal', () => {
  it.each([
    ['by its id', 'query ($id: ID!) { deal(id: $id) { codeName } }'],
    ['in a list', 'query ($id: ID!) { deals(where: { id: { eq: $id } }) { nodes { id } } }'],
    [
      'by an edge of a list',
      'query ($id: ID!) { deals(where: { id: { eq: $id } }) { edges { node { title } } } }',
    ],
    [
      'behind another row',
      'query ($id: ID!) { tasks(where: { deal: { id: { eq: $id } } }) { nodes { deal { title } } } }',
    ],
    ['by its task', 'query ($id: ID!) { tasks(where: { deal: { id: { eq: $id } } }) { nodes { title } } }'],
    [
      'by its claim',
      'query ($id: ID!) { claims(where: { deal: { id: { eq: $id } } }) { nodes { statement } } }',
    ],
    [
      'by its meeting',
      'query ($id: ID!) { meetings(where: { deals: { some: { id: { eq: $id } } } }) { nodes { title } } }',
    ],
    [
      'by its agreement',
      'query ($id: ID!) { agreements(where: { deals: { some: { id: { eq: $id } } } }) { nodes { title } } }',
    ],
    ['by a search', '{ search(text: "Numbat") { kind title } }'],
  ])('has one entry an hour for a deal that is read %s', async (_, query) => {
    const id = await open('RESTRICTED')
    await addRows(id)
    for (let i = 0; i < 3; i++) await ancrage.run(officer, query, { id })
    expect(await readsBy(officer, id)).toEqual(['GRAPHQL'])
  })

  it('has one entry an hour over all processes, and another in the next hour', async () => {
    const id = await open('RESTRICTED')
    const query = `{ deal(id: "${id}") { title } }`
    const { token } = (
      await ancrage.run(
        null,
        `mutation { signIn(input: { email: "${officer}", password: "ancrage-demo" }) { token } }`,
      )
    ).signIn
    // a process remembers what it has recorded in this hour, another one does not
    const [second, third] = [await ancrage.startSecondProcess(), await ancrage.startSecondProcess()]
    await ancrage.send(token, query)
    await second.send(token, query)
    expect(await readsBy(officer, id)).toEqual(['GRAPHQL'])
    await ancrage.owner.query(
      `update deal_read set hour = hour - interval '1 hour'
        where deal_id = $1 and user_id = (select id from "user" where email = $2)`,
      [id, officer],
    )
    await third.send(token, query)
    expect(await readsBy(officer, id)).toEqual(['GRAPHQL', 'GRAPHQL'])
    await Promise.all([second.stop(), third.stop()])
  })

  it('has the hour and the instant', async () => {
    const before = Date.now() - 1000
    const id = await open('SECRET')
    await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { title } }', { id })
    const [read] = (await logOf(head, id))!
    expect(read).toMatchObject({ user: { email: head }, way: 'GRAPHQL', masked: false })
    expect(Date.parse(read!.firstAt)).toBeGreaterThan(before)
    expect(read!.hour.slice(0, 13)).toBe(read!.firstAt.slice(0, 13))
  })

  it('says who saw the deal masked', async () => {
    const id = await open('RESTRICTED')
    const viewer = await createUser(ancrage, {
      agency: 'liege-airport',
      role: 'HEAD',
      clearance: 'RESTRICTED',
    })
    const { data } = await ancrage.send(viewer.token, 'query ($id: ID!) { deal(id: $id) { masked } }', { id })
    expect(data.deal).toEqual({ masked: true })
    expect(await readsBy(`${viewer.id}@matrix.example`, id)).toEqual(['GRAPHQL masked'])
  })

  it.each([
    ['itself', 'query ($id: ID!) { deal(id: $id) { title } }'],
    [
      'by its transitions',
      'query ($id: ID!) { deals(where: { id: { eq: $id } }) { nodes { transitions { nodes { id } } } } }',
    ],
    [
      'by its job projections',
      'query ($id: ID!) { jobProjections(where: { deal: { id: { eq: $id } } }) { nodes { low } } }',
    ],
    [
      'itself and by its job projections at once',
      'query ($id: ID!) { deal(id: $id) { id } jobProjections(where: { deal: { id: { eq: $id } } }) { nodes { low } } }',
    ],
  ])('has a read in full after a masked one in the same hour: %s', async (_, query) => {
    const id = await open('RESTRICTED')
    await dealClient(ancrage).project(id, { low: 30 })
    const viewer = await createUser(ancrage, {
      agency: 'liege-airport',
      role: 'HEAD',
      clearance: 'RESTRICTED',
    })
    const read = () => ancrage.send(viewer.token, query, { id })
    const reads = async () => (await readsBy(`${viewer.id}@matrix.example`, id)).sort()
    await read()
    await read()
    expect(await reads()).toEqual(['GRAPHQL masked'])
    await dealClient(ancrage).join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    await read()
    await read()
    expect(await reads()).toEqual(['GRAPHQL', 'GRAPHQL masked'])
    await dealClient(ancrage).leave(id, 'liege-airport', '2018-02-02')
    await read()
    expect(await reads()).toEqual(['GRAPHQL', 'GRAPHQL masked'])
  })

  it.each(['OPEN', 'INTERNAL'])('has no entries of an %s deal', async (confidentiality) => {
    const id = await open(confidentiality)
    await ancrage.run(officer, 'query ($id: ID!) { deal(id: $id) { title } }', { id })
    expect(await logOf(head, id)).toEqual([])
  })

  it('has no entry of a deal that was hidden or only counted', async () => {
    const id = await open('SECRET')
    await ancrage.run(officer, 'query ($id: ID!) { deal(id: $id) { title } }', { id })
    const restricted = await open('RESTRICTED')
    await ancrage.run(officer, '{ deals { totalCount } }')
    await ancrage.run(officer, 'query ($id: ID!) { deals(where: { id: { eq: $id } }) { totalCount } }', {
      id: restricted,
    })
    expect(await readsBy(officer, id)).toEqual([])
    expect(await readsBy(officer, restricted)).toEqual([])
  })

  it('has only the deals of the page that was read', async () => {
    const ids = [await open('RESTRICTED'), await open('RESTRICTED'), await open('RESTRICTED')]
    await ancrage.run(
      officer,
      'query ($ids: [ID!]!) { deals(where: { id: { in: $ids } }, orderBy: [{ reference: ASC }], first: 1) { totalCount nodes { id } } }',
      { ids },
    )
    const reads = await Promise.all(ids.map((id) => readsBy(officer, id)))
    expect(reads).toEqual([['GRAPHQL'], [], []])
  })

  it('is for a HEAD of the lead agency only', async () => {
    const id = await open('RESTRICTED')
    await dealClient(ancrage).join(id, 'liege-airport', 'SUPPORT', '2018-02-01')
    await ancrage.run(officer, 'query ($id: ID!) { deal(id: $id) { title } }', { id })
    expect(await logOf(head, id)).not.toEqual([])
    expect(await logOf(officer, id)).toEqual([])
    for (const [agency, role] of [
      ['awex', 'OFFICER'],
      ['awex', 'CABINET'],
      ['awex', 'ANALYST'],
      ['awex', 'ADMIN'],
      ['liege-airport', 'HEAD'],
    ] as const) {
      const { token } = await createUser(ancrage, { agency, role, clearance: 'SECRET' })
      const { data } = await ancrage.send(token, logQuery, { id })
      expect([agency, role, data.deal.readLog.nodes]).toEqual([agency, role, []])
    }
    // a HEAD who is not on the need-to-know list
    const secret = await open('SECRET')
    await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { title } }', { id: secret })
    const { token } = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
    const { data } = await ancrage.send(token, logQuery, { id: secret })
    expect(data.deal.readLog.nodes).toEqual([])
  })

  it('has exports, of the deal itself and of its rows', async () => {
    const [byList, byClaim] = [await open('RESTRICTED'), await open('SECRET')]
    await ancrage.run(
      head,
      'mutation ($id: ID!) { recordClaim(input: { deal: $id, statement: "x", statedOn: "2018-03-01", source: { kind: PRESS } }) { id } }',
      { id: byClaim },
    )
    const exports = createExportClient(ancrage)
    for (const [list, where] of [
      ['deals', { id: { eq: byList } }],
      ['claims', { deal: { id: { eq: byClaim } } }],
    ] as const)
      await exports.fetch(head, `exports/${list}.csv?where=${encodeURIComponent(JSON.stringify(where))}`)
    expect(await readsBy(head, byList)).toContain('EXPORT')
    expect(await readsBy(head, byClaim)).toContain('EXPORT')
  })

  it('has the deals that the answers of one and of several mutations show', async () => {
    const prospect = async () =>
      (await ancrage.run(head, 'mutation { createProspect(input: { name: "Numbat" }) { id } }'))
        .createProspect as { id: string }
    const task = (deal: string) =>
      `addTask(input: { deal: "${deal}", title: "x", dueOn: "2018-03-01" }) { deal { prospect { deals { nodes { title } } } } }`
    for (const operation of [
      (deal: string) => `mutation { ${task(deal)} }`,
      (deal: string) => `mutation { a: ${task(deal)} b: ${task(deal)} }`,
    ]) {
      const ofOne = { prospect: (await prospect()).id }
      const changed = await open('RESTRICTED', ofOne)
      const shown = await open('RESTRICTED', ofOne)
      const hidden = await open('SECRET', ofOne)
      await ancrage.run(officer, operation(changed))
      const reads = await Promise.all([changed, shown, hidden].map((id) => readsBy(officer, id)))
      expect(reads).toEqual([['GRAPHQL'], ['GRAPHQL'], []])
    }
  })

  it('has the deals that the answer of a sign-in shows', async () => {
    const { viewer } = await ancrage.run(officer, '{ viewer { id } }')
    const id = await open('RESTRICTED', { officer: viewer.id })
    await ancrage.send(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { officerOf { nodes { title } } } } }',
      { input: { email: officer, password: 'ancrage-demo' } },
    )
    expect(await readsBy(officer, id)).toEqual(['GRAPHQL'])
  })

  it('has calendar feeds', async () => {
    const id = await open('RESTRICTED')
    const day = new Date().toISOString().slice(0, 10)
    await ancrage.run(head, 'mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { id } }', {
      input: { title: 'x', when: { from: day, to: day, precision: 'DAY' }, deals: [id] },
    })
    const { createCalendarFeed } = await ancrage.run(
      officer,
      'mutation { createCalendarFeed(input: { name: "x" }) { address } }',
    )
    await fetch(`${ancrage.address}${createCalendarFeed.address}`)
    expect(await readsBy(officer, id)).toEqual(['CALENDAR'])
  })

  it('has documents', async () => {
    const id = await dealClient(ancrage).open({ confidentiality: 'RESTRICTED', openedOn: '2012-05-08' })
    await createExportClient(ancrage).fetch(head, 'summaries/awex/2012-W19.html')
    expect([await referenceOf(id), await readsBy(head, id)]).toEqual([
      expect.any(String),
      expect.arrayContaining(['DOCUMENT']),
    ])
  })
})
