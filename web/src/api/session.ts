/** Opens the page to sign in, which comes back to the current address. */
export function signInAgain(): void {
  const page = new URL('auth/sign-in', document.baseURI)
  page.searchParams.set('returnTo', location.pathname + location.search)
  location.assign(page)
}

/** Asks the user to sign in again; resolves to whether they have. */
type AskForSession = () => Promise<boolean>

let askForSession: AskForSession | undefined
let answer: Promise<boolean> | undefined

/** Sets what asks over the page. Without it, the page to sign in opens. */
export function onEndedSession(ask: AskForSession): () => void {
  askForSession = ask
  return () => (askForSession = undefined)
}

/** Mutations that compare a password or a code: UNAUTHENTICATED is about that, not about the session. */
const comparesCredentials = /\b(signIn|enrolSecondFactor|confirmSecondFactor)\(/

const isWrite = /^\s*mutation\b/

/** A form over the page may hold what the user has typed. */
const hasOpenForm = () => document.querySelector('[role="dialog"] form') !== null

/** Returns whether to send the request again, because the user has signed in meanwhile. */
function resume(query: string): Promise<boolean> {
  if (!askForSession || !(isWrite.test(query) || hasOpenForm())) {
    signInAgain()
    return Promise.resolve(false)
  }
  answer ??= askForSession().finally(() => (answer = undefined))
  return answer
}

/** Fetches as the user. When the session has ended, it waits until the user has signed in again, and sends the request again. */
export const fetchInSession: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const { query } = JSON.parse(init?.body as string) as { query: string }
  if (comparesCredentials.test(query) || !(await isUnauthenticated(response.clone()))) return response
  return (await resume(query)) ? fetchInSession(input, init) : response
}

interface Answer {
  data?: { viewer: { id: string } }
  errors?: { extensions?: { code?: string } }[]
}

async function isUnauthenticated(response: Response): Promise<boolean> {
  const text = await response.text()
  if (!text.includes('UNAUTHENTICATED')) return false
  try {
    const { errors } = JSON.parse(text) as Answer
    return errors?.[0]?.extensions?.code === 'UNAUTHENTICATED'
  } catch {
    return false
  }
}

/** Returns the id of the user of the browser's session; null without a session. */
export async function readSessionUser(): Promise<string | null> {
  const response = await fetch(new URL('graphql', document.baseURI), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  })
  const { data } = (await response.json()) as Answer
  return data?.viewer.id ?? null
}
