import { useClient } from 'urql'
import { codeOf } from '../api/client.js'
import { EnrolSecondFactorDocument } from '../api/generated/profile/profile.js'
import type { EnrolSecondFactorMutation } from '../api/generated/types.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'

interface FactorPasswordProps {
  email: string
  /** Whether there is a second factor already, whose code is required. */
  isReplaced: boolean
  onEnrolled: (password: string, enrolment: EnrolSecondFactorMutation['enrolSecondFactor']) => void
  onClose: () => void
}

const labels = { password: 'web.confirm.password', code: 'web.confirm.code' } as const

/** The first step: who sets up a second factor proves who they are. */
export function FactorPassword({ email, isReplaced, onEnrolled, onClose }: FactorPasswordProps) {
  const { t } = useTexts()
  const client = useClient()
  return (
    <EditDialog
      title={t(isReplaced ? 'web.profile.replaceFactor' : 'web.profile.setUpFactor')}
      submitLabel={t('web.profile.next')}
      labels={labels}
      base={{ version: 0, values: { password: '', code: '' } }}
      save={async (_, { password, code }) => {
        const input = { email, password, ...(isReplaced && { code }) }
        const { data, error } = await client.mutation(EnrolSecondFactorDocument, { input })
        if (data) onEnrolled(password, data.enrolSecondFactor)
        return error
      }}
      errorsOf={(error) => {
        if (codeOf(error) !== 'UNAUTHENTICATED') return {}
        return error.graphQLErrors[0]?.extensions.field === 'code'
          ? { code: t('web.confirm.wrongCode') }
          : { password: t('web.confirm.wrongPassword') }
      }}
      onClose={onClose}
      onSaved={() => undefined}
    >
      {({ bind }) => (
        <>
          <p>{t(isReplaced ? 'web.profile.replaceText' : 'web.profile.setUpText')}</p>
          <TextInput {...bind('password')} type="password" autoComplete="current-password" isFirst />
          {isReplaced ? <TextInput {...bind('code')} autoComplete="one-time-code" /> : null}
        </>
      )}
    </EditDialog>
  )
}
