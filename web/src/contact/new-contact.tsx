import { useState } from 'react'
import { useClient } from 'urql'
import { CreatePersonDocument } from '../api/generated/contact/contact.js'
import { ProspectPageDocument } from '../api/generated/prospect/prospect-page.js'
import { FieldRow, TextArea, TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { linesOf, orNull } from '../edit/merge.js'
import { useTexts } from '../text/texts.js'
import { ContactFields } from './contact-fields.js'
import { contactChanges, contactLabels, emptyContact } from './contact-form.js'
import { SimilarContacts } from './similar-contacts.js'

const labels = {
  ...contactLabels,
  jobTitle: 'web.contact.jobTitle',
  emails: 'web.contact.emails',
  phones: 'web.contact.phones',
} as const

interface NewContactProps {
  prospect: { id: string; name: string }
  onClose: () => void
}

/** Enters a person of a company, and warns of duplicates while one types. */
export function NewContact({ prospect, onClose }: NewContactProps) {
  const { t } = useTexts()
  const client = useClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return (
    <EditDialog
      title={t('web.contact.newAt', { name: prospect.name })}
      labels={labels}
      base={{ version: 0, values: { ...emptyContact, jobTitle: '', emails: '', phones: '' } }}
      save={async (_, values) => {
        const input = {
          ...contactChanges({ ...emptyContact, lawfulBasis: '' }, values),
          ...{ idempotencyKey, name: values.name.trim(), prospect: prospect.id },
          jobTitle: orNull(values.jobTitle),
          emails: linesOf(values.emails),
          phones: linesOf(values.phones),
        }
        const { error } = await client.mutation(CreatePersonDocument, { input })
        if (!error)
          await client.query(ProspectPageDocument, { id: prospect.id }, { requestPolicy: 'network-only' })
        return error
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          <TextInput {...props.bind('name')} isFirst autoComplete="off" />
          <SimilarContacts name={props.values.name} />
          <TextInput {...props.bind('jobTitle')} />
          <FieldRow>
            <TextArea {...props.bind('emails')} rows={2} hint={t('web.prospect.oneInALine')} />
            <TextArea {...props.bind('phones')} rows={2} hint={t('web.prospect.oneInALine')} />
          </FieldRow>
          <ContactFields {...props} />
        </>
      )}
    </EditDialog>
  )
}
