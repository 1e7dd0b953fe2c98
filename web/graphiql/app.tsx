import { useEffect, useState } from 'react'
import { forget, remembered, signOut, type Session } from './session'
import { SignIn } from './sign-in'
import { Workbench } from './workbench'

/** First who you are, then GraphiQL as that person. */
export function App() {
  const [session, setSession] = useState(remembered)
  useEffect(() => {
    if (!session) forget()
  }, [session])
  if (!session) return <SignIn onSession={setSession} />
  const leave = () => {
    void signOut(session)
    setSession(null)
  }
  return (
    <Workbench key={session.token} session={session} onLeave={leave} onExpired={() => setSession(null)} />
  )
}

export const personOf = ({ viewer }: Session) => `${viewer.name} · ${viewer.role} · ${viewer.agency.code}`
