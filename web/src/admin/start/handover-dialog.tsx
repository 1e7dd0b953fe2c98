import { useClient } from 'urql'
import {
  AcceptHandoverDocument,
  DeclineHandoverDocument,
  WithdrawHandoverDocument,
} from '../../api/generated/admin/start/start.js'
import { SuccessorsDocument } from '../../api/generated/admin/user/users.js'
import { useData } from '../../api/use-data.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Choice, TextArea } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { orNull } from '../../edit/merge.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { HandoverAnswer, HandoverOffer } from './waiting.js'

const labels = { officer: 'web.deal.officer', reason: 'web.admin.reason' } as const

interface HandoverDialogProps {
  offer: HandoverOffer
  answer: HandoverAnswer
  onSaved: () => void
  onClose: () => void
}

/** Accepts the lead of a deal, declines it, or withdraws the offer. */
export function HandoverDialog({ offer, answer, onSaved, onClose }: HandoverDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const { agency } = useViewer()
  const runSensitive = useSensitive()
  const { data } = useData(SuccessorsDocument, { agency: agency.id })
  const officers = (data?.users.nodes ?? []).filter(({ role }) => role === 'OFFICER' || role === 'HEAD')
  const send = (officer: string, reason: string) => {
    if (answer === 'accept') {
      const input = { offer: offer.id, officer: orNull(officer) }
      return client.mutation<unknown>(AcceptHandoverDocument, { input })
    }
    const input = { offer: offer.id, reason: orNull(reason) }
    const document = answer === 'decline' ? DeclineHandoverDocument : WithdrawHandoverDocument
    return client.mutation<unknown>(document, { input })
  }
  return (
    <EditDialog
      title={`${t(`web.admin.handover.${answer}`)}: ${offer.deal.reference}`}
      submitLabel={t(`web.admin.handover.${answer}`)}
      labels={labels}
      base={{ version: 0, values: { officer: '', reason: '' } }}
      save={async (_, { officer, reason }) => (await runSensitive(() => send(officer, reason))).error}
      onClose={onClose}
      onSaved={onSaved}
    >
      {({ bind }) =>
        answer === 'accept' ? (
          <Choice
            {...bind('officer')}
            none={t('web.admin.noOfficerYet')}
            options={officers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <TextArea {...bind('reason')} />
        )
      }
    </EditDialog>
  )
}
