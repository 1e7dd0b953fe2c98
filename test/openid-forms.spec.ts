/** Providers as they are: the claims of each, with the settings of docs/how-to/sign-in-with-an-openid-connect-provider.md. */
import { audience } from './openid-provider.js'
import { startWithProvider, type OpenIdTestService } from './openid-service.js'
import { email, forms, settingsUnder } from './provider-forms.js'

describe.each(forms)('the form of $heading', ({ heading, isFullIdToken, head, refused, officer }) => {
  let service: OpenIdTestService
  const viewer = '{ viewer { email role agency { code } } }'
  beforeAll(async () => {
    service = await startWithProvider(settingsUnder(heading), { hasFullIdToken: isFullIdToken })
  })
  afterAll(() => service.stop())

  it.each(Object.entries(refused))('refuses a person %s', async (_, changed) => {
    const { status, send } = await service.signIn({ ...head, ...changed })
    expect([status, (await send(viewer)).errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('links a user who exists, by their address', async () => {
    const { send } = await service.signIn(officer)
    expect((await send(viewer)).data?.viewer).toMatchObject({ email, role: 'OFFICER' })
    const oid = typeof officer.oid === 'string' ? officer.oid : officer.sub
    const { rows } = await service.ancrage.owner.query('select subject from user_identity')
    expect(rows).toEqual([{ subject: oid }])
  })

  // Google sends no groups: users are added first.
  if (heading !== 'Google Workspace')
    it('adds a new user with agency and role', async () => {
      const { send } = await service.signIn(head)
      expect((await send(viewer)).data?.viewer).toEqual({
        ...{ email: 'new@awex.example', role: 'HEAD', agency: { code: 'awex' } },
      })
    })
})

describe('the logout of Amazon Cognito', () => {
  it('has parameters of its own', async () => {
    const service = await startWithProvider(settingsUnder('Amazon Cognito'), { hasFullIdToken: true })
    const { cookie } = await service.signIn(forms.at(-1)!.officer)
    const response = await fetch(`${service.ancrage.address}/auth/logout`, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie } },
    })
    const { searchParams } = new URL(response.headers.get('location')!)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'ancrage',
      logout_uri: `${service.ancrage.address}/auth/signed-out`,
    })
    await service.stop()
  })
})

describe('an ID token', () => {
  it('counts where the userinfo endpoint states something else', async () => {
    const service = await startWithProvider({}, { hasFullIdToken: true })
    service.provider.userInfo = { email: 'head@awex.example', email_verified: true }
    const person = { sub: 'sub-1', email: 'officer@awex.example', email_verified: true }
    const { send } = await service.signIn(person)
    expect((await send('{ viewer { email } }')).data.viewer).toEqual({ email: person.email })
    await service.stop()
  })
})

describe('an access token', () => {
  it('is of no use without the required claims', async () => {
    const service = await startWithProvider({ OIDC_AUDIENCE: audience, OIDC_REQUIRED_CLAIMS: 'tid=ours' })
    const now = Math.floor(Date.now() / 1_000)
    const claims = {
      ...{ iss: service.provider.issuer, aud: audience, iat: now, exp: now + 300, sub: 'sub-1' },
      ...{ email: 'officer@awex.example', email_verified: true },
    }
    const codeWith = async (more: object) => {
      const token = await service.provider.sign({ ...claims, ...more })
      const { errors } = await service.ancrage.send(token, '{ viewer { email } }')
      return errors?.[0]?.extensions.code ?? 'done'
    }
    const codes = [await codeWith({}), await codeWith({ tid: 'theirs' }), await codeWith({ tid: 'ours' })]
    expect(codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'done'])
    await service.stop()
  })
})
