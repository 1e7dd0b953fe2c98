import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import type { FormFieldsProps } from '../../edit/edit-dialog.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { activities, confidentialities, currencies, dealTypes } from '../choices.js'
import type { FormField } from './edit-form.js'

/** The fields of a deal. */
export function EditFields({ bind, errorOf }: FormFieldsProps<FormField>) {
  const { t } = useTexts()
  const { role } = useViewer()
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
        <TextInput {...bind('capexLow')} inputMode="decimal" error={errorOf('capex')} />
        <TextInput {...bind('capexHigh')} inputMode="decimal" />
        <Choice {...bind('currency')} options={currencies.map((value) => ({ value, label: value }))} />
      </FieldRow>
      <FieldRow>
        <PartialDateBox {...bind('decision')} error={errorOf('expectedDecision')} />
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
