/** Proof of identity: re-authentication before sensitive mutations, and the second factor. */
import { Secret, TOTP } from 'otpauth'
import { aProvider, Browser, settingsFor } from './openid-provider.js'
import { startTestService, type TestService } from './test-service.js'

const password = 'ancrage-demo'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const confirm = 'mutation ($input: ConfirmIdentityInput!) { confirmIdentity(input: $input) { id } }'
const enrol = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret uri } }'
const confirmFactor =
  'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const errorOf = ({ errors }: { errors?: { extensions: Record<string, unknown> }[] }) =>
  errors?.[0]?.extensions
const codeOf = (answer: { errors?: { extensions: Record<string, unknown> }[] }) =>
  errorOf(answer)?.code ?? 'done'
let count = 0
const aUser = async (more: object = {}) => {
  const email = `user${++count}@awex.example`
  return { email, id: await ancrage.addUser({ email, ...more }) }
}
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe('a sensitive mutation', () => {
  const aKey = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }'
  const aLogin = 'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { password } }'
  const calls: [string, string, () => object][] = [
    ['createApiKey', aKey, () => ({ name: 'A key', expiresAt: inAnHour() })],
    ['createSqlLogin', aLogin, () => ({ name: 'A login', expiresAt: inAnHour() })],
    [
      'createUser',
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
      () => ({
        email: `new${++count}@awex.example`,
        name: 'New',
        agency: 'awex',
        role: 'OFFICER',
        clearance: 'OPEN',
        language: 'EN',
      }),
    ],
    [
      'updateUser',
      'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }',
      () => ({ id: other, version: 1, name: 'Renamed' }),
    ],
    [
      'createPasswordLink',
      'mutation ($input: CreatePasswordLinkInput!) { createPasswordLink(input: $input) { expiresAt } }',
      () => ({ user: other }),
    ],
  ]
  let other: string
  beforeAll(async () => {
    other = (await aUser()).id
  })

  it.each(calls)('requires another proof of identity after ten minutes: %s', async (_, text, input) => {
    const { email, id } = await aUser({ role: 'ADMIN' })
    const token = (await ancrage.run(null, signIn, { input: { email, password } })).signIn.token
    const prove = (minutes: number) =>
      ancrage.owner.query(
        `update session set proved_at = now() - make_interval(mins => $2) where user_id = $1`,
        [id, minutes],
      )
    await prove(11)
    expect(codeOf(await ancrage.send(token, text, { input: input() }))).toBe('REAUTHENTICATION_REQUIRED')
    const wrong = await ancrage.send(token, confirm, { input: { password: 'wrong' } })
    expect(errorOf(wrong)?.fields).toMatchObject([{ path: 'input.password', code: 'WRONG_PASSWORD' }])
    expect(codeOf(await ancrage.send(token, text, { input: input() }))).toBe('REAUTHENTICATION_REQUIRED')
    expect(codeOf(await ancrage.send(token, confirm, { input: { password } }))).toBe('done')
    expect(codeOf(await ancrage.send(token, text, { input: input() }))).toBe('done')
  })

  it('does not ask when the proof is nine minutes old', async () => {
    const { email, id } = await aUser()
    const token = (await ancrage.run(null, signIn, { input: { email, password } })).signIn.token
    await ancrage.owner.query(
      `update session set proved_at = now() - interval '9 minutes' where user_id = $1`,
      [id],
    )
    const input = { name: 'A key', expiresAt: inAnHour() }
    expect(codeOf(await ancrage.send(token, aKey, { input }))).toBe('done')
  })
})

