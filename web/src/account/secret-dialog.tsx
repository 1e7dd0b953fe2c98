import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { CopyButton } from './copy-button.js'
import styles from './account.module.css'

interface SecretDialogProps {
  title: string
  /** What to do with it. */
  text: string
  /** What ends it early. */
  warning?: string | undefined
  lines: { label: string; value: string }[]
  onClose: () => void
}

/** Shows what the service returns only once, to copy it. */
export function SecretDialog({ title, text, warning, lines, onClose }: SecretDialogProps) {
  const { t } = useTexts()
  return (
    <FormDialog
      title={title}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={async () => onClose()}
      actions={
        <Button type="submit" kind="primary">
          {t('web.account.kept')}
        </Button>
      }
    >
      <p>{text}</p>
      {warning ? (
        <Notice tone="warn">
          <p>{warning}</p>
        </Notice>
      ) : null}
      <dl className={styles.secrets}>
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code className={styles.secret}>{value}</code>
              <CopyButton text={value} label={label} />
            </dd>
          </div>
        ))}
      </dl>
    </FormDialog>
  )
}
