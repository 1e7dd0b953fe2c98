import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { fieldErrorsOf } from '../api/field-errors.js'
import { ConfirmIdentityDocument, OwnFactorsDocument } from '../api/generated/confirm/confirm.js'
import { useData } from '../api/use-data.js'
import { Button, buttonClass } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { TextInput } from '../design/field.js'
import { useTexts } from '../text/texts.js'
import { Refusal } from './refusal.js'

/** Takes the password, and the code of the second factor, before a sensitive mutation runs again. */
export function ConfirmDialog({ onAnswer }: { onAnswer: (isConfirmed: boolean) => void }) {
  const { t } = useTexts()
  const client = useClient()
  const { data } = useData(OwnFactorsDocument, {})
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [error, setError] = useState<CombinedError>()
  const wrong = fieldErrorsOf(error)
  const hasProvider = (data?.viewer.identities.totalCount ?? 0) > 0
  const confirm = async () => {
    const input = { password, ...(code && { code }) }
    const { error } = await client.mutation(ConfirmIdentityDocument, { input })
    setError(error)
    if (!error) onAnswer(true)
  }
  return (
    <FormDialog
      title={t('web.confirm.title')}
      closeLabel={t('web.state.close')}
      onClose={() => onAnswer(false)}
      onSubmit={confirm}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.confirm.submit')}
          </Button>
        </>
      }
    >
      <p>{t('web.confirm.text')}</p>
      {error && !wrong.password ? <Refusal error={error} /> : null}
      <TextInput
        label={t('web.confirm.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        error={wrong.password}
        onChange={setPassword}
        isFirst
      />
      {data?.viewer.hasSecondFactor ? (
        <TextInput
          label={t('web.confirm.code')}
          autoComplete="one-time-code"
          value={code}
          error={wrong.code}
          onChange={setCode}
        />
      ) : null}
      {hasProvider ? <ProviderProof onDone={() => onAnswer(true)} /> : null}
    </FormDialog>
  )
}

/** The provider opens in another window, so that this page keeps what was typed. */
function ProviderProof({ onDone }: { onDone: () => void }) {
  const { t } = useTexts()
  const [isOpened, setIsOpened] = useState(false)
  return (
    <>
      <p>{t('web.confirm.orProvider')}</p>
      <p>
        <a
          href="auth/login?prove=true"
          target="_blank"
          rel="noreferrer"
          className={buttonClass('plain')}
          onClick={() => setIsOpened(true)}
        >
          {t('web.confirm.provider')}
        </a>{' '}
        {isOpened ? (
          <Button kind="primary" onClick={onDone}>
            {t('web.confirm.providerDone')}
          </Button>
        ) : null}
      </p>
    </>
  )
}
