import { useState } from 'react'
import { useClient } from 'urql'
import { ProjectJobsDocument } from '../../api/generated/deal/move/move.js'
import type { ProjectionFragment } from '../../api/generated/types.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { EditDialog, type FormFieldsProps } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { horizons, standings } from '../choices.js'
import { wordingLanguages } from '../claim/claim-form.js'
import type { DealOfPage } from '../deal-of-page.js'
import { SourceFields } from '../source-fields.js'
import { jobsText } from './jobs-text.js'
import {
  jobKinds,
  newProjection,
  projectionInputOf,
  projectionLabels,
  type ProjectionField,
} from './projection-form.js'

interface ProjectionDialogProps {
  deal: Pick<DealOfPage, 'id' | 'currentProjection' | 'jobProjections'>
  onClose: () => void
}

/** Records a statement about jobs with its source. It may replace an earlier statement, which is kept. */
export function ProjectionDialog({ deal, onClose }: ProjectionDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return (
    <EditDialog
      title={t('web.record.newProjection')}
      labels={projectionLabels}
      base={{ version: 0, values: newProjection(deal.currentProjection) }}
      save={async (_, values) => {
        const input = { deal: deal.id, ...projectionInputOf(values), idempotencyKey }
        return (await client.mutation(ProjectJobsDocument, { input })).error
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          <NumberFields {...props} />
          <SourceFields bind={props.bind} />
          <WordingFields {...props} earlier={deal.jobProjections.nodes} />
        </>
      )}
    </EditDialog>
  )
}

function NumberFields({ bind, errorOf }: FormFieldsProps<ProjectionField>) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <TextInput {...bind('low')} inputMode="numeric" isFirst />
        <TextInput {...bind('high')} inputMode="numeric" />
        <Choice
          {...bind('kind')}
          options={jobKinds.map((value) => ({ value, label: t(`jobKind.${value}`) }))}
        />
      </FieldRow>
      <FieldRow>
        <Choice
          {...bind('horizon')}
          options={horizons.map((value) => ({ value, label: t(`jobHorizon.${value}`) }))}
        />
        <TextInput {...bind('targetYear')} inputMode="numeric" maxLength={4} />
        <Choice
          {...bind('standing')}
          options={standings.map((value) => ({ value, label: t(`jobStanding.${value}`) }))}
        />
      </FieldRow>
      <PartialDateBox {...bind('statedOn')} error={errorOf('statedOn') ?? errorOf('statedWhen')} />
    </>
  )
}

interface WordingFieldsProps extends FormFieldsProps<ProjectionField> {
  earlier: ProjectionFragment[]
}

function WordingFields({ bind, earlier }: WordingFieldsProps) {
  const { t, format } = useTexts()
  const replaceable = earlier.filter(({ replacedBy }) => !replacedBy)
  const labelOf = (projection: ProjectionFragment) =>
    [jobsText(projection, format), t(`jobStanding.${projection.standing}`), projection.statedWhen.text].join(
      ', ',
    )
  return (
    <>
      <FieldRow>
        <TextArea {...bind('wording')} rows={2} />
        <Choice
          {...bind('wordingLanguage')}
          none="–"
          options={wordingLanguages.map((value) => ({ value, label: format.language(value) }))}
        />
      </FieldRow>
      {replaceable.length > 0 ? (
        <Choice
          {...bind('replaces')}
          none="–"
          options={replaceable.map((projection) => ({ value: projection.id, label: labelOf(projection) }))}
        />
      ) : null}
    </>
  )
}
