/** Providers as they are: the claims of each, with the settings of docs/how-to/sign-in-with-an-openid-connect-provider.md. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { startWithProvider, type OpenIdTestService } from './openid-service.js'

const guide = readFileSync(
  fileURLToPath(new URL('../../docs/how-to/sign-in-with-an-openid-connect-provider.md', import.meta.url)),
  'utf8',
)

/** Returns the settings that the guide shows under a heading, without the address and the client. */
function settingsUnder(heading: string): Record<string, string> {
  const section = guide.split(/^### /m).find((part) => part.startsWith(`${heading}\n`))
  const block = /```sh file=env\n([^`]*)```/.exec(section ?? '')?.[1]
  if (!block) throw new Error(`The guide has no settings under ${heading}.`)
  const settings = Object.entries(parseEnv(block)).filter(
    ([name]) => !/^(PUBLIC_URL|OIDC_(ISSUER|CLIENT_ID|CLIENT_SECRET))$/.test(name),
  )
  return Object.fromEntries(settings) as Record<string, string>
}

const tenant = '9122040d-6c67-4c5b-b112-36a304b66dad'
const groups = {
  head: '2e5b6b1c-0f7d-4a55-9c39-5a7c3b0f9d11',
  officer: '7d0c1f3e-3a8e-4f0e-8a57-1f4f0f2b7c22',
}

interface Form {
  heading: string
  isFullIdToken: boolean
  /** The claims of a new person, a HEAD of Awex. */
  head: { sub: string } & Record<string, unknown>
  /** Claims that are changed so that a person is refused. */
  refused: Record<string, Record<string, unknown>>
  /** Claims with the address of an existing user, which are linked. */
  officer: { sub: string } & Record<string, unknown>
}

const entra = (local: string) => ({
  ...{ sub: `pairwise-${local}`, oid: `oid-${local}`, tid: tenant, acct: 0, ver: '2.0' },
  ...{ name: 'A person', preferred_username: `${local}@awex.example` },
})
const email = 'officer@awex.example'

const forms: Form[] = [
  {
    heading: 'Entra ID',
    isFullIdToken: true,
    head: { ...entra('new'), roles: ['Ancrage.Head'] },
    refused: {
      'of another tenant': { tid: 'another' },
      'who is a guest': { acct: 1 },
      'without an app role': { roles: undefined },
      'with the group instead of the app role': { roles: undefined, groups: [groups.head] },
    },
    officer: entra('officer'),
  },
  {
    heading: 'Entra ID with groups and a verified address',
    isFullIdToken: true,
    head: { ...entra('new'), email: 'new@awex.example', xms_edov: '1', groups: [groups.head] },
    refused: {
      'with an address of an unverified domain': { xms_edov: false },
      'without the claim that the domain is verified': { xms_edov: undefined },
      'without a group': { groups: undefined },
    },
    officer: { ...entra('officer'), email, xms_edov: true },
  },
  {
    heading: 'Keycloak',
    isFullIdToken: false,
    head: {
      ...{ sub: 'f:1', email: 'new@awex.example', email_verified: true, preferred_username: 'new' },
      realm_access: { roles: ['offline_access', 'awex'] },
      resource_access: { account: { roles: ['view-profile'] }, ancrage: { roles: ['head'] } },
    },
    refused: {
      'with an unverified address': { email_verified: false },
      'with the role of another client': { resource_access: { account: { roles: ['head'] } } },
      'without a realm role of an agency': { realm_access: { roles: ['offline_access'] } },
    },
    officer: { sub: 'f:2', email, email_verified: true },
  },
  {
    heading: 'Google Workspace',
    isFullIdToken: true,
    head: { sub: '1', email: 'new@awex.example', email_verified: true, hd: 'awex.example' },
    refused: {
      'with a private account': { hd: undefined },
      'of another organisation': { hd: 'other.example' },
      'who was not added before': {},
    },
    officer: { sub: '2', email, email_verified: true, hd: 'awex.example', name: 'Officer' },
  },
  {
    heading: 'Amazon Cognito',
    isFullIdToken: true,
    head: {
      ...{ sub: '1', email: 'new@awex.example', email_verified: 'true', 'cognito:username': 'new' },
      'cognito:groups': ['eu-west-1_x_Google', 'awex-heads'],
    },
    refused: {
      'with an unverified address': { email_verified: 'false' },
      'without a group': { 'cognito:groups': undefined },
    },
    officer: { sub: '2', email, email_verified: 'true' },
  },
]

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
