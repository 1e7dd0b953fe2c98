import { useState } from 'react'
import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { CreatePasswordLinkDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { useTexts } from '../../text/texts.js'
import { useIsApprovalMissing } from './approval.js'
import { PasswordLink, type MadeLink } from './password-link.js'
import { RequestApproval } from './request-approval.js'
import type { UserActionProps } from './user-of-page.js'

/** Makes a one-time link to set a password. Where a second person has to approve it first, the dialog requests that. */
export function LinkDialog({ user: { id, name }, onClose, onSaved }: UserActionProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [link, setLink] = useState<MadeLink>()
  const { isMissing, check } = useIsApprovalMissing()
  if (link) return <PasswordLink name={name} link={link} onClose={onSaved} />
  if (isMissing) return <RequestApproval user={{ id, name }} onClose={onClose} onSaved={onSaved} />
  const make = async () => {
    const input = { user: id }
    const { data, error } = await runSensitive(() => client.mutation(CreatePasswordLinkDocument, { input }))
    if (data) setLink(data.createPasswordLink)
    return check(error)
  }
  return (
    <AskDialog
      title={t('web.admin.linkFor', { name })}
      submitLabel={t('web.admin.makeLink')}
      act={make}
      onClose={onClose}
      onDone={() => undefined}
    >
      <p>{t('web.admin.makeLinkText')}</p>
    </AskDialog>
  )
}
