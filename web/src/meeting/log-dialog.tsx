import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { DealByReferenceDocument, RecordMeetingDocument } from '../api/generated/meeting/meetings.js'
import { useData } from '../api/use-data.js'
import { PartialDateBox } from '../day/partial-date-input.js'
import { today } from '../day/today.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { Choice, FieldRow, TextArea, TextInput } from '../design/field.js'
import { Notice } from '../design/state.js'
import { messageOf } from '../shell/failure.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { DealsPicker } from './deals-picker.js'
import { meetingInputOf, newDraft, readDraft, storeDraft, type MeetingDraft } from './meeting-draft.js'
import { PeoplePicker } from './people-picker.js'

interface LogDialogProps {
  /** Reference of the deal that the meeting is about; null: chosen in the form. */
  reference: string | null
  onClose: () => void
}

/** Logs a meeting. What is typed is kept on this device until it is saved; closing the dialog keeps it. */
export function LogDialog({ reference, onClose }: LogDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const viewer = useViewer()
  const { data } = useData(DealByReferenceDocument, { reference: reference ?? '' }, reference === null)
  const [draft, setDraft] = useState(() => readDraft(viewer.id) ?? newDraft(t('web.state.today')))
  const [error, setError] = useState<CombinedError>()
  const [isRefused, setIsRefused] = useState(false)
  const deal = data?.deal && !draft.deals.some(({ id }) => id === data.deal?.id) ? data.deal : null
  const deals = deal ? [{ id: deal.id, label: deal.codeName }, ...draft.deals] : draft.deals
  const change = (changes: Partial<MeetingDraft>) => {
    const next = { ...draft, ...changes }
    setDraft(next)
    storeDraft(viewer.id, next)
  }
  const save = async () => {
    const names = draft.people.map(({ label }) => label).join(', ')
    const input = meetingInputOf(
      { ...draft, deals },
      today(),
      names ? t('web.meeting.defaultTitle', { names }) : t('web.meeting.one'),
    )
    setIsRefused(input === null)
    if (!input) return
    const { error } = await client.mutation(RecordMeetingDocument, { input })
    setError(error)
    if (error) return
    storeDraft(viewer.id, null)
    onClose()
  }
  return (
    <FormDialog
      title={t('web.meeting.log')}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button
            onClick={() => {
              storeDraft(viewer.id, null)
              onClose()
            }}
          >
            {t('web.meeting.discard')}
          </Button>
          <Button type="submit" kind="primary">
            {t('web.state.save')}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.meeting.unsent')}</p>
        </Notice>
      ) : null}
      <PeoplePicker people={draft.people} onChange={(people) => change({ people })} />
      <FieldRow>
        <PartialDateBox
          label={t('web.meeting.when')}
          value={draft.when}
          onChange={(when) => change({ when })}
          error={isRefused ? t('web.day.notRead') : undefined}
        />
        <TextInput label={t('web.deal.place')} value={draft.place} onChange={(place) => change({ place })} />
      </FieldRow>
      <DealsPicker deals={deals} onChange={(deals) => change({ deals })} />
      <TextArea
        label={t('web.meeting.outcome')}
        value={draft.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <MoreFields draft={draft} onChange={change} />
    </FormDialog>
  )
}

interface MoreFieldsProps {
  draft: MeetingDraft
  onChange: (changes: Partial<MeetingDraft>) => void
}

function MoreFields({ draft, onChange }: MoreFieldsProps) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <TextInput
          label={t('web.meeting.nextStep')}
          value={draft.nextStep}
          onChange={(nextStep) => onChange({ nextStep })}
        />
        <TextInput
          label={t('web.meeting.by')}
          type="date"
          value={draft.nextStepOn}
          onChange={(nextStepOn) => onChange({ nextStepOn })}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label={t('web.deal.titleField')}
          hint={t('web.meeting.titleHint')}
          value={draft.title}
          onChange={(title) => onChange({ title })}
        />
        <Choice
          label={t('web.meeting.decisionMaker')}
          none={t('web.meeting.noDecisionMaker')}
          value={draft.decisionMaker}
          options={draft.people.map(({ id, label }) => ({ value: id, label }))}
          onChange={(decisionMaker) => onChange({ decisionMaker })}
        />
      </FieldRow>
    </>
  )
}
