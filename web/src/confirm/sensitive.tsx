import type { CombinedError } from '@urql/core'
import { createContext, lazy, Suspense, use, useCallback, useState, type ReactNode } from 'react'
import { codeOf } from '../api/client.js'

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.js')).ConfirmDialog }))

type Action<Result> = () => PromiseLike<Result>

/**
 * Runs a sensitive mutation. When the service asks who the user is, a dialog asks them, and the same mutation runs again,
 * so nothing is typed twice. If they close the dialog, the result is the refusal.
 */
export type RunSensitive = <Result extends { error?: CombinedError | undefined }>(
  action: Action<Result>,
) => Promise<Result>

const SensitiveContext = createContext<RunSensitive | null>(null)

const needsProof = ({ error }: { error?: CombinedError | undefined }): boolean =>
  codeOf(error) === 'REAUTHENTICATION_REQUIRED'

/** The page around whatever needs `useSensitive`. */
export function SensitiveProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<{ answer: (isConfirmed: boolean) => void } | null>(null)
  const run = useCallback<RunSensitive>(async (action) => {
    let result = await action()
    while (needsProof(result)) {
      const isConfirmed = await new Promise<boolean>((answer) => setQuestion({ answer }))
      setQuestion(null)
      if (!isConfirmed) return result
      result = await action()
    }
    return result
  }, [])
  return (
    <SensitiveContext value={run}>
      {children}
      {question ? (
        <Suspense>
          <ConfirmDialog onAnswer={question.answer} />
        </Suspense>
      ) : null}
    </SensitiveContext>
  )
}

export function useSensitive(): RunSensitive {
  const run = use(SensitiveContext)
  if (!run) throw new Error('SensitiveProvider is missing')
  return run
}
