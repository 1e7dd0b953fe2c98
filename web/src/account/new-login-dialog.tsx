import { useState } from 'react'
import { useClient } from 'urql'
import { CreateSqlLoginDocument } from '../api/generated/account/account.js'
import type { CreateSqlLoginMutation } from '../api/generated/types.js'
import { useSensitive } from '../confirm/sensitive.js'
import { FieldRow, TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { expiryOf, latestExpiry, proposedExpiry } from './expiry.js'
import type { KeyHolder } from './new-key-dialog.js'
import { SecretDialog } from './secret-dialog.js'

interface NewLoginDialogProps {
  holder: KeyHolder
  onCreated: () => void
  onClose: () => void
}

const labels = { name: 'web.account.purpose', expiresAt: 'web.account.lastDay' } as const

/** Makes a SQL login, then shows its password once. */
export function NewLoginDialog({ holder, onCreated, onClose }: NewLoginDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [made, setMade] = useState<CreateSqlLoginMutation['createSqlLogin']>()
  if (made) return <MadeLogin made={made} onClose={onClose} />
  return (
    <EditDialog
      title={t('web.account.newLogin')}
      labels={labels}
      base={{ version: 0, values: { name: '', expiresAt: proposedExpiry() } }}
      save={async (_, { name, expiresAt }) => {
        const input = {
          ...{ name: name.trim(), expiresAt: expiryOf(expiresAt) },
          ...(holder.id && { user: holder.id }),
        }
        const { data, error } = await runSensitive(() => client.mutation(CreateSqlLoginDocument, { input }))
        if (!data) return error
        setMade(data.createSqlLogin)
        onCreated()
        return undefined
      }}
      onClose={onClose}
      onSaved={() => undefined}
    >
      {({ bind }) => (
        <FieldRow>
          <TextInput {...bind('name')} hint={t('web.account.loginHint')} isFirst />
          <TextInput {...bind('expiresAt')} type="date" max={latestExpiry()} />
        </FieldRow>
      )}
    </EditDialog>
  )
}

function MadeLogin({
  made,
  onClose,
}: {
  made: CreateSqlLoginMutation['createSqlLogin']
  onClose: () => void
}) {
  const { t } = useTexts()
  const { password, database, port, sqlLogin } = made
  const place = ['host=127.0.0.1', ...(port ? [`port=${port}`] : []), `dbname=${database}`]
  return (
    <SecretDialog
      title={t('web.account.loginMade')}
      text={t('web.account.loginMadeText')}
      lines={[
        { label: t('web.account.password'), value: password },
        { label: t('web.account.login'), value: sqlLogin.login },
        { label: 'psql', value: `psql "${place.join(' ')} user=${sqlLogin.login}"` },
      ]}
      onClose={onClose}
    />
  )
}
