/** A real OpenID provider on localhost that signs the current person in, without a form unless `asks` is set. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { getPlain } from './plain-http.js'
import { readConfig, type Config } from '../src/config/read-config.js'

export const clientId = 'ancrage'
export const clientSecret = 'a secret of some length'
export const audience = 'https://ancrage.example/api'

export interface TestProvider {
  issuer: string
  /** Configures the provider for a service at this URL. */
  serve: (address: string) => void
  /** The claims of the person who signs in next. */
  person: { sub: string } & Record<string, unknown>
  /** When the person proves who they are, in seconds since 1970; null: now. */
  provedAt: number | null
  /** Claims of the userinfo endpoint that differ from those of the ID token. */
  userInfo: Record<string, unknown>
  /** Whether it shows its page, where the person can go on or cancel. */
  asks: boolean
  /** Whether the ID token has all claims. Otherwise most are at the userinfo endpoint, as the specification says. */
  hasFullIdToken: boolean
  /** Replaces the signing key. */
  rotate: () => Promise<void>
  /** Returns a signed token with these claims. */
  sign: (claims: JWTPayload, typ?: string) => Promise<string>
  stop: () => Promise<void>
}

type Handler = ReturnType<Provider['callback']>
type Keys = Awaited<ReturnType<typeof newKey>>

async function newKey(kid: string) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } }
}

/** With the host `localhost` it is another site than the service at 127.0.0.1, as a real one is. */
export async function aProvider(host = '127.0.0.1'): Promise<TestProvider> {
  let handler: Handler | undefined
  let keys: Keys = await newKey('first')
  let serviceUrl = ''
  const server = createServer((request, response) => void handler?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`

  const provider: TestProvider = {
    issuer,
    person: { sub: 'unset' },
    provedAt: null,
    userInfo: {},
    asks: false,
    hasFullIdToken: false,
    serve(address) {
      serviceUrl = address
      handler = createHandler(provider, address, keys)
    },
    async rotate() {
      keys = await newKey('second')
      handler = createHandler(provider, serviceUrl, keys)
    },
    sign: (claims, typ) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: keys.jwk.kid, ...(typ && { typ }) })
        .sign(keys.privateKey),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return provider
}

function createHandler(at: TestProvider, address: string, { jwk }: Keys): Handler {
  const claims = () => ({ ...at.person })
  const settings: Configuration = {
    jwks: { keys: [jwk] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${address}/auth/callback`, `${at.issuer}/done`],
        post_logout_redirect_uris: [`${address}/auth/signed-out`],
        backchannel_logout_uri: `${address}/auth/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    cookies: { keys: ['a key for cookies'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: [...profileClaims],
    },
    conformIdTokenClaims: !at.hasFullIdToken,
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: (use) => ({ ...claims(), ...(use === 'userinfo' && at.userInfo) }),
    }),
    extraTokenClaims: () => claims(),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      grant.addResourceScope(audience, 'api')
      await grant.save()
      return grant
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askBeforeLogout },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
        }),
      },
    },
  }
  const provider = new Provider(at.issuer, settings)
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    if (at.asks && !context.search) {
      context.body = askPerson(at.person)
      return
    }
    const result =
      context.search === '?cancel'
        ? { error: 'access_denied', error_description: '<b>cancelled</b>' }
        : { login: { accountId: at.person.sub, ...(at.provedAt && { ts: at.provedAt }) } }
    await provider.interactionFinished(context.req, context.res, result)
    context.respond = false
  })
  return provider.callback()
}

/** Claims of the providers whose form is tested, beside `email` and `email_verified`. */
const profileClaims = [
  ...['name', 'given_name', 'family_name', 'locale', 'agency', 'role', 'groups', 'roles', 'hd'],
  ...['preferred_username', 'upn', 'oid', 'tid', 'acct', 'xms_edov', 'realm_access', 'resource_access'],
  ...['cognito:groups', 'cognito:username', 'organization'],
]

const askPerson = ({ sub }: TestProvider['person']) =>
  `<!doctype html><title>Provider</title><h1>Provider</h1><a href="?go">Continue as ${sub}</a> <a href="?cancel">Cancel</a>`

function askBeforeLogout(context: KoaContextWithOIDC, form: string): void {
  context.body = `<!doctype html><title>Provider</title>${form}<button form="op.logoutForm" name="logout" value="yes">End the session</button>`
}

/** Returns the settings of a service at a free port that signs in at this provider; `more` are environment variables. */
export async function settingsFor(
  provider: TestProvider,
  more: Record<string, string> = {},
): Promise<Pick<Config, 'port' | 'publicUrl' | 'openId'>> {
  const port = await freePort()
  const { publicUrl, openId } = readConfig({
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    ...more,
  })
  return { port, publicUrl, openId }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A browser that keeps cookies and follows redirects. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>()

  cookie(origin: string, name: string): string | undefined {
    return this.cookies.get(origin)?.get(name)
  }

  /** The headers of each request, such as `accept`. */
  constructor(private readonly headers: Record<string, string> = {}) {}

  async open(
    address: string,
    until?: (address: string) => boolean,
  ): Promise<{ address: string; response: Response }> {
    const { origin } = new URL(address)
    const cookies = this.cookies.get(origin) ?? new Map<string, string>()
    this.cookies.set(origin, cookies)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await getPlain(address, { ...this.headers, ...(cookie && { cookie }) })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/)
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    // Like a browser: a location without a redirect is not followed.
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (!next) return { address, response }
    const target = new URL(next, address).href
    return until?.(target) ? { address: target, response } : this.open(target, until)
  }
}
