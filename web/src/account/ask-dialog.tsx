import type { CombinedError } from '@urql/core'
import { useState, type ReactNode } from 'react'
import { Refusal } from '../confirm/refusal.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { useTexts } from '../text/texts.js'

export interface AskDialogProps {
  title: string
  /** What happens then. */
  children: ReactNode
  submitLabel: string
  /** Does it; returns the error, if there is one. */
  act: () => Promise<CombinedError | undefined>
  onClose: () => void
  /** Called after it was done; default: `onClose`. */
  onDone?: () => void
}

/** Asks before something that cannot be undone. */
export function AskDialog({ title, children, submitLabel, act, onClose, onDone = onClose }: AskDialogProps) {
  const { t } = useTexts()
  const [error, setError] = useState<CombinedError>()
  const submit = async () => {
    const refusal = await act()
    setError(refusal)
    if (!refusal) onDone()
  }
  return (
    <FormDialog
      title={title}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {submitLabel}
          </Button>
        </>
      }
    >
      {error ? <Refusal error={error} /> : null}
      {children}
    </FormDialog>
  )
}
