/** The need-to-know list of a deal, and the HEADs that must stay on it. */
import { Client, type DatabaseError } from 'pg'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'
const operator = 'operator@ancrage.example'
const letKnow =
  'mutation ($input: LetKnowInput!) { letKnow(input: $input) { needToKnow { user { email } } } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const idOf = async (email: string) =>
  (
    await ancrage.run(
      head,
      'query ($email: String!) { users(where: { email: { eq: $email } }) { nodes { id } } }',
      { email },
    )
  ).users.nodes[0].id as string

const aSecretDeal = async () =>
  (
    await ancrage.run(
      head,
      'mutation { openDeal(input: { codeName: "Lotus", title: "A centre", confidentiality: SECRET }) { id version } }',
    )
  ).openDeal as { id: string; version: number }

const anotherHead = (email: string, agency = 'awex') =>
  ancrage.addUser({ email, agency, role: 'HEAD', clearance: 'SECRET' })

describe('the need-to-know list of a SECRET deal', () => {
  it('keeps its last HEAD, even if an OFFICER is on it', async () => {
    const { id: deal } = await aSecretDeal()
    await ancrage.run(head, letKnow, { input: { deal, user: await idOf('officer@awex.example') } })
    const { errors } = await ancrage.request(head, letKnow, {
      input: { deal, user: await idOf(head), known: false },
    })
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.user', code: 'LAST_WHO_KNOWS' }] } },
    ])
    await expect(ancrage.run(head, `{ deal(id: "${deal}") { masked } }`)).resolves.toEqual({
      deal: { masked: false },
    })
  })

  it('keeps its last HEAD of the lead, even if a HEAD of a supporting agency is on it, who may not change it', async () => {
    const { id: deal } = await aSecretDeal()
    const airport = 'list-head@liege-airport.example'
    const user = await anotherHead(airport, 'liege-airport')
    const join = 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }'
    await ancrage.run(head, join, { input: { deal, agency: 'liege-airport', role: 'SUPPORT' } })
    await ancrage.run(head, letKnow, { input: { deal, user } })
    const own = { deal, user: await idOf(head), known: false }
    expect((await ancrage.request(airport, letKnow, { input: own })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
    expect((await ancrage.request(head, letKnow, { input: own })).errors).toMatchObject([
      { extensions: { fields: [{ path: 'input.user', code: 'LAST_WHO_KNOWS' }] } },
    ])
    await ancrage.run(head, letKnow, { input: { deal, user, known: false } })
  })

  it('is in the trail of the edit that makes the deal SECRET, and of the opening', async () => {
    const opened = await aSecretDeal()
    const { openDeal } = await ancrage.run(
      head,
      'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id version } }',
      { input: { codeName: 'Iris', title: 'A centre', officer: await idOf('officer@awex.example') } },
    )
    const { updateDeal } = await ancrage.run(
      head,
      'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }',
      { input: { ...openDeal, confidentiality: 'SECRET' } },
    )
    const changesOf = async (id: string) =>
      (
        await ancrage.run(
          head,
          'query ($id: ID!) { history(subject: $id, orderBy: [{ at: DESC }], first: 1) { nodes { before after } } }',
          { id },
        )
      ).history.nodes[0]
    const [own, other] = [await idOf(head), await idOf('officer@awex.example')]
    expect((await changesOf(opened.id)).after.needToKnow).toEqual([own])
    expect(await changesOf(updateDeal.id)).toEqual({
      before: { confidentiality: 'INTERNAL', needToKnow: [] },
      after: { confidentiality: 'SECRET', needToKnow: [own, other] },
    })
  })

  it('can lose a HEAD while another HEAD of the agency is on it', async () => {
    const { id: deal } = await aSecretDeal()
    await ancrage.run(head, letKnow, { input: { deal, user: await anotherHead('second@awex.example') } })
    await ancrage.run(head, letKnow, { input: { deal, user: await idOf(head), known: false } })
    await expect(ancrage.run(head, `{ deal(id: "${deal}") { masked } }`)).resolves.toEqual({
      deal: { masked: true },
    })
  })

  it('keeps the agency of its last HEAD in the team', async () => {
    const { id: deal, version } = await aSecretDeal()
    const input = { deal, version, to: 'cabinet-michel', reason: 'It is theirs', leaves: true }
    const offer = 'mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { id } }'
    const { errors } = await ancrage.request(head, offer, { input })
    expect(errors).toMatchObject([
      { extensions: { fields: [{ path: 'input.to', code: 'NO_HEAD_TO_ACCEPT' }] } },
    ])
    await ancrage.run(head, letKnow, { input: { deal, user: await idOf('head@michel.example') } })
    await ancrage.run(head, offer, { input })
  })
})

