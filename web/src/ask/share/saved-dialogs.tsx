import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { RemoveQuestionDocument, UpdateQuestionDocument } from '../../api/generated/ask/ask.js'
import { clientAt } from '../../api/client.js'
import { fieldErrorsOf } from '../../api/field-errors.js'
import type { SavedQuestionRowFragment } from '../../api/generated/types.js'
import { Button } from '../../design/button.js'
import { FormDialog } from '../../design/dialog.js'
import { Check, TextInput } from '../../design/field.js'
import { Notice } from '../../design/state.js'
import { messageOf } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'

interface DialogProps {
  saved: SavedQuestionRowFragment
  onClose: (isDone: boolean) => void
}

/** Another name, or shared with the agency, or no longer. */
export function RenameDialog({ saved, onClose }: DialogProps) {
  const { t } = useTexts()
  const viewer = useViewer()
  const [name, setName] = useState(saved.name)
  const [shared, setShared] = useState(saved.shared)
  const [error, setError] = useState<CombinedError>()
  const save = async () => {
    const input = { id: saved.id, version: saved.version, name: name.trim(), shared }
    const { error } = await clientAt().mutation(UpdateQuestionDocument, { input })
    setError(error)
    if (!error) onClose(true)
  }
  return (
    <FormDialog
      title={t('web.ask.renameTitle')}
      closeLabel={t('web.state.close')}
      onClose={() => onClose(false)}
      onSubmit={save}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.state.save')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <TextInput
        label={t('web.ask.name')}
        value={name}
        onChange={setName}
        error={fieldErrorsOf(error).name}
        maxLength={200}
      />
      <Check
        label={t('web.ask.share', { agency: viewer.agency.name })}
        isChecked={shared}
        onChange={setShared}
      />
      <p className="meta">{t('web.ask.shareHelp')}</p>
    </FormDialog>
  )
}

/** Asks before a question is deleted: others may run it at its address. */
export function RemoveDialog({ saved, onClose }: DialogProps) {
  const { t } = useTexts()
  const [error, setError] = useState<CombinedError>()
  const remove = async () => {
    const input = { id: saved.id, version: saved.version }
    const { error } = await clientAt().mutation(RemoveQuestionDocument, { input })
    setError(error)
    if (!error) onClose(true)
  }
  return (
    <FormDialog
      title={t('web.ask.deleteTitle')}
      closeLabel={t('web.state.close')}
      onClose={() => onClose(false)}
      onSubmit={remove}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.ask.delete')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <p>{t(saved.shared ? 'web.ask.deleteShared' : 'web.ask.deleteOwn', { name: saved.name })}</p>
    </FormDialog>
  )
}

function ErrorNotice({ error }: { error: CombinedError | undefined }) {
  const { t } = useTexts()
  return error ? (
    <Notice tone="bad" alert>
      <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
    </Notice>
  ) : null
}
