import { useClient } from 'urql'
import { ProspectPageDocument, UpdateProspectDocument } from '../api/generated/prospect/prospect-page.js'
import type { ProspectIdentityFragment } from '../api/generated/types.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { ProspectFields } from './prospect-fields.js'
import { prospectChanges, prospectLabels, toProspectForm } from './prospect-form.js'

interface EditProspectProps {
  prospect: ProspectIdentityFragment & { id: string }
  onClose: () => void
}

/** Edits what is known of a company. What another user has saved meanwhile is shown beside what was typed. */
export function EditProspect({ prospect, onClose }: EditProspectProps) {
  const { t } = useTexts()
  const client = useClient()
  const { id, name, version } = prospect
  return (
    <EditDialog
      title={t('web.edit.title', { deal: name })}
      labels={prospectLabels}
      base={{ version, values: toProspectForm(prospect) }}
      save={async ({ version, values: base }, values) => {
        const input = { id, version, ...prospectChanges(base, values) }
        return (await client.mutation(UpdateProspectDocument, { input })).error
      }}
      readAgain={async () => {
        const { data } = await client.query(ProspectPageDocument, { id }, { requestPolicy: 'network-only' })
        return data?.prospect
          ? { version: data.prospect.version, values: toProspectForm(data.prospect) }
          : null
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          <TextInput {...props.bind('name')} />
          <ProspectFields {...props} />
        </>
      )}
    </EditDialog>
  )
}
