import { Check, Choice, FieldRow } from '../design/field.js'
import type { FormFieldsProps } from '../edit/edit-dialog.js'
import { languageNames, languages, useTexts } from '../text/texts.js'
import { isTicked, lawfulBases, tickOf, type ContactField } from './contact-form.js'

/** What is known of a person, below their name. */
export function ContactFields({
  bind,
  values,
  onChange,
}: Pick<FormFieldsProps<ContactField>, 'bind' | 'values' | 'onChange'>) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <Choice
          {...bind('language')}
          none="–"
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <Choice
          {...bind('lawfulBasis')}
          none="–"
          options={lawfulBases.map((value) => ({ value, label: t(`web.lawfulBasis.${value}`) }))}
        />
      </FieldRow>
      <Check
        label={t('web.contact.decides')}
        isChecked={isTicked(values.decisionMaker)}
        onChange={(isChecked) => onChange({ decisionMaker: tickOf(isChecked) })}
      />
      <Check
        label={t('web.contact.isPublicFigure')}
        isChecked={isTicked(values.publicFigure)}
        onChange={(isChecked) => onChange({ publicFigure: tickOf(isChecked) })}
      />
    </>
  )
}
