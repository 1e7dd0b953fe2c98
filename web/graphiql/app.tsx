import { useEffect, useState } from 'react'
import { clearSession, loadSession, signOut, type BrowserSession } from './session'
import { SignInForm } from './sign-in'
import { Workbench } from './workbench'

/** The sign-in form, then GraphiQL as the signed-in user. */
export function App() {
  const [session, setSession] = useState<BrowserSession | null>()
  useEffect(() => {
    void loadSession().then(setSession)
  }, [])
  useEffect(() => {
    if (session === null) clearSession()
  }, [session])
  if (session === undefined) return null
  if (session === null) return <SignInForm onSession={setSession} />
  const leave = () => {
    void signOut(session)
    setSession(null)
  }
  return (
    <Workbench key={session.token} session={session} onLeave={leave} onExpired={() => setSession(null)} />
  )
}
