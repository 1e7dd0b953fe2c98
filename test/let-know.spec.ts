/** Who is named to know of a deal, and who still may name others. */
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'
const letKnow =
  'mutation ($input: LetKnowInput!) { letKnow(input: $input) { needToKnow { user { email } } } }'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

const idOf = async (email: string) =>
  (
    await ancrage.get(
      head,
      'query ($email: String!) { users(where: { email: { eq: $email } }) { nodes { id } } }',
      { email },
    )
  ).users.nodes[0].id as string

const aSecretDeal = async () =>
  (
    await ancrage.get(
      head,
      'mutation { openDeal(input: { codeName: "Lotus", title: "A centre", confidentiality: SECRET }) { id version } }',
    )
  ).openDeal as { id: string; version: number }

async function anotherHead(email: string, agency = 'awex'): Promise<string> {
  const { createUser } = await ancrage.get(
    admin,
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
    {
      input: {
        email,
        agency,
        name: 'Another head',
        role: 'HEAD',
        clearance: 'SECRET',
        language: 'EN',
        password: 'ancrage-demo',
      },
    },
  )
  return createUser.id as string
}

describe('the list of a SECRET deal', () => {
  it('keeps its last HEAD, also when officers are on it', async () => {
    const { id: deal } = await aSecretDeal()
    await ancrage.get(head, letKnow, { input: { deal, user: await idOf('officer@awex.example') } })
    const { errors } = await ancrage.ask(head, letKnow, {
      input: { deal, user: await idOf(head), known: false },
    })
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.user', code: 'LAST_WHO_KNOWS' }] } },
    ])
    await expect(ancrage.get(head, `{ deal(id: "${deal}") { masked } }`)).resolves.toEqual({
      deal: { masked: false },
    })
  })

  it('lets one go when another HEAD of the agency stays', async () => {
    const { id: deal } = await aSecretDeal()
    await ancrage.get(head, letKnow, { input: { deal, user: await anotherHead('second@awex.example') } })
    await ancrage.get(head, letKnow, { input: { deal, user: await idOf(head), known: false } })
    await expect(ancrage.get(head, `{ deal(id: "${deal}") { masked } }`)).resolves.toEqual({
      deal: { masked: true },
    })
  })

  it('keeps the agency of its last HEAD in the team', async () => {
    const { id: deal } = await aSecretDeal()
    const { errors } = await ancrage.ask(
      head,
      'mutation ($input: HandOverDealInput!) { handOverDeal(input: $input) { id } }',
      { input: { deal, to: 'liege-airport', reason: 'It is theirs', leaves: true } },
    )
    expect(errors).toMatchObject([{ extensions: { fields: [{ code: 'LAST_WHO_KNOWS' }] } }])
  })
})

describe('the last HEAD on the list of a SECRET deal', () => {
  const update = (id: string, changes: object) =>
    ancrage
      .get(admin, 'query ($id: ID) { users(where: { id: { eq: $id } }) { nodes { version } } }', { id })
      .then(({ users }) =>
        ancrage.ask(
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
  ])('stays one until another is named: %s', async (path, changes) => {
    const email = `last-${path}@awex.example`
    const id = await anotherHead(email)
    const opened = await ancrage.get(
      email,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    expect((await update(id, changes)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', fields: [{ path, code: 'LAST_HEAD_WHO_KNOWS' }] } },
    ])
    expect((await update(id, { name: 'Renamed', clearance: 'OPEN' })).errors).toBeUndefined()
    await ancrage.get(email, letKnow, { input: { deal: opened.openDeal.id, user: await idOf(head) } })
    expect((await update(id, changes)).data).toEqual({
      updateUser: { role: 'HEAD', active: true, ...changes },
    })
  })

  it('keeps the agency active as well, until one of another is named', async () => {
    const input = { code: 'cluster-of-secrets', name: 'A cluster', kind: 'CLUSTER' }
    const create = 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { id version } }'
    const { createAgency } = await ancrage.get(admin, create, { input })
    const last = 'last@cluster.example'
    await anotherHead(last, input.code)
    const { openDeal } = await ancrage.get(
      last,
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    const deactivate = () =>
      ancrage.ask(admin, 'mutation ($input: UpdateAgencyInput!) { updateAgency(input: $input) { active } }', {
        input: { ...createAgency, active: false },
      })
    expect((await deactivate()).errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: [{ path: 'input.active', code: 'LAST_HEADS_WHO_KNOW' }],
        },
      },
    ])
    const join = 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }'
    await ancrage.get(last, join, { input: { deal: openDeal.id, agency: 'awex', role: 'SUPPORT' } })
    await ancrage.get(last, letKnow, { input: { deal: openDeal.id, user: await idOf(head) } })
    expect((await deactivate()).data).toEqual({ updateAgency: { active: false } })
    const { deal } = await ancrage.get(head, 'query ($id: ID!) { deal(id: $id) { title } }', openDeal)
    expect(deal).toEqual({ title: 'A plant' })
  })

  it('may go where the deal is SECRET no more, and who was never on a list at any time', async () => {
    const id = await anotherHead('free@awex.example')
    const { openDeal } = await ancrage.get(
      'free@awex.example',
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id version } }',
    )
    await ancrage.get(
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

  it('is not two who go at the same moment', async () => {
    const [one, two] = [await anotherHead('one@awex.example'), await anotherHead('two@awex.example')]
    const { openDeal } = await ancrage.get(
      'one@awex.example',
      'mutation { openDeal(input: { codeName: "Lys", title: "A plant", confidentiality: SECRET }) { id } }',
    )
    await ancrage.get('one@awex.example', letKnow, { input: { deal: openDeal.id, user: two } })
    const answers = await Promise.all([one, two].map((id) => update(id, { active: false })))
    expect(answers.filter(({ errors }) => errors)).toHaveLength(1)
  })
})

describe('a HEAD of the lead who sees a deal masked', () => {
  it('is told to ask to be let know, and a stranger to ask the lead', async () => {
    await anotherHead('third@awex.example')
    const { id, version } = await aSecretDeal()
    const edit = (email: string, deal: string) =>
      ancrage.ask(email, 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }', {
        input: { id: deal, version, title: 'Another' },
      })
    expect((await edit('third@awex.example', id)).errors).toMatchObject([
      {
        message: expect.stringContaining('add you (letKnow)') as string,
        extensions: { code: 'FORBIDDEN' },
      },
    ])
    const open = await ancrage.get(
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
