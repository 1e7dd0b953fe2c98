import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { CopyButton } from '../account/copy-button.js'
import { useTexts } from '../text/texts.js'
import styles from './profile.module.css'

/** The last step: the recovery codes, which are shown only now. */
export function FactorCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <FormDialog
      title={t('web.profile.recoveryCodes')}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={async () => onClose()}
      actions={
        <>
          <CopyButton text={codes.join('\n')} label={t('web.profile.recoveryCodes')} />
          <Button onClick={() => print()}>{t('web.profile.print')}</Button>
          <Button type="submit" kind="primary">
            {t('web.account.kept')}
          </Button>
        </>
      }
    >
      <p>{t('web.profile.recoveryText')}</p>
      <ol className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
    </FormDialog>
  )
}
