import { useEffect, useState, type FormEvent } from 'react'
import { loadDemoAccounts, type DemoAccounts } from './demo-accounts'
import { signIn, type BrowserSession } from './session'

/** Signs in by e-mail address and password, or as a demo user if the service has demo data. */
export function SignInForm({ onSession }: { onSession: (session: BrowserSession) => void }) {
  const [demo, setDemo] = useState<DemoAccounts | null>(null)
  const [errorMessage, setErrorMessage] = useState('')
  useEffect(() => {
    void loadDemoAccounts().then(setDemo)
  }, [])
  const submit = (email: string, password: string) =>
    signIn(email, password).then(onSession, (error: Error) => setErrorMessage(error.message))
  return (
    <main className="sign-in">
      <h1>Ancrage · GraphiQL</h1>
      <Form onSubmit={submit} />
      <p role="alert">{errorMessage}</p>
      <p>
        <a href={pageSignInAddress()}>Sign in with a second factor or your organisation’s account</a>
      </p>
      {demo && <DemoUsers demo={demo} onSubmit={submit} />}
    </main>
  )
}

/** The page to sign in of the web application, whose session GraphiQL uses; it returns here. */
const pageSignInAddress = () => `../auth/sign-in?returnTo=${encodeURIComponent(location.pathname)}`

type Submit = (email: string, password: string) => Promise<void>

function Form({ onSubmit }: { onSubmit: Submit }) {
  const handleSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void onSubmit(form.get('email') as string, form.get('password') as string)
  }
  return (
    <form onSubmit={handleSubmit}>
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

function DemoUsers({ demo, onSubmit }: { demo: DemoAccounts; onSubmit: Submit }) {
  return (
    <section>
      <h2>Or as a demo user</h2>
      <ul>
        {demo.users.map(({ email, name, role }) => (
          <li key={email}>
            <button type="button" onClick={() => void onSubmit(email, demo.password)}>
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
