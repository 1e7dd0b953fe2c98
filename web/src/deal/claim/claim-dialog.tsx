import { useState } from 'react'
import { useClient } from 'urql'
import { RecordClaimDocument } from '../../api/generated/deal/claim/claim.js'
import type { ClaimTextFragment } from '../../api/generated/types.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { today } from '../../day/today.js'
import { Choice, FieldRow, TextArea } from '../../design/field.js'
import { EditDialog, type FormFieldsProps } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { SourceFields } from '../source-fields.js'
import { claimInputOf, claimLabels, emptyClaim, wordingLanguages, type ClaimField } from './claim-form.js'
import { GradeFields } from './grade-fields.js'

interface ClaimDialogProps {
  deal: string
  /** The claims of the deal. The new one may contradict one of them. */
  claims: ClaimTextFragment[]
  onClose: () => void
}

/** Records a claim about the deal with its source and its grade. */
export function ClaimDialog({ deal, claims, onClose }: ClaimDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return (
    <EditDialog
      title={t('web.record.newClaim')}
      labels={claimLabels}
      base={{ version: 0, values: emptyClaim(today()) }}
      save={async (_, values) => {
        const input = { deal, ...claimInputOf(values), idempotencyKey }
        return (await client.mutation(RecordClaimDocument, { input })).error
      }}
      onClose={onClose}
    >
      {(props) => <ClaimFields {...props} claims={claims} />}
    </EditDialog>
  )
}

function ClaimFields({
  bind,
  errorOf,
  claims,
}: FormFieldsProps<ClaimField> & Pick<ClaimDialogProps, 'claims'>) {
  const { format } = useTexts()
  return (
    <>
      <TextArea {...bind('statement')} rows={2} />
      <SourceFields bind={bind} />
      <FieldRow>
        <PartialDateBox {...bind('statedOn')} error={errorOf('statedOn') ?? errorOf('statedWhen')} />
        {claims.length > 0 ? (
          <Choice
            {...bind('disputes')}
            none="–"
            options={claims.map(({ id, statement }) => ({ value: id, label: statement }))}
          />
        ) : null}
      </FieldRow>
      <GradeFields bind={bind} />
      <FieldRow>
        <TextArea {...bind('wording')} rows={2} />
        <Choice
          {...bind('wordingLanguage')}
          none="–"
          options={wordingLanguages.map((value) => ({ value, label: format.language(value) }))}
        />
      </FieldRow>
    </>
  )
}
