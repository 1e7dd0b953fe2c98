import { useState } from 'react'
import { useClient } from 'urql'
import { ProspectPageDocument, RecordStakeDocument } from '../api/generated/prospect/prospect-page.js'
import type { StakeEdgeFragment } from '../api/generated/types.js'
import { Choice, FieldRow, TextInput } from '../design/field.js'
import type { PickerItem } from '../design/picker.js'
import { EditDialog } from '../edit/edit-dialog.js'
import { orNull, toDecimal } from '../edit/merge.js'
import { useTexts } from '../text/texts.js'
import { ProspectPicker } from '../edit/prospect-picker.js'

const labels = {
  direction: 'web.prospect.direction',
  percent: 'web.prospect.percent',
  since: 'web.deal.since',
  endedOn: 'web.prospect.endedOn',
} as const

interface StakeDialogProps {
  prospect: { id: string; name: string }
  /** Null: a new one. */
  stake: StakeEdgeFragment | null
  onClose: () => void
}

const toForm = (stake: StakeEdgeFragment | null) => ({
  direction: 'holds',
  percent: stake?.percent.replace(/\.?0+$/, '') ?? '',
  since: stake?.since ?? '',
  endedOn: stake?.endedOn ?? '',
})

/** Records that one company holds a share in another, that the share changed, or that it was given up. */
export function StakeDialog({ prospect, stake, onClose }: StakeDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [other, setOther] = useState<PickerItem | null>(null)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const reload = () =>
    client.query(ProspectPageDocument, { id: prospect.id }, { requestPolicy: 'network-only' }).toPromise()
  return (
    <EditDialog
      title={
        stake
          ? t('web.prospect.editStake', { holder: stake.holder.name, held: stake.held.name })
          : t('web.prospect.newStake')
      }
      labels={labels}
      base={{ version: stake?.version ?? 0, values: toForm(stake) }}
      save={async ({ version }, values) => {
        const isHolder = values.direction === 'holds'
        const input = {
          holder: stake?.holder.id ?? (isHolder ? prospect.id : (other?.id ?? '')),
          held: stake?.held.id ?? (isHolder ? (other?.id ?? '') : prospect.id),
          percent: toDecimal(values.percent.replace('%', '')),
          since: orNull(values.since),
          ...(stake ? { version, endedOn: orNull(values.endedOn) } : { idempotencyKey }),
        }
        const { error } = await client.mutation(RecordStakeDocument, { input })
        if (!error) await reload()
        return error
      }}
      readAgain={async () => {
        const { data } = await reload()
        const found = [...(data?.prospect?.heldBy.nodes ?? []), ...(data?.prospect?.stakesHeld.nodes ?? [])]
        const theirs = found.find(({ id }) => id === stake?.id)
        return theirs ? { version: theirs.version, values: toForm(theirs) } : null
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          {stake ? null : (
            <>
              <Choice
                {...bind('direction')}
                options={[
                  { value: 'holds', label: t('web.prospect.holds', { name: prospect.name }) },
                  { value: 'heldBy', label: t('web.prospect.isHeld', { name: prospect.name }) },
                ]}
              />
              <ProspectPicker
                isFirst
                label={t('web.prospect.otherCompany')}
                chosen={other}
                onChange={setOther}
                except={prospect.id}
              />
            </>
          )}
          <FieldRow>
            <TextInput {...bind('percent')} inputMode="decimal" autoComplete="off" />
            <TextInput {...bind('since')} type="date" />
            {stake ? <TextInput {...bind('endedOn')} type="date" /> : null}
          </FieldRow>
        </>
      )}
    </EditDialog>
  )
}
