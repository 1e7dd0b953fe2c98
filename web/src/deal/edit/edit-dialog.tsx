import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { codeOf } from '../../api/client.js'
import { DealPageDocument } from '../../api/generated/deal/deal-page.js'
import { UpdateDealDocument } from '../../api/generated/deal/move/move.js'
import { today } from '../../day/today.js'
import { Button } from '../../design/button.js'
import { FormDialog } from '../../design/dialog.js'
import { Notice } from '../../design/state.js'
import { messageOf } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import { Conflicts } from './conflicts.js'
import { EditFields } from './edit-fields.js'
import { changesOf, merge, toForm, type Conflict } from './edit-form.js'

/** Edits what is known of a deal. What another user has saved meanwhile is shown beside what was typed; nothing is lost. */
export function EditDialog({ deal, onClose }: { deal: DealOfPage; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const [base, setBase] = useState(() => ({ version: deal.version, values: toForm(deal) }))
  const [values, setValues] = useState(base.values)
  const [conflicts, setConflicts] = useState<Conflict[]>([])
  const [error, setError] = useState<CombinedError>()
  const [isSaving, setIsSaving] = useState(false)

  const readAgain = async () => {
    const variables = { reference: deal.reference }
    const { data } = await client.query(DealPageDocument, variables, { requestPolicy: 'network-only' })
    if (!data?.deal) return
    const theirs = toForm(data.deal)
    const merged = merge(base.values, values, theirs)
    setBase({ version: data.deal.version, values: theirs })
    setValues(merged.values)
    setConflicts(merged.conflicts)
  }

  const save = async () => {
    setIsSaving(true)
    const input = { id: deal.id, version: base.version, ...changesOf(base.values, values, today()) }
    const { error } = await client.mutation(UpdateDealDocument, { input })
    if (codeOf(error) === 'CONFLICT') await readAgain()
    setIsSaving(false)
    setError(error)
    if (!error) onClose()
  }

  return (
    <FormDialog
      title={t('web.edit.title', { deal: deal.codeName })}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={isSaving}>
            {t('web.state.save')}
          </Button>
        </>
      }
    >
      {error && conflicts.length === 0 ? (
        <Notice tone="bad" alert>
          <p>
            {codeOf(error) === 'CONFLICT'
              ? t('web.edit.merged')
              : (messageOf(error) ?? t('web.state.unreachable'))}
          </p>
        </Notice>
      ) : null}
      {conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          values={values}
          onChoose={(field, value) => setValues({ ...values, [field]: value })}
        />
      ) : null}
      <EditFields
        values={values}
        onChange={(changes) => setValues({ ...values, ...changes })}
        error={error}
      />
    </FormDialog>
  )
}
