import { useClient } from 'urql'
import { UpdateUserDocument, UsersDocument } from '../../api/generated/admin/user/users.js'
import type { UserFactsFragment } from '../../api/generated/types.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { UserFields } from './user-fields.js'
import { toUserForm, userChanges, userLabels } from './user-form.js'

interface EditUserDialogProps {
  user: UserFactsFragment & { id: string }
  onSaved: () => void
  onClose: () => void
}

/** Edits a user of the own agency. What takes a second person waits, and the page shows that it waits. */
export function EditUserDialog({ user, onSaved, onClose }: EditUserDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const viewer = useViewer()
  const runSensitive = useSensitive()
  const { id } = user
  return (
    <EditDialog
      title={t('web.edit.title', { deal: user.name })}
      labels={userLabels}
      base={{ version: user.version, values: toUserForm(user) }}
      save={async ({ version, values: base }, values) => {
        const input = { id, version, ...userChanges(base, values) }
        return (await runSensitive(() => client.mutation(UpdateUserDocument, { input }))).error
      }}
      readAgain={async () => {
        const variables = { where: { id: { eq: id } } }
        const { data } = await client.query(UsersDocument, variables, { requestPolicy: 'network-only' })
        const current = data?.users.nodes[0]
        return current ? { version: current.version, values: toUserForm(current) } : null
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {({ bind, values }) => (
        <UserFields bind={bind} values={values} kind={user.kind} hasRights={id !== viewer.id} hasAgency />
      )}
    </EditDialog>
  )
}
