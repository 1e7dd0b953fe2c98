import { execute } from './graphql-client'

/** The signed-in user. It is stored per browser tab and ends with the tab. */
export interface BrowserSession {
  token: string
  expiresAt: string
  viewer: { name: string; role: string; agency: { code: string } }
}

const signInQuery = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { name role agency { code } } }
}`
const signOutQuery = 'mutation SignOut { signOut }'

const storageKey = 'ancrage:session'

/** Signs in and stores the session. Rejects with the service’s message when the service refuses. */
export async function signIn(email: string, password: string): Promise<BrowserSession> {
  const { data, errors } = await execute<{ signIn: BrowserSession }>(null, {
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

/** Returns the stored session; null if there is none or it has expired. */
export function loadSession(): BrowserSession | null {
  const session = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as BrowserSession | null
  return session && Date.parse(session.expiresAt) > Date.now() ? session : null
}

/** Returns name, role and agency of the user, for the header. */
export const describeViewer = ({ viewer }: BrowserSession) =>
  `${viewer.name} · ${viewer.role} · ${viewer.agency.code}`
