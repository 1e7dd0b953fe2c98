import { useState } from 'react'
import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { EndUserSessionsDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Check } from '../../design/field.js'
import { useTexts } from '../../text/texts.js'
import type { UserActionProps } from './user-of-page.js'

/** Ends the sessions of a user at once, and on request shuts them out until they set another password. */
export function EndSessionsDialog({ user: { id, name }, onClose, onSaved }: UserActionProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [removePassword, setRemovePassword] = useState(false)
  const input = { user: id, removePassword }
  return (
    <AskDialog
      title={t('web.admin.endSessionsTitle', { name })}
      submitLabel={t('web.admin.endSessions')}
      act={async () => (await runSensitive(() => client.mutation(EndUserSessionsDocument, { input }))).error}
      onClose={onClose}
      onDone={onSaved}
    >
      <p>{t('web.admin.endSessionsText')}</p>
      <Check label={t('web.admin.removePassword')} isChecked={removePassword} onChange={setRemovePassword} />
    </AskDialog>
  )
}