describe('the last HEAD on the list of a SECRET deal', () => {
  const update = (id: string, changes: object) =>
    ancrage
      .run(admin, 'query ($id: ID) { users(where: { id: { eq: $id } }) { nodes { version } } }', { id })
      .then(({ users }) =>
        ancrage.request(
          admin,
          'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { role active } }',
          {
            input: { id, version: users.nodes[0].version, ...changes },
          },
        ),
      )

  it.each([
    ['input.role', { role: 'OFFICER' }],
    ['input.active', { active: false }],
  ])('keeps role and account until another HEAD is added: %s', async (path, changes) => {
    const email = `last-${path}@awex.example`
    const id = await anotherHead(email)
    const opened = await ancrage.run(
      email,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    expect((await update(id, changes)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', fields: [{ path, code: 'LAST_HEAD_WHO_KNOWS' }] } },
    ])
    expect((await update(id, { name: 'Renamed', clearance: 'OPEN' })).errors).toBeUndefined()
    await ancrage.run(email, letKnow, { input: { deal: opened.openDeal.id, user: await idOf(head) } })
    expect((await update(id, changes)).data).toEqual({
      updateUser: { role: 'HEAD', active: true, ...changes },
    })
  })

  it('keeps their agency active until the deal is handed over', async () => {
    const input = { code: 'cluster-of-secrets', name: 'A cluster', kind: 'CLUSTER' }
    const create = 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { id version } }'
    const { createAgency } = await ancrage.run(operator, create, { input })
    const last = 'last@cluster.example'
    await anotherHead(last, input.code)
    const { openDeal } = await ancrage.run(
      last,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id version } }',
    )
    const deactivate = () =>
      ancrage.request(
        operator,
        'mutation ($input: UpdateAgencyInput!) { updateAgency(input: $input) { active } }',
        {
          input: { ...createAgency, active: false },
        },
      )
    expect((await deactivate()).errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: [{ path: 'input.active', code: 'LAST_HEADS_WHO_KNOW' }],
        },
      },
    ])
    await ancrage.run(last, letKnow, { input: { deal: openDeal.id, user: await idOf(head) } })
    const offer =
      'mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { handoverOffers { nodes { id } } } }'
    const handover = { deal: openDeal.id, version: openDeal.version, to: 'awex', reason: 'It is theirs' }
    const { handOverDeal } = await ancrage.run(last, offer, { input: handover })
    expect((await deactivate()).errors).toBeDefined()
    const accept = 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }'
    await ancrage.run(head, accept, { input: { offer: handOverDeal.handoverOffers.nodes[0].id } })
    expect((await deactivate()).data).toEqual({ updateAgency: { active: false } })
    const { deal } = await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { title } }', {
      id: openDeal.id,
    })
    expect(deal).toEqual({ title: 'A plant' })
  })

  it('can be deactivated when the deal is no longer SECRET, as can a HEAD on no list', async () => {
    const id = await anotherHead('free@awex.example')
    const { openDeal } = await ancrage.run(
      'free@awex.example',
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id version } }',
    )
    await ancrage.run(
      'free@awex.example',
      'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }',
      {
        input: { ...openDeal, confidentiality: 'RESTRICTED' },
      },
    )
    expect((await update(id, { active: false })).errors).toBeUndefined()
    expect(
      (await update(await anotherHead('other@awex.example'), { role: 'CABINET' })).errors,
    ).toBeUndefined()
  })

  it('remains when two HEADs are deactivated concurrently', async () => {
    const [one, two] = [await anotherHead('one@awex.example'), await anotherHead('two@awex.example')]
    const { openDeal } = await ancrage.run(
      'one@awex.example',
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    await ancrage.run('one@awex.example', letKnow, { input: { deal: openDeal.id, user: two } })
    const answers = await Promise.all([one, two].map((id) => update(id, { active: false })))
    expect(answers.filter(({ errors }) => errors)).toHaveLength(1)
  })
})

