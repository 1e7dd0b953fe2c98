import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { EraseContactDocument, ErasurePreviewDocument } from '../api/generated/contact/contact.js'
import { useData } from '../api/use-data.js'
import { Refusal } from '../confirm/refusal.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { MentionChoice } from './mention/mention-choice.js'

interface EraseDialogProps {
  contact: { id: string; name: string | null; version: number }
  onErased: () => void
  onClose: () => void
}

/** Erases a person for good. A head also chooses the texts in which the name is blacked out. */
export function EraseDialog({ contact: { id, name, version }, onErased, onClose }: EraseDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const isHead = useViewer().role === 'HEAD'
  const preview = useData(ErasurePreviewDocument, { contact: id })
  const [chosen, setChosen] = useState<string[]>([])
  const [error, setError] = useState<CombinedError>()
  const mentions = preview.data?.erasurePreview ?? []
  const erase = async () => {
    const input = { id, version, ...(chosen.length > 0 && { redactMentions: chosen }) }
    const { error } = await client.mutation(EraseContactDocument, { input })
    setError(error)
    if (!error) onErased()
  }
  return (
    <FormDialog
      title={t('web.contact.eraseTitle', { name: name ?? '' })}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={erase}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.contact.eraseForGood')}
          </Button>
        </>
      }
    >
      {error ? <Refusal error={error} /> : null}
      <p>{t('web.contact.eraseText')}</p>
      {preview.isLoading ? <Skeleton rows={3} label={t('web.state.loading')} /> : null}
      {preview.error && !preview.data ? <Failure error={preview.error} onRetry={preview.reload} /> : null}
      {mentions.length > 0 ? (
        <p>
          {t(isHead ? 'web.contact.chooseMentions' : 'web.contact.mentionsStay', { count: mentions.length })}
        </p>
      ) : null}
      {isHead ? (
        <MentionChoice
          mentions={mentions}
          isChosen={(id) => chosen.includes(id)}
          onChange={(id, isChosen) =>
            setChosen(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))
          }
        />
      ) : null}
    </FormDialog>
  )
}
