import { useState } from 'react'
import { useClient } from 'urql'
import { AgencyChoicesDocument, HandOverDealDocument } from '../../api/generated/deal/team/team.js'
import { useData } from '../../api/use-data.js'
import { Check, Choice, TextArea } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'

const labels = { to: 'web.record.newLead', reason: 'web.move.reason' } as const

/** Offers the lead to another agency, whose HEAD accepts or declines it. */
export function HandoverDialog({ deal, onClose }: { deal: DealOfPage; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const { agency } = useViewer()
  const [leaves, setLeaves] = useState(false)
  const { data } = useData(AgencyChoicesDocument, {})
  const others = data?.agencies.nodes.filter(({ code }) => code !== agency.code) ?? []
  return (
    <EditDialog
      title={t('web.record.handOver')}
      labels={labels}
      base={{ version: deal.version, values: { to: '', reason: '' } }}
      save={async ({ version }, { to, reason }) => {
        const input = { deal: deal.id, version, to, reason: reason.trim(), leaves }
        return (await client.mutation(HandOverDealDocument, { input })).error
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <p className="meta">{t('web.record.handOverHint')}</p>
          <Choice
            {...bind('to')}
            none="–"
            options={others.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <TextArea {...bind('reason')} rows={2} />
          <Check label={t('web.record.leaves')} isChecked={leaves} onChange={setLeaves} />
        </>
      )}
    </EditDialog>
  )
}