describe('a second factor', () => {
  const codeAt = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
  const trySignIn = async (email: string, code?: string) =>
    codeOf(await ancrage.request(null, signIn, { input: { email, password, ...(code && { code }) } }))
  /** Lets the current code be used again, as if the next one was shown. */
  const forgetStep = (id: string) =>
    ancrage.owner.query('update totp set last_step = 0 where user_id = $1', [id])
  const enrolled = async (more: object = {}) => {
    const user = await aUser(more)
    const input = { email: user.email, password }
    const { secret } = (await ancrage.run(null, enrol, { input })).enrolSecondFactor
    const { confirmSecondFactor } = await ancrage.run(null, confirmFactor, {
      input: { ...input, code: codeAt(secret) },
    })
    await forgetStep(user.id)
    return { ...user, secret, recoveryCodes: confirmSecondFactor.recoveryCodes as string[] }
  }

  it('is required once it is confirmed, and each code works once', async () => {
    const user = await aUser()
    const input = { email: user.email, password }
    const { secret, uri } = (await ancrage.run(null, enrol, { input })).enrolSecondFactor
    expect(uri).toBe(
      `otpauth://totp/Ancrage:${encodeURIComponent(user.email)}?issuer=Ancrage&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    )
    expect(await trySignIn(user.email)).toBe('done')
    const code = codeAt(secret)
    expect(codeOf(await ancrage.request(null, confirmFactor, { input: { ...input, code } }))).toBe('done')
    expect(await trySignIn(user.email)).toBe('SECOND_FACTOR_REQUIRED')
    expect(await trySignIn(user.email, code)).toBe('UNAUTHENTICATED')
    await forgetStep(user.id)
    expect(await trySignIn(user.email, codeAt(secret))).toBe('done')
    expect(await trySignIn(user.email, codeAt(secret))).toBe('UNAUTHENTICATED')
  })

  it('has a failed sign-in in the trail for a wrong code, and none for the step before it', async () => {
    const { id, email } = await enrolled()
    const countFailures = async () =>
      (
        await ancrage.owner.query(`select from audit_entry where verb = 'failSignIn' and subject_id = $1`, [
          id,
        ])
      ).rowCount
    expect(await trySignIn(email)).toBe('SECOND_FACTOR_REQUIRED')
    expect(await countFailures()).toBe(0)
    expect(await trySignIn(email, '000000')).toBe('UNAUTHENTICATED')
    expect(await countFailures()).toBe(1)
  })

  it('does not accept one code in two sign-ins at once', async () => {
    const { email, secret } = await enrolled()
    const code = codeAt(secret)
    const outcomes = await Promise.all([
      trySignIn(email, code),
      trySignIn(email, code),
      trySignIn(email, code),
    ])
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
  })

  it('refuses codes of a clock that is two minutes off, and slows down guessing', async () => {
    const { email, secret } = await enrolled()
    expect(await trySignIn(email, codeAt(secret, 4))).toBe('UNAUTHENTICATED')
    const outcomes: unknown[] = []
    for (let tries = 0; tries < 10; tries++) outcomes.push(await trySignIn(email, '000000'))
    expect(outcomes).toContain('RATE_LIMITED')
    expect(outcomes).not.toContain('done')
  })

  it.each([
    ['enrolSecondFactor', enrol, {}],
    ['confirmSecondFactor', confirmFactor, {}],
  ])('is not guessed by %s, whose password is right each time', async (_, text) => {
    const { email } = await enrolled()
    const guesses: unknown[] = []
    for (let tries = 0; tries < 12; tries++) {
      guesses.push(codeOf(await ancrage.request(null, text, { input: { email, password, code: '000000' } })))
      guesses.push(await trySignIn(email, '000000'))
    }
    expect(guesses.slice(0, 4)).toEqual(Array(4).fill('UNAUTHENTICATED'))
    // a wait can end while others run
    expect(guesses.filter((outcome) => outcome === 'UNAUTHENTICATED').length).toBeLessThan(9)
    expect(guesses.slice(6)).toContain('RATE_LIMITED')
  })

  it('does not forget wrong codes when only the password was right', async () => {
    const { email } = await enrolled()
    const token = (await ancrage.run(null, signIn, { input: { email: officer, password } })).signIn.token
    const guess = () => ancrage.send(token, signIn, { input: { email, password, code: '000000' } })
    for (let tries = 0; tries < 4; tries++) expect(codeOf(await guess())).toBe('UNAUTHENTICATED')
    expect(codeOf(await ancrage.request(null, enrol, { input: { email, password } }))).toBe(
      'SECOND_FACTOR_REQUIRED',
    )
    expect(await trySignIn(email, '000000')).toBe('RATE_LIMITED')
  })

  it('can be replaced by recovery codes, each once, stored as hashes', async () => {
    const { email, recoveryCodes } = await enrolled()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^([a-hjkmnp-z02-9]{4}-){5}[a-hjkmnp-z02-9]{4}$/)
    const [first, second] = recoveryCodes as [string, string]
    expect(await trySignIn(email, first.toUpperCase())).toBe('done')
    expect(await trySignIn(email, first)).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, second.replaceAll('-', ''))).toBe('done')
    const { rows } = await ancrage.owner.query('select c::text as text from totp_recovery_code c')
    expect(JSON.stringify(rows)).not.toContain(second)
  })

  it('is replaced only with a code of the present one', async () => {
    const { email, secret } = await enrolled()
    expect(codeOf(await ancrage.request(null, enrol, { input: { email, password } }))).toBe(
      'SECOND_FACTOR_REQUIRED',
    )
    expect(
      codeOf(await ancrage.request(null, enrol, { input: { email, password, code: codeAt(secret) } })),
    ).toBe('done')
  })

  it('goes on working until the one that replaces it is confirmed', async () => {
    const { id, email, secret, recoveryCodes } = await enrolled()
    const input = { email, password }
    const other = (await ancrage.run(null, enrol, { input: { ...input, code: codeAt(secret) } }))
      .enrolSecondFactor.secret as string
    expect(await trySignIn(email)).toBe('SECOND_FACTOR_REQUIRED')
    expect(await trySignIn(email, codeAt(other))).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, recoveryCodes[0])).toBe('done')
    await forgetStep(id)
    expect(await trySignIn(email, codeAt(secret))).toBe('done')
    const confirmed = await Promise.all(
      [1, 2].map(() => ancrage.request(null, confirmFactor, { input: { ...input, code: codeAt(other) } })),
    )
    expect(confirmed.map(codeOf).sort()).toEqual(['UNAUTHENTICATED', 'done'])
    await forgetStep(id)
    expect(await trySignIn(email, codeAt(secret))).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, recoveryCodes[1])).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, codeAt(other))).toBe('done')
  })

  it('is required for confirmIdentity as well', async () => {
    const { id, email, secret } = await enrolled()
    const input = { email, password, code: codeAt(secret) }
    const { token } = (await ancrage.run(null, signIn, { input })).signIn
    expect(codeOf(await ancrage.send(token, confirm, { input: { password } }))).toBe('SECOND_FACTOR_REQUIRED')
    await forgetStep(id)
    const again = { password, code: codeAt(secret) }
    expect(codeOf(await ancrage.send(token, confirm, { input: again }))).toBe('done')
  })

  it('that was lost is removed by an ADMIN of the agency, and the user is notified', async () => {
    const { id, email } = await enrolled()
    const remove =
      'mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { hasSecondFactor } }'
    const input = { user: id }
    for (const as of ['admin@michel.example', 'operator@ancrage.example', officer])
      expect([as, codeOf(await ancrage.request(as, remove, { input }))]).toEqual([as, 'FORBIDDEN'])
    expect((await ancrage.run(admin, remove, { input })).removeSecondFactor).toEqual({
      hasSecondFactor: false,
    })
    const { viewer } = await ancrage.run(email, '{ viewer { accountNotices { nodes { kind } } } }')
    expect(viewer.accountNotices.nodes).toEqual([{ kind: 'SECOND_FACTOR_REMOVED' }])
  })

  it.each([{ role: 'HEAD' }, { role: 'ADMIN' }, { clearance: 'RESTRICTED' }, { clearance: 'SECRET' }])(
    'of a user with raised rights is removed only after the approval of a second person: %j',
    async (rights) => {
      const { id } = await enrolled(rights)
      const run = (as: string, verb: string, input: object, selection = 'id') => {
        const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
        return ancrage.request(
          as,
          `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`,
          {
            input,
          },
        )
      }
      expect(codeOf(await run(admin, 'removeSecondFactor', { user: id }))).toBe('FORBIDDEN')
      const { data } = await run(admin, 'requestPasswordReset', { user: id }, 'changes { nodes { id } }')
      expect(codeOf(await run(admin, 'removeSecondFactor', { user: id }))).toBe('FORBIDDEN')
      const change = data.requestPasswordReset.changes.nodes[0].id as string
      expect(codeOf(await run('operator@ancrage.example', 'approveUserChange', { id: change }))).toBe('done')
      expect(codeOf(await run(admin, 'removeSecondFactor', { user: id }))).toBe('done')
    },
  )

  it.each([
    ['ADMIN', 'SECOND_FACTOR_REQUIRED'],
    ['HEAD', 'SECOND_FACTOR_REQUIRED'],
    ['OPERATOR', 'SECOND_FACTOR_REQUIRED'],
    ['OFFICER', 'done'],
    ['ANALYST', 'done'],
  ])('is required of %s by the setting: %s', async (role, outcome) => {
    const strict = await startTestService({ requireSecondFactor: true })
    const email = 'strict@awex.example'
    await strict.addUser({ email, role: role as 'ADMIN' })
    const answer = await strict.request(null, signIn, { input: { email, password } })
    expect(codeOf(answer)).toBe(outcome)
    expect(errorOf(answer)?.enrol).toBe(outcome === 'done' ? undefined : true)
    const { secret } = (await strict.run(null, enrol, { input: { email, password } })).enrolSecondFactor
    const code = codeAt(secret)
    await strict.run(null, confirmFactor, { input: { email, password, code } })
    await strict.owner.query('update totp set last_step = 0')
    const next = { email, password, code: codeAt(secret) }
    expect(codeOf(await strict.request(null, signIn, { input: next }))).toBe('done')
    await strict.stop()
  })

  it('is required for a password where a provider is configured too', async () => {
    const provider = await aProvider()
    const strict = await startTestService({ requireSecondFactor: true, ...(await settingsFor(provider)) })
    provider.serve(strict.address)
    const email = 'head@awex.example'
    const answer = await strict.request(null, signIn, { input: { email, password: 'ancrage-demo' } })
    expect(codeOf(answer)).toBe('SECOND_FACTOR_REQUIRED')
    provider.person = { sub: 'head-1', email, email_verified: true }
    const { response } = await new Browser().open(`${strict.address}/auth/login`)
    expect(response.status).toBe(200)
    await strict.stop()
    await provider.stop()
  })
})
