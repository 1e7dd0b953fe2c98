import { useClient } from 'urql'
import { LeaveDealDocument } from '../../api/generated/deal/team/team.js'
import { today } from '../../day/today.js'
import { TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'

interface LeaveDialogProps {
  deal: string
  agency: { code: string; name: string }
  onClose: () => void
}

/** Ends the membership of an agency. What it did stays in the past of the deal. */
export function LeaveDialog({ deal, agency, onClose }: LeaveDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  return (
    <EditDialog
      title={t('web.record.leaveTitle', { name: agency.name })}
      labels={{ until: 'web.record.until' }}
      base={{ version: 0, values: { until: today() } }}
      save={async (_, { until }) =>
        (await client.mutation(LeaveDealDocument, { input: { deal, agency: agency.code, until } })).error
      }
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p className="meta">{t('web.record.leaveHint')}</p>
          <TextInput {...bind('until')} type="date" max={today()} />
        </>
      )}
    </EditDialog>
  )
}
