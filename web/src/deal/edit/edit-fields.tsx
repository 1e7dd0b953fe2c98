import type { CombinedError } from '@urql/core'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { fieldErrorsOf } from '../../api/field-errors.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { activities, confidentialities, currencies, dealTypes } from '../choices.js'
import type { FormField, FormValues } from './edit-form.js'
import { formLabels } from './form-labels.js'

interface EditFieldsProps {
  values: FormValues
  onChange: (changes: Partial<FormValues>) => void
  error: CombinedError | undefined
}

/** The fields of a deal. */
export function EditFields({ values, onChange, error }: EditFieldsProps) {
  const { t } = useTexts()
  const { role } = useViewer()
  const errors = fieldErrorsOf(error)
  const bind = (field: FormField) => ({
    label: t(formLabels[field]),
    value: values[field],
    error: errors[field],
    onChange: (value: string) => onChange({ [field]: value }),
  })
  return (
    <>
      <TextInput {...bind('title')} />
      <TextArea {...bind('description')} />
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
        <TextInput {...bind('sector')} hint="NACE Rev. 2.1" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('capexLow')} inputMode="decimal" error={errors.capex} />
        <TextInput {...bind('capexHigh')} inputMode="decimal" />
        <Choice {...bind('currency')} options={currencies.map((value) => ({ value, label: value }))} />
      </FieldRow>
      <FieldRow>
        <PartialDateBox {...bind('decision')} error={errors.expectedDecision} />
        <TextInput {...bind('nextReview')} type="date" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('codeName')} />
        {role === 'HEAD' ? (
          <Choice
            {...bind('confidentiality')}
            options={confidentialities.map((value) => ({ value, label: t(`confidentiality.${value}`) }))}
          />
        ) : null}
      </FieldRow>
    </>
  )
}
