import { useMemo } from 'react'
import { useClient } from 'urql'
import { ChangePasswordDocument } from '../api/generated/profile/profile.js'
import type { ProfileQuery } from '../api/generated/types.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { StrengthMeter } from './strength-meter.js'

const labels = {
  current: 'web.profile.currentPassword',
  new: 'web.profile.newPassword',
} as const

interface PasswordDialogProps {
  viewer: ProfileQuery['viewer']
  onClose: () => void
}

/** Changes the password. The other sessions end. */
export function PasswordDialog({ viewer: { name, email, agency }, onClose }: PasswordDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const words = useMemo(() => [name, email, agency.name, agency.code], [name, email, agency])
  return (
    <EditDialog
      title={t('web.profile.changePassword')}
      labels={labels}
      base={{ version: 0, values: { current: '', new: '' } }}
      save={async (_, input) => (await client.mutation(ChangePasswordDocument, { input })).error}
      onClose={onClose}
    >
      {({ bind, values }) => (
        <>
          <TextInput {...bind('current')} type="password" autoComplete="current-password" isFirst />
          <TextInput
            {...bind('new')}
            type="password"
            autoComplete="new-password"
            hint={t('web.profile.passwordHint')}
          />
          <StrengthMeter password={values.new} words={words} />
          <p>{t('web.profile.othersEnd')}</p>
        </>
      )}
    </EditDialog>
  )
}
