import type { CombinedError } from '@urql/core'
import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { codeOf } from '../api/client.js'
import { SignInDocument } from '../api/generated/confirm/confirm.js'
import { readSessionUser } from '../api/session.js'
import { Button, buttonClass } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { TextInput } from '../design/field.js'
import { Notice } from '../design/state.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { Refusal } from './refusal.js'

/** Takes the password of the same user again, or waits until they have signed in in another window. */
export function EndedSessionDialog({ onAnswer }: { onAnswer: (isSignedIn: boolean) => void }) {
  const { t } = useTexts()
  const client = useClient()
  const { id, email } = useViewer()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksForCode, setAsksForCode] = useState(false)
  const [error, setError] = useState<CombinedError>()
  const isWrong = codeOf(error) === 'UNAUTHENTICATED'
  const signIn = async () => {
    const input = { email, password, cookie: true, ...(asksForCode && { code }) }
    const { error } = await client.mutation(SignInDocument, { input })
    const needsCode = codeOf(error) === 'SECOND_FACTOR_REQUIRED' && !asksForCode
    if (needsCode) setAsksForCode(true)
    setError(needsCode ? undefined : error)
    if (!error) onAnswer(true)
  }
  return (
    <FormDialog
      title={t('web.session.title')}
      closeLabel={t('web.state.close')}
      onClose={() => onAnswer(false)}
      onSubmit={signIn}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{t('web.session.later')}</Button>
          <Button type="submit" kind="primary">
            {t('web.session.signIn')}
          </Button>
        </>
      }
    >
      <p>{t('web.session.text')}</p>
      {error && !isWrong ? <Refusal error={error} /> : null}
      <TextInput
        label={t('web.session.password', { email })}
        type="password"
        autoComplete="current-password"
        value={password}
        error={isWrong && !asksForCode ? t('web.confirm.wrongPassword') : undefined}
        onChange={setPassword}
        isFirst
      />
      {asksForCode ? (
        <TextInput
          label={t('web.confirm.code')}
          autoComplete="one-time-code"
          value={code}
          error={isWrong ? t('web.confirm.wrongCode') : undefined}
          onChange={setCode}
          isFirst
        />
      ) : null}
      <OtherWindow user={id} onSignedIn={() => onAnswer(true)} />
    </FormDialog>
  )
}

/** Signs in in another window, with the provider for example, and goes on when the same user is signed in there. */
function OtherWindow({ user, onSignedIn }: { user: string; onSignedIn: () => void }) {
  const { t } = useTexts()
  const [problem, setProblem] = useState<'web.session.notYet' | 'web.session.otherUser' | null>(null)
  const check = async () => {
    const found = await readSessionUser().catch(() => null)
    if (found === user) onSignedIn()
    else setProblem(found ? 'web.session.otherUser' : 'web.session.notYet')
  }
  useEffect(() => {
    const checkQuietly = () =>
      void readSessionUser()
        .catch(() => null)
        .then((found) => {
          if (found === user) onSignedIn()
        })
    addEventListener('focus', checkQuietly)
    return () => removeEventListener('focus', checkQuietly)
  })
  return (
    <>
      <p>{t('web.session.otherWay')}</p>
      <p>
        <a href="auth/sign-in" target="_blank" rel="noreferrer" className={buttonClass('plain')}>
          {t('web.session.otherWindow')}
        </a>{' '}
        <Button onClick={() => void check()}>{t('web.session.done')}</Button>
      </p>
      {problem ? (
        <Notice tone="bad" alert>
          <p>{t(problem)}</p>
        </Notice>
      ) : null}
    </>
  )
}
