import { useClient } from 'urql'
import { AskDialog } from '../../account/ask-dialog.js'
import { RemoveFromNeedToKnowDocument } from '../../api/generated/deal/team/team.js'
import { useTexts } from '../../text/texts.js'

interface RemoveFromNeedToKnowDialogProps {
  deal: string
  user: { id: string; name: string }
  onClose: () => void
}

/** Asks before a user loses sight of the deal. */
export function RemoveFromNeedToKnowDialog({ deal, user, onClose }: RemoveFromNeedToKnowDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const { id, name } = user
  return (
    <AskDialog
      title={t('web.record.removeNeedToKnowTitle', { name })}
      submitLabel={t('web.record.removeNeedToKnow')}
      act={async () =>
        (await client.mutation(RemoveFromNeedToKnowDocument, { input: { deal, user: id } })).error
      }
      onClose={onClose}
    >
      <p>{t('web.record.removeNeedToKnowText', { name })}</p>
    </AskDialog>
  )
}
