import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { RemoveSecondFactorDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { useTexts } from '../../text/texts.js'
import { useIsApprovalMissing } from './approval.js'
import { RequestApproval } from './request-approval.js'
import type { UserActionProps } from './user-of-page.js'

/** Removes the second factor of a user who has lost it. */
export function RemoveFactorDialog({ user: { id, name }, onClose, onSaved }: UserActionProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { isMissing, check } = useIsApprovalMissing()
  if (isMissing) return <RequestApproval user={{ id, name }} onClose={onClose} onSaved={onSaved} />
  const remove = async () => {
    const input = { user: id }
    const { data, error } = await runSensitive(() => client.mutation(RemoveSecondFactorDocument, { input }))
    if (data) onSaved()
    return check(error)
  }
  return (
    <AskDialog
      title={t('web.admin.removeFactorTitle', { name })}
      submitLabel={t('web.admin.removeFactor')}
      act={remove}
      onClose={onClose}
      onDone={() => undefined}
    >
      <p>{t('web.admin.removeFactorText')}</p>
    </AskDialog>
  )
}
