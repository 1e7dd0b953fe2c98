/** The need-to-know list of a deal, and the HEADs that must stay on it. */
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'
const operator = 'operator@awex.example'
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

  it('keeps their agency active until a HEAD of another agency is added', async () => {
    const input = { code: 'cluster-of-secrets', name: 'A cluster', kind: 'CLUSTER' }
    const create = 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { id version } }'
    const { createAgency } = await ancrage.run(operator, create, { input })
    const last = 'last@cluster.example'
    await anotherHead(last, input.code)
    const { openDeal } = await ancrage.run(
      last,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
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
    const join = 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }'
    await ancrage.run(last, join, { input: { deal: openDeal.id, agency: 'awex', role: 'SUPPORT' } })
    await ancrage.run(last, letKnow, { input: { deal: openDeal.id, user: await idOf(head) } })
    expect((await deactivate()).data).toEqual({ updateAgency: { active: false } })
    const { deal } = await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { title } }', openDeal)
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
