import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { UpdateUserDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { useTexts } from '../../text/texts.js'
import { isRaised } from './user-fields.js'
import type { UserActionProps } from './user-of-page.js'

/** Lets a deactivated user sign in again; with raised rights it waits for a second person. */
export function ReactivateDialog({ user, onClose, onSaved }: UserActionProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { id, name, version } = user
  const input = { id, version, active: true }
  return (
    <AskDialog
      title={t('web.admin.reactivateTitle', { name })}
      submitLabel={t('web.admin.reactivate')}
      act={async () => (await runSensitive(() => client.mutation(UpdateUserDocument, { input }))).error}
      onClose={onClose}
      onDone={onSaved}
    >
      <p>{t(isRaised(user) ? 'web.admin.reactivateWaits' : 'web.admin.reactivateText')}</p>
    </AskDialog>
  )
}
