import { useNavigate } from '@tanstack/react-router'
import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { SaveQuestionDocument, UpdateQuestionDocument } from '../../api/generated/ask/ask.js'
import { clientAt } from '../../api/client.js'
import { fieldErrorsOf } from '../../api/field-errors.js'
import { Button } from '../../design/button.js'
import { FormDialog } from '../../design/dialog.js'
import { Check, TextInput } from '../../design/field.js'
import { Notice } from '../../design/state.js'
import { messageOf } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { savedForm } from '../api-question.js'
import { useLabels } from '../labels.js'
import { useAsk } from '../use-ask.js'

/** Saves the question under a name. A saved question of the viewer’s own that was changed can be saved over. */
export function SaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const viewer = useViewer()
  const { question, showing, saved } = useAsk()
  const labels = useLabels(question)
  const own = saved?.owner.id === viewer.id ? saved : null
  const [isNew, setIsNew] = useState(own === null)
  const [name, setName] = useState(own?.name ?? labels.question(question).slice(0, 200))
  const [shared, setShared] = useState(own?.shared ?? false)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [error, setError] = useState<CombinedError>()
  const { name: source, parameters } = savedForm(question, showing.view === 'list')
  const json = { [showing.view === 'list' ? 'list' : 'statistic']: source, ...parameters }
  const values = { name: name.trim(), shared, question: json }
  const save = async () => {
    const client = clientAt()
    const result =
      own && !isNew
        ? await client.mutation(UpdateQuestionDocument, {
            input: { id: own.id, version: own.version, ...values },
          })
        : await client.mutation(SaveQuestionDocument, { input: { idempotencyKey, ...values } })
    setError(result.error)
    if (result.error || !result.data) return
    const row = 'saveQuestion' in result.data ? result.data.saveQuestion : result.data.updateQuestion
    const { cell: _, ...rest } = showing
    await navigate({ to: '/ask/$savedQuestion', params: { savedQuestion: row.id }, search: rest })
    onClose()
  }
  const errors = fieldErrorsOf(error)
  return (
    <FormDialog
      title={t('web.ask.saveTitle')}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.state.save')}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="bad" alert>
          <p>{errors.question ?? messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      <TextInput
        label={t('web.ask.name')}
        value={name}
        onChange={setName}
        error={errors.name}
        maxLength={200}
      />
      <Check
        label={t('web.ask.share', { agency: viewer.agency.name })}
        isChecked={shared}
        onChange={setShared}
      />
      <p className="meta">{t('web.ask.shareHelp')}</p>
      {own ? <Check label={t('web.ask.saveAsNew')} isChecked={isNew} onChange={setIsNew} /> : null}
    </FormDialog>
  )
}
