import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import type { FormFieldsProps } from '../../edit/edit-dialog.js'
import { Notice } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import { activities, confidentialities, currencies, dealTypes } from '../choices.js'
import type { FormField } from './edit-form.js'

/** The fields of a deal. */
export function EditFields({
  bind,
  values,
  errorOf,
  deal,
}: FormFieldsProps<FormField> & { deal: DealOfPage }) {
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
      {values.confidentiality === 'SECRET' && deal.confidentiality !== 'SECRET' ? (
        <SecretNotice deal={deal} />
      ) : null}
    </>
  )
}

/** Who sees a deal once it is SECRET: its need-to-know list, to which the service adds its officer and the HEAD who decides. */
function SecretNotice({ deal: { officer, needToKnow } }: { deal: DealOfPage }) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const users = [viewer, ...(officer ? [officer] : []), ...needToKnow.map(({ user }) => user)]
  const names = [...new Map(users.map(({ id, name }) => [id, name])).values()]
  return (
    <Notice tone="warn">
      <p>{t('web.edit.secret', { names: format.list(names) })}</p>
    </Notice>
  )
}
