import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { IssueSummaryDocument, SummaryDocument } from '../api/generated/summary/summary.js'
import { Button } from '../design/button.js'
import { FormDialog } from '../design/dialog.js'
import { TextArea } from '../design/field.js'
import { Notice } from '../design/state.js'
import { messageOf } from '../shell/failure.js'
import { useTexts } from '../text/texts.js'
import type { Summary } from './summary.js'

/** Confirms that the week is frozen as it is now. Issued again it needs a reason. */
export function IssueDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const { t, language } = useTexts()
  const client = useClient()
  const [reason, setReason] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [error, setError] = useState<CombinedError>()
  const { period: week } = summary
  const agency = summary.agency.code
  const save = async () => {
    const input = { agency, week, idempotencyKey, ...(reason.trim() && { reason: reason.trim() }) }
    const { error } = await client.mutation(IssueSummaryDocument, { input })
    setError(error)
    if (error) return
    await client.query(SummaryDocument, { agency, period: week, language }, { requestPolicy: 'network-only' })
    onClose()
  }
  return (
    <FormDialog
      title={t('web.summary.issueTitle')}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('web.summary.issue')}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      <p>{t('web.summary.issueText')}</p>
      {summary.issue ? <TextArea label={t('web.move.reason')} value={reason} onChange={setReason} /> : null}
    </FormDialog>
  )
}
