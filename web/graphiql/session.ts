import { ask } from './service'

/** Who is signed in, for as long as the browser tab lives. */
export interface Session {
  token: string
  expiresAt: string
  viewer: { name: string; role: string; agency: { code: string } }
}

export const signInQuery = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { name role agency { code } } }
}`
export const signOutQuery = 'mutation SignOut { signOut }'

const key = 'ancrage:session'

/** Throws an error with the sentence of the service when it refuses. */
export async function signIn(email: string, password: string): Promise<Session> {
  const { data, errors } = await ask<{ signIn: Session }>(null, {
    query: signInQuery,
    variables: { input: { email, password } },
  })
  if (!data) throw new Error(errors?.map(({ message }) => message).join(' '))
  sessionStorage.setItem(key, JSON.stringify(data.signIn))
  return data.signIn
}

export async function signOut({ token }: Session): Promise<void> {
  forget()
  await ask(token, { query: signOutQuery })
}

export const forget = () => sessionStorage.removeItem(key)

/** Null when nobody is signed in, or not any more. */
export function remembered(): Session | null {
  const session = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Session | null
  return session && Date.parse(session.expiresAt) > Date.now() ? session : null
}
