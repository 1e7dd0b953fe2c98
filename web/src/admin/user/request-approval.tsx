import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { RequestPasswordResetDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { useTexts } from '../../text/texts.js'

interface RequestApprovalProps {
  user: { id: string; name: string }
  onSaved: () => void
  onClose: () => void
}

/** Asks a second person to approve the recovery of an account with raised rights. */
export function RequestApproval({ user: { id, name }, onSaved, onClose }: RequestApprovalProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  return (
    <AskDialog
      title={t('web.admin.approvalTitle', { name })}
      submitLabel={t('web.admin.askApproval')}
      act={async () =>
        (await runSensitive(() => client.mutation(RequestPasswordResetDocument, { input: { user: id } })))
          .error
      }
      onClose={onClose}
      onDone={onSaved}
    >
      <p>{t('web.admin.approvalText')}</p>
    </AskDialog>
  )
}
