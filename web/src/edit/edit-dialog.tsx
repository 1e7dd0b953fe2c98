import type { CombinedError } from '@urql/core'
import { useState, type ReactNode } from 'react'
import { codeOf } from '../api/client.js'
import { fieldErrorsOf } from '../api/field-errors.js'
import { Refusal } from '../confirm/refusal.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { Notice } from '../design/state.js'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import { Conflicts } from './conflicts.js'
import { merge, type Conflict } from './merge.js'

/** A row as the form knows it: what was read, and in which version. */
export interface FormBase<Field extends string> {
  version: number
  values: Record<Field, string>
}

/** What connects a control to one field of the form. */
export interface FieldBinding {
  label: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

export interface FormFieldsProps<Field extends string> {
  values: Record<Field, string>
  bind: (field: Field) => FieldBinding
  /** The error of a field of the input that has another name in the form. */
  errorOf: (field: string) => string | undefined
  onChange: (changes: Partial<Record<Field, string>>) => void
}

interface EditDialogProps<Field extends string> {
  title: string
  labels: Record<Field, TextKey>
  base: FormBase<Field>
  /** Saves what differs from the base; returns the error, if there is one. */
  save: (base: FormBase<Field>, values: Record<Field, string>) => Promise<CombinedError | undefined>
  /** Reads the row again after a conflict. A new row has no conflict. */
  readAgain?: () => Promise<FormBase<Field> | null>
  onClose: () => void
  /** Called after it was saved; default: `onClose`. */
  onSaved?: () => void
  /** The messages of an error that does not name its field, at the fields that it is about. */
  errorsOf?: (error: CombinedError) => Partial<Record<Field, string>>
  /** Label of the button that saves. */
  submitLabel?: string
  children: (props: FormFieldsProps<Field>) => ReactNode
}

/** A form over the page. What another user has saved meanwhile is shown beside what was typed; nothing is lost. */
export function EditDialog<Field extends string>({
  title,
  labels,
  base: initial,
  save,
  readAgain,
  onClose,
  onSaved = onClose,
  errorsOf,
  submitLabel,
  children,
}: EditDialogProps<Field>) {
  const { t } = useTexts()
  const [base, setBase] = useState(initial)
  const [values, setValues] = useState(initial.values)
  const [conflicts, setConflicts] = useState<Conflict<Field>[]>([])
  const [error, setError] = useState<CombinedError>()
  const [isSaving, setIsSaving] = useState(false)
  const own: Record<string, string | undefined> = (error && errorsOf?.(error)) ?? {}
  const errors = { ...fieldErrorsOf(error), ...own }
  const wrong = Object.keys(errors)
  /** Each wrong field shows its own message. */
  const isExplained = wrong.length > 0 && wrong.every((field) => field in labels)

  const submit = async () => {
    setIsSaving(true)
    const refusal = await save(base, values)
    const theirs = codeOf(refusal) === 'CONFLICT' ? await readAgain?.() : null
    if (theirs) {
      const merged = merge(base.values, values, theirs.values)
      setBase(theirs)
      setValues(merged.values)
      setConflicts(merged.conflicts)
    }
    setIsSaving(false)
    setError(refusal)
    if (!refusal) onSaved()
  }
  const bind = (field: Field): FieldBinding => ({
    ...{ label: t(labels[field]), value: values[field], error: errors[field] },
    onChange: (value) => setValues((current) => ({ ...current, [field]: value })),
  })
  const onChange = (changes: Partial<Record<Field, string>>) =>
    setValues((current) => ({ ...current, ...changes }))

  return (
    <FormDialog
      title={title}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={isSaving}>
            {submitLabel ?? t('web.state.save')}
          </Button>
        </>
      }
    >
      {error && conflicts.length === 0 ? (
        isExplained ? (
          <Notice tone="bad" alert>
            <p>{t('web.edit.correct')}</p>
          </Notice>
        ) : (
          <Problem error={error} />
        )
      ) : null}
      {conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          labels={labels}
          values={values}
          onChoose={(field, value) => setValues({ ...values, [field]: value })}
        />
      ) : null}
      {children({ values, bind, errorOf: (field) => errors[field], onChange })}
    </FormDialog>
  )
}

function Problem({ error }: { error: CombinedError }) {
  const { t } = useTexts()
  if (codeOf(error) !== 'CONFLICT') return <Refusal error={error} />
  return (
    <Notice tone="bad" alert>
      <p>{t('web.edit.merged')}</p>
    </Notice>
  )
}
