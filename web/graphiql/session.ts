import { execute } from './graphql-client'

/** The signed-in user. A session with a token is stored per browser tab and ends with the tab. */
export interface BrowserSession {
  /** Null: the session of the web application, whose cookie the browser sends. */
  token: string | null
  viewer: { name: string; role: string; agency: { code: string } }
}

interface StoredSession extends BrowserSession {
  token: string
  expiresAt: string
}

const signInQuery = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { name role agency { code } } }
}`
const viewerQuery = 'query Viewer { viewer { name role agency { code } } }'
const signOutQuery = 'mutation SignOut { signOut }'

const storageKey = 'ancrage:session'

/** Signs in and stores the session. Rejects with the service’s message when the service refuses. */
export async function signIn(email: string, password: string): Promise<BrowserSession> {
  const { data, errors } = await execute<{ signIn: StoredSession }>(null, {
    query: signInQuery,
    variables: { input: { email, password } },
  })
  if (!data) throw new Error(errors?.map(({ message }) => message).join(' '))
  sessionStorage.setItem(storageKey, JSON.stringify(data.signIn))
  return data.signIn
}

export async function signOut({ token }: BrowserSession): Promise<void> {
  clearSession()
  await execute(token, { query: signOutQuery })
}

export const clearSession = () => sessionStorage.removeItem(storageKey)

/** Returns the stored session, otherwise that of the web application; null if neither is valid. */
export async function loadSession(): Promise<BrowserSession | null> {
  const session = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as StoredSession | null
  if (session && Date.parse(session.expiresAt) > Date.now()) return session
  const { data } = await execute<Pick<BrowserSession, 'viewer'>>(null, { query: viewerQuery })
  return data?.viewer ? { token: null, viewer: data.viewer } : null
}

/** Returns name, role and agency of the user, for the header. */
export const describeViewer = ({ viewer }: BrowserSession) =>
  `${viewer.name} · ${viewer.role} · ${viewer.agency.code}`
