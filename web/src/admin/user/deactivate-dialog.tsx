import { useClient } from 'urql'
import {
  DeactivateUserDocument,
  SuccessorsDocument,
  UsersDocument,
} from '../../api/generated/admin/user/users.js'
import { useData } from '../../api/use-data.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Choice, FieldRow } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { orNull } from '../../edit/merge.js'
import { useTexts } from '../../text/texts.js'
import { HoldingsList } from './holdings.js'
import type { UserActionProps } from './user-of-page.js'

const labels = { newOfficer: 'web.admin.newOfficer', newAssignee: 'web.admin.newAssignee' } as const
const empty = { newOfficer: '', newAssignee: '' }

/** Deactivates a user, and hands over what they hold in the same step. */
export function DeactivateDialog({ user, onClose, onSaved }: UserActionProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { data } = useData(SuccessorsDocument, { agency: user.agency.id })
  const others = (data?.users.nodes ?? []).filter(({ id }) => id !== user.id)
  const optionsOf = (users: typeof others) =>
    users.map(({ id, name, role }) => ({ value: id, label: `${name}, ${t(`web.role.${role}`)}` }))
  const { id, name, version } = user
  return (
    <EditDialog
      title={t('web.admin.deactivateTitle', { name })}
      submitLabel={t('web.admin.deactivate')}
      labels={labels}
      base={{ version, values: empty }}
      save={async ({ version }, { newOfficer, newAssignee }) => {
        const successors = { newOfficer: orNull(newOfficer), newAssignee: orNull(newAssignee) }
        const input = { id, version, ...successors }
        return (await runSensitive(() => client.mutation(DeactivateUserDocument, { input }))).error
      }}
      readAgain={async () => {
        const variables = { where: { id: { eq: id } } }
        const { data } = await client.query(UsersDocument, variables, { requestPolicy: 'network-only' })
        const current = data?.users.nodes[0]
        return current ? { version: current.version, values: empty } : null
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {({ bind }) => (
        <>
          <p>{t('web.admin.deactivateText')}</p>
          <HoldingsList user={user} />
          <FieldRow>
            <Choice
              {...bind('newOfficer')}
              none={t('web.admin.keepOfficer')}
              hint={t('web.admin.newOfficerHint')}
              options={optionsOf(others.filter(({ role }) => role === 'OFFICER' || role === 'HEAD'))}
            />
            <Choice
              {...bind('newAssignee')}
              none={t('web.admin.keepAssignee')}
              hint={t('web.admin.newAssigneeHint')}
              options={optionsOf(others)}
            />
          </FieldRow>
        </>
      )}
    </EditDialog>
  )
}
