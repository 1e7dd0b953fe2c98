import { useState } from 'react'
import { useClient } from 'urql'
import {
  ContactPageDocument,
  CreateEmploymentDocument,
  EndEmploymentDocument,
  UpdateEmploymentDocument,
} from '../api/generated/contact/contact.js'
import type { EmploymentRowFragment } from '../api/generated/types.js'
import { PartialDateBox } from '../day/partial-date-input.js'
import { parsePartialDate } from '../day/partial-date.js'
import { today } from '../day/today.js'
import { FieldRow, TextArea, TextInput } from '../design/field.js'
import type { PickerItem } from '../design/picker.js'
import { EditDialog, type FormFieldsProps } from '../edit/edit-dialog.js'
import { linesOf, orNull } from '../edit/merge.js'
import { ProspectPicker } from '../edit/prospect-picker.js'
import { useTexts } from '../text/texts.js'

const labels = {
  jobTitle: 'web.contact.jobTitle',
  from: 'web.contact.from',
  until: 'web.contact.until',
  emails: 'web.contact.emails',
  phones: 'web.contact.phones',
} as const

export type EmploymentAction = { kind: 'new' } | { kind: 'edit' | 'end'; employment: EmploymentRowFragment }

interface EmploymentDialogProps {
  contact: { id: string; name: string | null }
  action: EmploymentAction
  onClose: () => void
}

const toForm = (row: EmploymentRowFragment | null) => ({
  jobTitle: row?.jobTitle ?? '',
  from: row?.from?.text ?? '',
  until: row?.until?.text ?? '',
  emails: row?.emails.join('\n') ?? '',
  phones: row?.phones.join('\n') ?? '',
})

type Values = ReturnType<typeof toForm>

/** The day that a box of the form states; undefined where it was not changed. */
const changedDate = (base: string, text: string) =>
  base === text ? {} : { value: text.trim() ? parsePartialDate(text, today()) : null }

/** Records where a person works, changes it, or ends it. */
export function EmploymentDialog({ contact, action, onClose }: EmploymentDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [organisation, setOrganisation] = useState<PickerItem | null>(null)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const row = action.kind === 'new' ? null : action.employment
  const where = row?.prospect?.name ?? row?.agency?.name ?? contact.name ?? ''
  const reload = () =>
    client.query(ContactPageDocument, { id: contact.id }, { requestPolicy: 'network-only' }).toPromise()

  const send = async (version: number, base: Values, values: Values) => {
    const from = changedDate(base.from, values.from)
    const until = changedDate(base.until, values.until)
    if (action.kind === 'end') {
      const input = { id: row!.id, version, until: until.value ?? null }
      return (await client.mutation(EndEmploymentDocument, { input })).error
    }
    const input = {
      jobTitle: orNull(values.jobTitle),
      emails: linesOf(values.emails),
      phones: linesOf(values.phones),
      ...('value' in from && { from: from.value }),
      ...('value' in until && { until: until.value }),
    }
    if (row)
      return (await client.mutation(UpdateEmploymentDocument, { input: { ...input, id: row.id, version } }))
        .error
    const place = { contact: contact.id, prospect: organisation?.id ?? null, idempotencyKey }
    return (await client.mutation(CreateEmploymentDocument, { input: { ...input, ...place } })).error
  }

  return (
    <EditDialog
      title={
        action.kind === 'new'
          ? t('web.contact.newEmployment', { name: contact.name ?? '' })
          : t(action.kind === 'end' ? 'web.contact.endAt' : 'web.contact.editAt', { name: where })
      }
      labels={labels}
      base={{ version: row?.version ?? 0, values: toForm(row) }}
      save={async ({ version, values: base }, values) => {
        const error = await send(version, base, values)
        if (!error) await reload()
        return error
      }}
      readAgain={async () => {
        const { data } = await reload()
        const theirs = data?.contact?.employments.nodes.find(({ id }) => id === row?.id)
        return theirs ? { version: theirs.version, values: toForm(theirs) } : null
      }}
      onClose={onClose}
    >
      {({ bind }) =>
        action.kind === 'end' ? (
          <>
            <p>{t('web.contact.endHint')}</p>
            <PartialDateBox {...bind('until')} />
          </>
        ) : (
          <>
            {row ? null : (
              <ProspectPicker
                isFirst
                label={t('web.deal.prospect')}
                chosen={organisation}
                onChange={setOrganisation}
              />
            )}
            <EmploymentFields bind={bind} />
          </>
        )
      }
    </EditDialog>
  )
}

function EmploymentFields({ bind }: Pick<FormFieldsProps<keyof Values>, 'bind'>) {
  const { t } = useTexts()
  return (
    <>
      <TextInput {...bind('jobTitle')} />
      <FieldRow>
        <PartialDateBox {...bind('from')} />
        <PartialDateBox {...bind('until')} />
      </FieldRow>
      <FieldRow>
        <TextArea {...bind('emails')} rows={2} hint={t('web.prospect.oneInALine')} />
        <TextArea {...bind('phones')} rows={2} hint={t('web.prospect.oneInALine')} />
      </FieldRow>
    </>
  )
}
