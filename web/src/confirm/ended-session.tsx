import { lazy, Suspense, useEffect, useState } from 'react'
import { onEndedSession } from '../api/session.js'
import { restartLive } from '../live/live.js'

const EndedSessionDialog = lazy(async () => ({
  default: (await import('./ended-session-dialog.js')).EndedSessionDialog,
}))

/** Asks the user to sign in again when their session has ended below a form. What they typed stays, and is sent then. */
export function EndedSession() {
  const [answer, setAnswer] = useState<{ give: (isSignedIn: boolean) => void } | null>(null)
  useEffect(
    () =>
      onEndedSession(async () => {
        const isSignedIn = await new Promise<boolean>((give) => setAnswer({ give }))
        setAnswer(null)
        if (isSignedIn) restartLive()
        return isSignedIn
      }),
    [],
  )
  return answer ? (
    <Suspense>
      <EndedSessionDialog onAnswer={answer.give} />
    </Suspense>
  ) : null
}
