import { useClient } from 'urql'
import { DealPageDocument } from '../../api/generated/deal/deal-page.js'
import { UpdateDealDocument } from '../../api/generated/deal/move/move.js'
import { today } from '../../day/today.js'
import { EditDialog as FieldsDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import { EditFields } from './edit-fields.js'
import { changesOf, toForm } from './edit-form.js'
import { formLabels } from './form-labels.js'

/** Edits what is known of a deal. What another user has saved meanwhile is shown beside what was typed; nothing is lost. */
export function EditDialog({ deal, onClose }: { deal: DealOfPage; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const { id, reference, version, codeName } = deal
  return (
    <FieldsDialog
      title={t('web.edit.title', { deal: codeName })}
      labels={formLabels}
      base={{ version, values: toForm(deal) }}
      save={async ({ version, values: base }, values) => {
        const input = { id, version, ...changesOf(base, values, today()) }
        return (await client.mutation(UpdateDealDocument, { input })).error
      }}
      readAgain={async () => {
        const { data } = await client.query(
          DealPageDocument,
          { reference },
          { requestPolicy: 'network-only' },
        )
        return data?.deal ? { version: data.deal.version, values: toForm(data.deal) } : null
      }}
      onClose={onClose}
    >
      {(props) => <EditFields {...props} deal={deal} />}
    </FieldsDialog>
  )
}
