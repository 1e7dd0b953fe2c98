import { useClient } from 'urql'
import { VerifyLandingDocument } from '../../api/generated/deal/landing/landing.js'
import { TextArea } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { orNull } from '../../edit/merge.js'
import { useTexts } from '../../text/texts.js'

/** Confirms, as a second person, that the facts of a landing are true. */
export function VerifyDialog({ deal, onClose }: { deal: string; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  return (
    <EditDialog
      title={t('web.record.verify')}
      labels={{ note: 'web.record.note' }}
      base={{ version: 0, values: { note: '' } }}
      save={async (_, { note }) =>
        (await client.mutation(VerifyLandingDocument, { input: { id: deal, note: orNull(note) } })).error
      }
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p className="meta">{t('web.record.verifyHint')}</p>
          <TextArea {...bind('note')} rows={2} />
        </>
      )}
    </EditDialog>
  )
}
