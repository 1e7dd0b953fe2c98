import { useState } from 'react'
import { useClient } from 'urql'
import { CreatePasswordLinkDocument, CreateUserDocument } from '../../api/generated/admin/user/users.js'
import type { Confidentiality, Language, Role, UserKind } from '../../api/generated/types.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Choice } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { machineRoles } from '../admin-rights.js'
import { PasswordLink, type MadeLink } from './password-link.js'
import { UserFields } from './user-fields.js'
import { userLabels } from './user-form.js'
import { userKinds } from './users-search.js'

const labels = { ...userLabels, kind: 'web.admin.kind' } as const

interface NewUserDialogProps {
  onCreated: (id: string) => void
  onClose: () => void
}

/** Creates a user of the ADMIN’s agency; for a person also the one-time link to set a password. */
export function NewUserDialog({ onCreated, onClose }: NewUserDialogProps) {
  const { t, language } = useTexts()
  const client = useClient()
  const { agency } = useViewer()
  const runSensitive = useSensitive()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [made, setMade] = useState<{ id: string; name: string; link: MadeLink; awaitsApproval: boolean }>()
  if (made) return <PasswordLink {...made} onClose={() => onCreated(made.id)} />
  const values = {
    ...{ kind: 'PERSON', name: '', email: '', role: 'OFFICER', clearance: 'INTERNAL' },
    ...{ language: language as string, agency: agency.code },
  }
  return (
    <EditDialog
      title={t('web.admin.newUser')}
      labels={labels}
      base={{ version: 0, values }}
      save={async (_, { kind, name, email, role, clearance, language }) => {
        const input = {
          ...{ name: name.trim(), email: email.trim(), agency: agency.code, idempotencyKey },
          ...{ kind: kind as UserKind, role: role as Role, clearance: clearance as Confidentiality },
          language: language as Language,
        }
        const { data, error } = await runSensitive(() => client.mutation(CreateUserDocument, { input }))
        if (!data) return error
        const { id } = data.createUser
        if (kind !== 'PERSON') {
          onCreated(id)
          return undefined
        }
        const link = await client.mutation(CreatePasswordLinkDocument, { input: { user: id } })
        // Without a link the user exists all the same: their page offers it again.
        if (link.data)
          setMade({
            ...{ id, name: name.trim(), link: link.data.createPasswordLink },
            awaitsApproval: data.createUser.role !== role || data.createUser.clearance !== clearance,
          })
        else onCreated(id)
        return undefined
      }}
      onClose={onClose}
      onSaved={() => undefined}
    >
      {({ bind, values, onChange }) => (
        <>
          <Choice
            {...bind('kind')}
            hint={values.kind === 'MACHINE' ? t('web.admin.machineText') : undefined}
            options={userKinds.map((value) => ({ value, label: t(`web.admin.userKind.${value}`) }))}
            onChange={(kind) =>
              onChange({
                kind,
                ...(kind === 'MACHINE' && !machineRoles.includes(values.role as Role) && { role: 'ANALYST' }),
              })
            }
          />
          <UserFields
            bind={bind}
            values={values}
            kind={values.kind as UserKind}
            hasRights
            hasAgency={false}
          />
        </>
      )}
    </EditDialog>
  )
}
