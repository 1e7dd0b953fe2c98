import { useClient } from 'urql'
import { codeOf } from '../api/client.js'
import { ConfirmSecondFactorDocument } from '../api/generated/profile/profile.js'
import type { EnrolSecondFactorMutation } from '../api/generated/types.js'
import { CopyButton } from '../account/copy-button.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { QrCode } from './qr-code.js'
import account from '../account/account.module.css'
import styles from './profile.module.css'

interface FactorSetUpProps {
  enrolment: EnrolSecondFactorMutation['enrolSecondFactor']
  credentials: { email: string; password: string }
  onConfirmed: (recoveryCodes: string[]) => void
  onClose: () => void
}

const labels = { code: 'web.profile.firstCode' } as const

/** The second step: the app reads the code, or its key is typed, and a first code proves it. */
export function FactorSetUp({ enrolment, credentials, onConfirmed, onClose }: FactorSetUpProps) {
  const { t } = useTexts()
  const client = useClient()
  const { uri, secret } = enrolment
  return (
    <EditDialog
      title={t('web.profile.scan')}
      submitLabel={t('web.profile.switchOn')}
      labels={labels}
      base={{ version: 0, values: { code: '' } }}
      save={async (_, { code }) => {
        const input = { ...credentials, code }
        const { data, error } = await client.mutation(ConfirmSecondFactorDocument, { input })
        if (data) onConfirmed(data.confirmSecondFactor.recoveryCodes)
        return error
      }}
      errorsOf={(error) =>
        codeOf(error) === 'UNAUTHENTICATED' ? { code: t('web.profile.wrongFirstCode') } : {}
      }
      onClose={onClose}
      onSaved={() => undefined}
    >
      {({ bind }) => (
        <div className={styles.setUp}>
          <QrCode text={uri} label={t('web.profile.qrLabel')} />
          <div className={styles.setUpText}>
            <p>{t('web.profile.scanText')}</p>
            <p>{t('web.profile.typeKey')}</p>
            <p className={account.row}>
              <code className={account.secret}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
              <CopyButton text={secret} label={t('web.profile.appKey')} />
            </p>
            <TextInput
              {...bind('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              hint={t('web.profile.firstCodeHint')}
              isFirst
            />
          </div>
        </div>
      )}
    </EditDialog>
  )
}
