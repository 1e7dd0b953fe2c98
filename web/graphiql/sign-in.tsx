import { useEffect, useState, type FormEvent } from 'react'
import { findDemo, type Demo } from './demo'
import { signIn, type Session } from './session'

/** By e-mail address and password, or as a demo user where the service has them. */
export function SignIn({ onSession }: { onSession: (session: Session) => void }) {
  const [demo, setDemo] = useState<Demo | null>(null)
  const [refusal, setRefusal] = useState('')
  useEffect(() => {
    void findDemo().then(setDemo)
  }, [])
  const enter = (email: string, password: string) =>
    signIn(email, password).then(onSession, (error: Error) => setRefusal(error.message))
  return (
    <main className="sign-in">
      <h1>Ancrage · GraphiQL</h1>
      <Form onEnter={enter} />
      <p role="alert">{refusal}</p>
      {demo && <DemoUsers demo={demo} onEnter={enter} />}
    </main>
  )
}

type Enter = (email: string, password: string) => Promise<void>

function Form({ onEnter }: { onEnter: Enter }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void onEnter(form.get('email') as string, form.get('password') as string)
  }
  return (
    <form onSubmit={submit}>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required autoFocus />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button>Sign in</button>
    </form>
  )
}

function DemoUsers({ demo, onEnter }: { demo: Demo; onEnter: Enter }) {
  return (
    <section>
      <h2>Or as a demo user</h2>
      <ul>
        {demo.users.map(({ email, name, role }) => (
          <li key={email}>
            <button type="button" onClick={() => void onEnter(email, demo.password)}>
              <strong>{name}</strong>
              <span>
                {role} · {email}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
