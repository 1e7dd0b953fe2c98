/** A real OpenID provider on localhost that signs the current person in without a form. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

export const clientId = 'ancrage'
export const clientSecret = 'a secret of some length'
export const audience = 'https://ancrage.example/api'

export interface TestProvider {
  issuer: string
  /** Configures the provider for a service at this URL. */
  serve: (address: string) => void
  /** The claims of the person who signs in next. */
  person: { sub: string } & Record<string, unknown>
  /** Replaces the signing key. */
  rotate: () => Promise<void>
  /** Returns a signed token with these claims. */
  sign: (claims: JWTPayload) => Promise<string>
  stop: () => Promise<void>
}

type Handler = ReturnType<Provider['callback']>
type Keys = Awaited<ReturnType<typeof newKey>>

async function newKey(kid: string) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } }
}

export async function aProvider(): Promise<TestProvider> {
  let handler: Handler | undefined
  let keys: Keys = await newKey('first')
  let serviceUrl = ''
  const server = createServer((request, response) => void handler?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider: TestProvider = {
    issuer,
    person: { sub: 'unset' },
    serve(address) {
      serviceUrl = address
      handler = createHandler(provider, address, keys)
    },
    async rotate() {
      keys = await newKey('second')
      handler = createHandler(provider, serviceUrl, keys)
    },
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keys.jwk.kid }).sign(keys.privateKey),
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
      },
    ],
    cookies: { keys: ['a key for cookies'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'locale', 'agency', 'role'],
    },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => claims() }),
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
    const login = { accountId: at.person.sub }
    await provider.interactionFinished(context.req, context.res, { login })
    context.respond = false
  })
  return provider.callback()
}

/** A browser that keeps cookies and follows redirects. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>()

  cookie(origin: string, name: string): string | undefined {
    return this.cookies.get(origin)?.get(name)
  }

  async open(
    address: string,
    until?: (address: string) => boolean,
  ): Promise<{ address: string; response: Response }> {
    const { origin } = new URL(address)
    const cookies = this.cookies.get(origin) ?? new Map<string, string>()
    this.cookies.set(origin, cookies)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/)
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const next = response.headers.get('location')
    if (!next) return { address, response }
    const target = new URL(next, address).href
    return until?.(target) ? { address: target, response } : this.open(target, until)
  }
}
