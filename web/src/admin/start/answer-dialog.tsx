import { useState } from 'react'
import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import {
  AnswerErasureRequestDocument,
  ErasureRequestMentionsDocument,
} from '../../api/generated/admin/start/start.js'
import { useData } from '../../api/use-data.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { MentionChoice } from '../../contact/mention/mention-choice.js'
import { TextArea } from '../../design/field.js'
import { Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { orNull } from '../../edit/merge.js'
import { useTexts } from '../../text/texts.js'
import type { ErasureRequest } from './waiting.js'

interface AnswerDialogProps {
  request: ErasureRequest
  onSaved: () => void
  onClose: () => void
}

/** Answers a request to erase: the HEAD chooses the texts in which the name is blacked out, and says why others stay. */
export function AnswerDialog({ request: { id, version }, onSaved, onClose }: AnswerDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const { data, error, isLoading, reload } = useData(ErasureRequestMentionsDocument, { request: id })
  const [kept, setKept] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const mentions = data?.erasurePreview ?? []
  const answer = async () => {
    const redactMentions = mentions.map(({ id }) => id).filter((mention) => !kept.includes(mention))
    const input = { id, version, redactMentions, reason: orNull(reason) }
    return (await runSensitive(() => client.mutation(AnswerErasureRequestDocument, { input }))).error
  }
  return (
    <AskDialog
      title={t('web.admin.answerTitle')}
      submitLabel={t('web.admin.answerSubmit')}
      act={answer}
      onClose={onClose}
      onDone={onSaved}
    >
      <p>{t('web.admin.answerText')}</p>
      {isLoading ? <Skeleton rows={3} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data && mentions.length === 0 ? <Empty>{t('web.admin.noMention')}</Empty> : null}
      <MentionChoice
        mentions={mentions}
        isChosen={(id) => !kept.includes(id)}
        onChange={(id, isChosen) => setKept(isChosen ? kept.filter((other) => other !== id) : [...kept, id])}
      />
      <TextArea label={t('web.admin.keptReason')} value={reason} onChange={setReason} />
    </AskDialog>
  )
}
