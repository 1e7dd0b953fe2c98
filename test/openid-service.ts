/** A service with an OpenID provider, and people who sign in there. */
import { aProvider, Browser, settingsFor, type TestProvider } from './openid-provider.js'
import { startTestService, type GraphqlAnswer, type TestService } from './test-service.js'

type Person = TestProvider['person']

export interface OpenIdTestService {
  ancrage: TestService
  provider: TestProvider
  /** Signs a person in with a browser of their own. Returns their session. */
  signIn: (person: Person, path?: string) => Promise<SignedIn>
  stop: () => Promise<void>
}

export interface SignedIn {
  status: number
  /** Where the browser is afterwards. */
  address: string
  cookie: string
  browser: Browser
  /** Runs an operation with the cookie of the browser. */
  send: (query: string, variables?: object) => Promise<GraphqlAnswer<any>>
}

/** Starts both; `env` are settings such as `OIDC_SYNC`. */
export async function startWithProvider(
  env: Record<string, string> = {},
  { hasFullIdToken = false, host = '127.0.0.1' } = {},
): Promise<OpenIdTestService> {
  const provider = Object.assign(await aProvider(host), { hasFullIdToken })
  const ancrage = await startTestService(await settingsFor(provider, env))
  provider.serve(ancrage.address)
  const signIn = async (person: Person, path = '/auth/login'): Promise<SignedIn> => {
    provider.person = person
    const browser = new Browser()
    const { address, response } = await browser.open(`${ancrage.address}${path}`)
    const cookie = `ancrage_session=${browser.cookie(new URL(ancrage.address).origin, 'ancrage_session')}`
    const send = (query: string, variables = {}) => ancrage.send(null, query, variables, { cookie })
    return { status: response.status, address, cookie, browser, send }
  }
  const stop = async () => {
    await ancrage.stop()
    await provider.stop()
  }
  return { ancrage, provider, signIn, stop }
}
