import { anAncrage, type Ancrage } from './ancrage.js'

const admin = 'admin@awex.example'

describe('users', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  const create =
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id version email agency { code } active } }'
  const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { version role active } }'
  const newUser = {
    email: 'New@Awex.example',
    name: 'New',
    role: 'OFFICER',
    clearance: 'INTERNAL',
    language: 'NL',
    agency: 'awex',
    password: 'a long enough one',
  }
  const signIn =
    'mutation ($input: SignInInput!) { signIn(input: $input) { token expiresAt viewer { email language agency { code } } } }'

  it('are made once for a key, which keeps nothing that a password could be tried against', async () => {
    const made = async (password: string) =>
      (
        await ancrage.get(admin, create, {
          input: { ...newUser, email: 'once@awex.example', password, idempotencyKey: 'once' },
        })
      ).createUser.id
    const first = await made('a long enough one')
    const digest = async () =>
      (await ancrage.owner.query(`select digest from idempotency_key where key = 'once'`)).rows[0].digest
    const kept = await digest()
    expect(await made('quite another one')).toBe(first)
    expect(await digest()).toBe(kept)
  })

  it('are let in by an ADMIN, and can sign in then', async () => {
    expect((await ancrage.get(admin, create, { input: newUser })).createUser).toMatchObject({
      version: 1,
      email: 'new@awex.example',
      agency: { code: 'awex' },
      active: true,
    })
    const { signIn: session } = await ancrage.get(null, signIn, {
      input: { email: 'NEW@awex.example', password: newUser.password },
    })
    expect(session).toMatchObject({
      viewer: { email: 'new@awex.example', language: 'NL', agency: { code: 'awex' } },
    })
    expect(session.token).toMatch(/^s_[\w-]{43}$/)
  })

  it.each(['officer@awex.example', 'head@awex.example', 'cabinet@jeholet.example', 'analyst@awex.example'])(
    'are not let in by %s',
    async (email) => {
      const { errors } = await ancrage.ask(email, create, {
        input: { ...newUser, email: 'other@awex.example' },
      })
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    },
  )

  it('have an address of their own and a password worth the name', async () => {
    const { errors } = await ancrage.ask(admin, create, {
      input: { ...newUser, email: 'head@awex.example', password: 'short' },
    })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.password', code: 'TOO_SHORT' }],
    })
    const again = await ancrage.ask(admin, create, { input: { ...newUser, email: 'HEAD@awex.example' } })
    expect(again.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.email', code: 'TAKEN' }],
    })
  })

  it('cannot be all but ADMINs: the last one stays', async () => {
    const { viewer } = await ancrage.get(admin, '{ viewer { id version } }')
    const { errors } = await ancrage.ask(admin, update, { input: { ...viewer, active: false } })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await ancrage.get(admin, '{ viewer { active version } }')).viewer).toEqual({
      active: true,
      version: viewer.version,
    })
  })

  it('who are deactivated are out at once', async () => {
    const analyst = 'analyst@logistics.example'
    const { viewer } = await ancrage.get(analyst, '{ viewer { id version } }')
    await ancrage.get(admin, update, { input: { ...viewer, active: false } })
    const { errors } = await ancrage.ask(analyst, '{ viewer { id } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('answer alike whether the address or the password is wrong', async () => {
    const wrong = await ancrage.ask(null, signIn, {
      input: { email: 'head@awex.example', password: 'wrong' },
    })
    const unknown = await ancrage.ask(null, signIn, {
      input: { email: 'nobody@awex.example', password: 'wrong' },
    })
    expect(wrong.errors).toEqual(unknown.errors)
    expect(wrong.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('who have not signed in, or have signed out, get nothing', async () => {
    expect((await ancrage.ask(null, '{ deals { nodes { id } } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    const leaving = 'officer@liege-airport.example'
    expect(await ancrage.get(leaving, 'mutation { signOut }')).toEqual({ signOut: true })
    expect((await ancrage.ask(leaving, '{ viewer { id } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})

describe('a stage', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  const update =
    'mutation ($input: UpdateDealStageInput!) { updateDealStage(input: $input) { code label probability requires version } }'

  it('is data that an ADMIN changes, with its label in the language of whoever asks', async () => {
    const { updateDealStage } = await ancrage.get(admin, update, {
      input: {
        code: 'CONTACTED',
        version: 1,
        probability: 15,
        requires: ['prospect'],
        label: { fr: 'Pris contact', nl: 'Contact', de: 'Kontakt', en: 'In touch' },
      },
    })
    expect(updateDealStage).toEqual({
      code: 'CONTACTED',
      label: 'In touch',
      probability: 15,
      requires: ['prospect'],
      version: 2,
    })
    const { dealStages } = await ancrage.get('cabinet@jeholet.example', '{ dealStages { code label } }')
    expect(dealStages[1]).toEqual({ code: 'CONTACTED', label: 'Pris contact' })
    const { errors } = await ancrage.ask(admin, update, {
      input: { code: 'CONTACTED', version: 1, probability: 20 },
    })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })
})
