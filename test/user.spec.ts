import { startTestService, type TestService } from './test-service.js'

const admin = 'admin@awex.example'
const operator = 'operator@ancrage.example'

describe('users', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
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
  }
  const signIn =
    'mutation ($input: SignInInput!) { signIn(input: $input) { token expiresAt viewer { email language agency { code } } } }'

  it('are created once per idempotency key', async () => {
    const createUser = async () =>
      (
        await ancrage.run(admin, create, {
          input: { ...newUser, email: 'once@awex.example', idempotencyKey: 'once' },
        })
      ).createUser.id
    expect(await createUser()).toBe(await createUser())
  })

  it('are created by an ADMIN of their agency, and can sign in once they have set a password', async () => {
    const { createUser } = await ancrage.run(admin, create, { input: newUser })
    expect(createUser).toMatchObject({
      version: 1,
      email: 'new@awex.example',
      agency: { code: 'awex' },
      active: true,
    })
    const input = { email: 'NEW@awex.example', password: 'ancrage-demo' }
    expect((await ancrage.request(null, signIn, { input })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    await ancrage.owner.query(
      `insert into credential select $1, password_hash, now() from credential limit 1`,
      [createUser.id],
    )
    const { signIn: session } = await ancrage.run(null, signIn, { input })
    expect(session).toMatchObject({
      viewer: { email: 'new@awex.example', language: 'NL', agency: { code: 'awex' } },
    })
    expect(session.token).toMatch(/^s_[\w-]{43}$/)
  })

  it.each([
    'officer@awex.example',
    'operator@ancrage.example',
    'admin@michel.example',
    'head@awex.example',
    'cabinet@jeholet.example',
    'analyst@awex.example',
  ])('cannot be created by %s', async (email) => {
    const { errors } = await ancrage.request(email, create, {
      input: { ...newUser, email: 'other@awex.example' },
    })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('must have a unique address, and get no password from an ADMIN', async () => {
    const again = await ancrage.request(admin, create, { input: { ...newUser, email: 'HEAD@awex.example' } })
    expect(again.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.email', code: 'TAKEN' }],
    })
    const email = 'typed@awex.example'
    const typed = [
      await ancrage.request(admin, create, { input: { ...newUser, email, password: 'a long enough one' } }),
      await ancrage.request(admin, update, {
        input: { id: await ancrage.addUser({ email }), version: 1, password: 'a long enough one' },
      }),
      await ancrage.request(admin, update, {
        input: {
          ...(await ancrage.run(admin, '{ viewer { id version } }')).viewer,
          password: 'a long enough one',
        },
      }),
    ]
    for (const { errors } of typed)
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'input.password', code: 'PASSWORD_BY_LINK' }],
      })
  })

  it('always include an ADMIN: the last one cannot be deactivated', async () => {
    const { viewer } = await ancrage.run(admin, '{ viewer { id version } }')
    const { errors } = await ancrage.request(admin, update, { input: { ...viewer, active: false } })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await ancrage.run(admin, '{ viewer { active version } }')).viewer).toEqual({
      active: true,
      version: viewer.version,
    })
  })

  it('are rejected immediately after their deactivation', async () => {
    const analyst = 'analyst@logistics.example'
    const { viewer } = await ancrage.run(analyst, '{ viewer { id version } }')
    await ancrage.run('admin@logistics.example', update, { input: { ...viewer, active: false } })
    const { errors } = await ancrage.request(analyst, '{ viewer { id } }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('get the same error for a wrong address and for a wrong password', async () => {
    const wrong = await ancrage.request(null, signIn, {
      input: { email: 'head@awex.example', password: 'wrong' },
    })
    const unknown = await ancrage.request(null, signIn, {
      input: { email: 'unknown@awex.example', password: 'wrong' },
    })
    expect(wrong.errors).toEqual(unknown.errors)
    expect(wrong.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('are rejected before the sign-in and after the sign-out', async () => {
    expect((await ancrage.request(null, '{ deals { nodes { id } } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    const leaving = 'officer@liege-airport.example'
    expect(await ancrage.run(leaving, 'mutation { signOut }')).toEqual({ signOut: true })
    expect((await ancrage.request(leaving, '{ viewer { id } }')).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})

describe('a stage', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const update =
    'mutation ($input: UpdateDealStageInput!) { updateDealStage(input: $input) { code label labels { fr nl de en } probability requires version } }'

  it('can be changed by an OPERATOR, and has its label in the language of the user', async () => {
    const { updateDealStage } = await ancrage.run(operator, update, {
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
      labels: { fr: 'Pris contact', nl: 'Contact', de: 'Kontakt', en: 'In touch' },
      probability: 15,
      requires: ['prospect'],
      version: 2,
    })
    const { dealStages } = await ancrage.run('cabinet@jeholet.example', '{ dealStages { code label } }')
    expect(dealStages[1]).toEqual({ code: 'CONTACTED', label: 'Pris contact' })
    const { errors } = await ancrage.request(operator, update, {
      input: { code: 'CONTACTED', version: 1, probability: 20 },
    })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })
})
