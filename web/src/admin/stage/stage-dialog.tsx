import { useClient } from 'urql'
import { StagesDocument, UpdateDealStageDocument } from '../../api/generated/admin/stage/stages.js'
import type { StageFactsFragment } from '../../api/generated/types.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Check, FieldRow, TextInput } from '../../design/field.js'
import { EditDialog, type FormFieldsProps } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { factCodes, factsOf, stageChanges, stageLabels, toStageForm, type StageField } from './stage-form.js'
import account from '../../account/account.module.css'

interface StageDialogProps {
  stage: StageFactsFragment
  onSaved: () => void
  onClose: () => void
}

/** Edits names, probability and required facts of a stage. Its place and its meaning stay. */
export function StageDialog({ stage, onSaved, onClose }: StageDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { code } = stage
  return (
    <EditDialog
      title={t('web.edit.title', { deal: stage.label })}
      labels={stageLabels}
      base={{ version: stage.version, values: toStageForm(stage) }}
      save={async ({ version, values: base }, values) => {
        const input = { code, version, ...stageChanges(base, values) }
        return (await runSensitive(() => client.mutation(UpdateDealStageDocument, { input }))).error
      }}
      readAgain={async () => {
        const { data } = await client.query(StagesDocument, {}, { requestPolicy: 'network-only' })
        const current = data?.dealStages.find((other) => other.code === code)
        return current ? { version: current.version, values: toStageForm(current) } : null
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {(props) => <StageFields {...props} />}
    </EditDialog>
  )
}

function StageFields({ bind, errorOf }: FormFieldsProps<StageField>) {
  const { t } = useTexts()
  const requires = bind('requires')
  const chosen = factsOf(requires.value)
  return (
    <>
      <FieldRow>
        <TextInput {...bind('fr')} lang="fr" error={errorOf('label')} isFirst />
        <TextInput {...bind('nl')} lang="nl" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('de')} lang="de" />
        <TextInput {...bind('en')} lang="en" />
      </FieldRow>
      <TextInput
        {...bind('probability')}
        type="number"
        min={0}
        max={100}
        hint={t('web.admin.probabilityHint')}
      />
      <fieldset className={account.scopes}>
        <legend>{t('web.admin.requires')}</legend>
        {requires.error ? <p className={account.error}>{requires.error}</p> : null}
        {factCodes.map((code) => (
          <Check
            key={code}
            label={t(`fact.${code}`)}
            isChecked={chosen.includes(code)}
            onChange={(isChecked) =>
              requires.onChange(
                (isChecked ? [...chosen, code] : chosen.filter((other) => other !== code)).join(' '),
              )
            }
          />
        ))}
      </fieldset>
    </>
  )
}
