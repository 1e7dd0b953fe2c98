import { useState } from 'react'
import { useClient } from 'urql'
import { CreateApiKeyDocument } from '../api/generated/account/account.js'
import { useSensitive } from '../confirm/sensitive.js'
import { Choice, FieldRow, TextInput } from '../design/field.js'
import { EditDialog, type FormFieldsProps } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { expiryOf, latestExpiry, proposedExpiry } from './expiry.js'
import { ScopesField } from './scopes-field.js'
import { SecretDialog } from './secret-dialog.js'

export interface KeyHolder {
  /** Null: the viewer. */
  id: string | null
  isMachine: boolean
}

interface NewKeyDialogProps {
  holder: KeyHolder
  onCreated: () => void
  onClose: () => void
}

const labels = {
  name: 'web.account.purpose',
  expiresAt: 'web.account.lastDay',
  reach: 'web.account.reach',
  scopes: 'web.account.scopes',
} as const
type KeyField = keyof typeof labels

/** Makes a key, then shows it once. */
export function NewKeyDialog({ holder, onCreated, onClose }: NewKeyDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [key, setKey] = useState<string>()
  if (key)
    return (
      <SecretDialog
        title={t('web.account.keyMade')}
        text={t('web.account.keyMadeText')}
        lines={[{ label: t('web.account.key'), value: key }]}
        onClose={onClose}
      />
    )
  return (
    <EditDialog
      title={t('web.account.newKey')}
      labels={labels}
      base={{
        version: 0,
        values: {
          name: '',
          expiresAt: proposedExpiry(),
          reach: holder.isMachine ? 'some' : 'all',
          scopes: '',
        },
      }}
      save={async (_, { name, expiresAt, reach, scopes }) => {
        const input = {
          ...{ name: name.trim(), expiresAt: expiryOf(expiresAt) },
          ...(holder.id && { user: holder.id }),
          ...(reach === 'some' && { scopes: scopes.split(' ').filter(Boolean) }),
        }
        const { data, error } = await runSensitive(() => client.mutation(CreateApiKeyDocument, { input }))
        if (!data) return error
        setKey(data.createApiKey.key)
        onCreated()
        return undefined
      }}
      onClose={onClose}
      onSaved={() => undefined}
    >
      {(props) => <KeyFields {...props} isMachine={holder.isMachine} />}
    </EditDialog>
  )
}

function KeyFields({ values, bind, errorOf, isMachine }: FormFieldsProps<KeyField> & { isMachine: boolean }) {
  const { t } = useTexts()
  const scopes = bind('scopes')
  return (
    <>
      <FieldRow>
        <TextInput {...bind('name')} hint={t('web.account.purposeHint')} isFirst />
        <TextInput {...bind('expiresAt')} type="date" max={latestExpiry()} />
      </FieldRow>
      {isMachine ? null : (
        <Choice
          {...bind('reach')}
          error={undefined}
          options={[
            { value: 'all', label: t('web.account.readsAll') },
            { value: 'some', label: t('web.account.readsSome') },
          ]}
        />
      )}
      {values.reach === 'some' ? (
        <ScopesField
          value={scopes.value}
          canWrite={isMachine}
          error={errorOf('scopes')}
          onChange={scopes.onChange}
        />
      ) : null}
    </>
  )
}