/** What takes a HEAD off a list. `$1` is the deal, `$2` the HEAD. */
const departures = {
  removal: 'delete from need_to_know where deal_id = $1 and user_id = $2',
  deactivation: `update "user" set active = false from deal d where "user".id = $2 and d.id = $1`,
  'another role': `update "user" set role = 'OFFICER' from deal d where "user".id = $2 and d.id = $1`,
  'another agency': `update "user" set agency_id = a.id from deal d, agency a
                      where "user".id = $2 and d.id = $1 and a.code = 'liege-airport'`,
}
const pairs = Object.keys(departures).flatMap((one) => Object.keys(departures).map((two) => [one, two]))

describe('the last two HEADs on a list, by two transactions at once', () => {
  const clients: Client[] = []
  beforeAll(async () => {
    for (let n = 0; n < 2; n++) {
      const client = new Client({ connectionString: ancrage.url })
      await client.connect()
      clients.push(client)
    }
  })
  afterAll(() => Promise.all(clients.map((client) => client.end())))
  let count = 0

  it.each(pairs)('do not both leave it: %s and %s', async (first, second) => {
    const emails = [`race${++count}@awex.example`, `race${++count}@awex.example`]
    const users = [await anotherHead(emails[0]!), await anotherHead(emails[1]!)]
    const { openDeal } = await ancrage.run(
      emails[0]!,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    await ancrage.run(emails[0]!, letKnow, { input: { deal: openDeal.id, user: users[1] } })
    const [one, two] = clients as [Client, Client]
    const sqlOf = (name: string) => departures[name as keyof typeof departures]
    await one.query('begin')
    await one.query(sqlOf(first), [openDeal.id, users[0]])
    let isSettled = false
    const other = two.query(sqlOf(second), [openDeal.id, users[1]]).then(
      () => 'done',
      ({ hint }: DatabaseError & { hint?: string }) => hint ?? 'unknown',
    )
    void other.then(() => (isSettled = true))
    const { rows: backend } = await one.query<{ pid: number }>('select pg_backend_pid() as pid')
    const isWaiting = async () =>
      (
        await ancrage.owner.query('select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [
          backend[0]!.pid,
        ])
      ).rows.length > 0
    while (!isSettled && !(await isWaiting())) await new Promise((done) => setImmediate(done))
    await one.query('commit')
    expect(await other).toMatch(/^LAST_(HEAD_)?WHO_KNOWS$/)
  })
})

describe('a HEAD of the lead who sees a deal masked', () => {
  it('is referred to addToNeedToKnow, and a user of another agency to the lead agency', async () => {
    await anotherHead('third@awex.example')
    const { id, version } = await aSecretDeal()
    const edit = (email: string, deal: string) =>
      ancrage.request(email, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
        input: { id: deal, version, title: 'Another' },
      })
    expect((await edit('third@awex.example', id)).errors).toMatchObject([
      {
        message: expect.stringContaining('add you (addToNeedToKnow)') as string,
        extensions: { code: 'FORBIDDEN' },
      },
    ])
    const open = await ancrage.run(
      head,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: INTERNAL }) { id } }',
    )
    expect((await edit('officer@liege-airport.example', open.openDeal.id as string)).errors).toMatchObject([
      {
        message: expect.stringContaining('organisme pilote') as string,
        extensions: { code: 'FORBIDDEN' },
      },
    ])
  })
})
