import { useClient } from 'urql'
import { AgencyChoicesDocument, JoinDealDocument } from '../../api/generated/deal/team/team.js'
import type { TeamRole } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { Choice, FieldRow, TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'

const labels = { agency: 'web.record.agency', role: 'web.record.role', from: 'web.deal.since' } as const

const joiningRoles: TeamRole[] = ['SUPPORT', 'INFORMED']

interface JoinDialogProps {
  deal: string
  /** Codes of the agencies that are in the team. */
  members: string[]
  onClose: () => void
}

/** Lets an agency join the team of the deal. */
export function JoinDialog({ deal, members, onClose }: JoinDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const { data } = useData(AgencyChoicesDocument, {})
  const others = data?.agencies.nodes.filter(({ code }) => !members.includes(code)) ?? []
  return (
    <EditDialog
      title={t('web.record.join')}
      labels={labels}
      base={{ version: 0, values: { agency: '', role: 'SUPPORT', from: today() } }}
      save={async (_, { agency, role, from }) => {
        const input = { deal, agency, role: role as TeamRole, from }
        return (await client.mutation(JoinDealDocument, { input })).error
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p className="meta">{t('web.record.joinHint')}</p>
          <FieldRow>
            <Choice
              {...bind('agency')}
              none="–"
              options={others.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <Choice
              {...bind('role')}
              options={joiningRoles.map((value) => ({ value, label: t(`web.teamRole.${value}`) }))}
            />
            <TextInput {...bind('from')} type="date" max={today()} />
          </FieldRow>
        </>
      )}
    </EditDialog>
  )
}
