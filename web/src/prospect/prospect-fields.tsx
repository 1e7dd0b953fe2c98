import { currencies } from '../deal/choices.js'
import { Choice, FieldRow, TextArea, TextInput } from '../design/field.js'
import type { FormFieldsProps } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { countriesIn } from './countries.js'
import type { ProspectField } from './prospect-form.js'

/** What is known of a company, below its name. */
export function ProspectFields({ bind, errorOf }: FormFieldsProps<ProspectField>) {
  const { t, format } = useTexts()
  return (
    <>
      <FieldRow>
        <Choice {...bind('country')} none="–" options={countriesIn(format)} />
        <TextInput {...bind('city')} />
        <TextInput {...bind('sector')} hint={t('web.prospect.sectorHint')} />
      </FieldRow>
      <TextInput {...bind('legalName')} />
      <TextArea {...bind('aliases')} rows={2} hint={t('web.prospect.oneInALine')} />
      <FieldRow>
        <TextInput {...bind('enterpriseNumber')} />
        <TextInput {...bind('lei')} />
      </FieldRow>
      <TextInput {...bind('website')} type="url" placeholder="https://" />
      <FieldRow>
        <TextInput {...bind('headcount')} inputMode="numeric" />
        <TextInput {...bind('headcountAsOf')} type="date" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('revenue')} inputMode="decimal" error={errorOf('revenue')} />
        <Choice {...bind('currency')} options={currencies.map((value) => ({ value, label: value }))} />
        <TextInput {...bind('revenueAsOf')} type="date" />
      </FieldRow>
      <Choice
        {...bind('confidentiality')}
        hint={t('web.prospect.visibilityHint')}
        options={(['INTERNAL', 'OPEN'] as const).map((value) => ({
          value,
          label: t(`confidentiality.${value}`),
        }))}
      />
    </>
  )
}
