import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useClient } from 'urql'
import { OpenDealDocument } from '../api/generated/prospect/prospect-page.js'
import type { Activity, Confidentiality, DealType } from '../api/generated/types.js'
import { PartialDateBox } from '../day/partial-date-input.js'
import { parsePartialDate } from '../day/partial-date.js'
import { today } from '../day/today.js'
import { activities, confidentialities, dealTypes } from '../deal/choices.js'
import { Choice, FieldRow, TextArea, TextInput } from '../design/field.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { orNull } from '../edit/merge.js'
import { useTexts } from '../text/texts.js'

const labels = {
  title: 'web.deal.titleField',
  codeName: 'web.deal.codeName',
  description: 'web.deal.description',
  activity: 'web.deal.activity',
  type: 'web.deal.type',
  sector: 'web.deal.sector',
  decision: 'web.deal.decision',
  confidentiality: 'web.deal.confidentiality',
} as const

interface OpenDealDialogProps {
  prospect: { id: string; name: string; sector: string | null }
  onClose: () => void
}

/** Opens a deal of the company and shows its page. */
export function OpenDealDialog({ prospect, onClose }: OpenDealDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const navigate = useNavigate()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const reference = useRef('')
  const values = {
    ...{ title: `${prospect.name}: `, codeName: '', description: '', activity: '', type: '' },
    ...{ sector: prospect.sector ?? '', decision: '', confidentiality: 'INTERNAL' },
  }
  return (
    <EditDialog
      title={t('web.prospect.openDealOf', { name: prospect.name })}
      labels={labels}
      base={{ version: 0, values }}
      save={async (_, values) => {
        const input = {
          idempotencyKey,
          prospect: prospect.id,
          title: values.title.trim(),
          codeName: values.codeName.trim(),
          description: orNull(values.description),
          activity: orNull(values.activity) as Activity | null,
          type: orNull(values.type) as DealType | null,
          sector: orNull(values.sector),
          expectedDecision: parsePartialDate(values.decision, today()),
          confidentiality: values.confidentiality as Confidentiality,
        }
        const { data, error } = await client.mutation(OpenDealDocument, { input })
        reference.current = data?.openDeal.reference ?? ''
        return error
      }}
      onSaved={() => void navigate({ to: '/deals/$reference', params: { reference: reference.current } })}
      onClose={onClose}
    >
      {({ bind, errorOf }) => (
        <>
          <TextInput {...bind('title')} isFirst />
          <FieldRow>
            <TextInput {...bind('codeName')} hint={t('web.prospect.codeNameHint')} />
            <Choice
              {...bind('confidentiality')}
              options={confidentialities.map((value) => ({ value, label: t(`confidentiality.${value}`) }))}
            />
          </FieldRow>
          <FieldRow>
            <Choice
              {...bind('activity')}
              none="–"
              options={activities.map((value) => ({ value, label: t(`activity.${value}`) }))}
            />
            <Choice
              {...bind('type')}
              none="–"
              options={dealTypes.map((value) => ({ value, label: t(`dealType.${value}`) }))}
            />
            <TextInput {...bind('sector')} hint={t('web.prospect.sectorHint')} />
          </FieldRow>
          <PartialDateBox {...bind('decision')} error={errorOf('expectedDecision')} />
          <TextArea {...bind('description')} />
        </>
      )}
    </EditDialog>
  )
}
