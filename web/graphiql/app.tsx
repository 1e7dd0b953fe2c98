import { useEffect, useState } from 'react'
import { clearSession, loadSession, signOut } from './session'
import { SignInForm } from './sign-in'
import { Workbench } from './workbench'

/** The sign-in form, then GraphiQL as the signed-in user. */
export function App() {
  const [session, setSession] = useState(loadSession)
  useEffect(() => {
    if (!session) clearSession()
  }, [session])
  if (!session) return <SignInForm onSession={setSession} />
  const leave = () => {
    void signOut(session)
    setSession(null)
  }
  return (
    <Workbench key={session.token} session={session} onLeave={leave} onExpired={() => setSession(null)} />
  )
}
