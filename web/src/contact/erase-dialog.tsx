import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { EraseContactDocument, ErasurePreviewDocument } from '../api/generated/contact/contact.js'
import { useData } from '../api/use-data.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { Check } from '../design/field.js'
import { Notice } from '../design/state.js'
import { messageOf } from '../shell/failure.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'

interface EraseDialogProps {
  contact: { id: string; name: string | null; version: number }
  onClose: () => void
}

/** Erases a person for good. A head also chooses the texts in which the name is blacked out. */
export function EraseDialog({ contact: { id, name, version }, onClose }: EraseDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const isHead = useViewer().role === 'HEAD'
  const { data } = useData(ErasurePreviewDocument, { contact: id })
  const [chosen, setChosen] = useState<string[]>([])
  const [error, setError] = useState<CombinedError>()
  const mentions = data?.erasurePreview ?? []
  const erase = async () => {
    const input = { id, version, ...(chosen.length > 0 && { redactMentions: chosen }) }
    const { error } = await client.mutation(EraseContactDocument, { input })
    setError(error)
    if (!error) onClose()
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
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      <p>{t('web.contact.eraseText')}</p>
      {mentions.length > 0 ? (
        <p>
          {t(isHead ? 'web.contact.chooseMentions' : 'web.contact.mentionsStay', { count: mentions.length })}
        </p>
      ) : null}
      {isHead
        ? mentions.map(({ id, subjectType, excerpt }) => (
            <Check
              key={id}
              label={`${subjectType}: ${excerpt}`}
              isChecked={chosen.includes(id)}
              onChange={(isChecked) =>
                setChosen(isChecked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
          ))
        : null}
    </FormDialog>
  )
}
