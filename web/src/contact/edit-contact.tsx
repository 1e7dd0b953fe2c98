import { useClient } from 'urql'
import { ContactPageDocument, UpdateContactDocument } from '../api/generated/contact/contact.js'
import type { ContactIdentityFragment } from '../api/generated/types.js'
import { TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { ContactFields } from './contact-fields.js'
import { contactChanges, contactLabels, toContactForm } from './contact-form.js'

interface EditContactProps {
  contact: ContactIdentityFragment & { id: string }
  onClose: () => void
}

/** Edits what is known of a person. What another user has saved meanwhile is shown beside what was typed. */
export function EditContact({ contact, onClose }: EditContactProps) {
  const { t } = useTexts()
  const client = useClient()
  const { id, name, version } = contact
  return (
    <EditDialog
      title={t('web.edit.title', { deal: name ?? '' })}
      labels={contactLabels}
      base={{ version, values: toContactForm(contact) }}
      save={async ({ version, values: base }, values) => {
        const input = { id, version, ...contactChanges(base, values) }
        return (await client.mutation(UpdateContactDocument, { input })).error
      }}
      readAgain={async () => {
        const { data } = await client.query(ContactPageDocument, { id }, { requestPolicy: 'network-only' })
        return data?.contact ? { version: data.contact.version, values: toContactForm(data.contact) } : null
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          <TextInput {...props.bind('name')} />
          <ContactFields {...props} />
        </>
      )}
    </EditDialog>
  )
}
