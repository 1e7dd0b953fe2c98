import { useState } from 'react'
import { useClient } from 'urql'
import { CorrectMoveDocument, MoveForFormDocument } from '../../api/generated/deal/move/move.js'
import type { DealStageCode, MoveForFormQuery } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { Check, Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useSession } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'

const labels = { to: 'web.move.to', effectiveOn: 'web.move.on', reason: 'web.move.reason' } as const

type Move = NonNullable<MoveForFormQuery['deal']>['transitions']['nodes'][number]

interface CorrectDialogProps {
  deal: string
  /** Id of the move. */
  move: string
  onClose: () => void
}

/** Corrects the stage or the day of a move, or takes the move back. The first statement is kept. */
export function CorrectDialog({ deal, move, onClose }: CorrectDialogProps) {
  const { data } = useData(MoveForFormDocument, { deal, move })
  const row = data?.deal?.transitions.nodes[0]
  return data?.deal && row ? (
    <CorrectForm deal={deal} version={data.deal.version} move={row} onClose={onClose} />
  ) : null
}

interface CorrectFormProps {
  deal: string
  version: number
  move: Move
  onClose: () => void
}

const toForm = ({ to, effectiveOn }: Move) => ({ to: to.code as string, effectiveOn, reason: '' })

function CorrectForm({ deal, version, move, onClose }: CorrectFormProps) {
  const { t } = useTexts()
  const { stages } = useSession()
  const client = useClient()
  const [withdrawn, setWithdrawn] = useState(false)
  return (
    <EditDialog
      title={t('web.record.correctMove')}
      labels={labels}
      base={{ version, values: toForm(move) }}
      save={async ({ version, values: base }, { to, effectiveOn, reason }) => {
        const changes = {
          ...(to !== base.to && { to: to as DealStageCode }),
          ...(effectiveOn !== base.effectiveOn && { effectiveOn }),
        }
        const input = { move: move.id, version, reason: reason.trim() }
        return (
          await client.mutation(CorrectMoveDocument, {
            input: { ...input, ...(withdrawn ? { withdrawn } : changes) },
          })
        ).error
      }}
      readAgain={async () => {
        const { data } = await client.query(
          MoveForFormDocument,
          { deal, move: move.id },
          { requestPolicy: 'network-only' },
        )
        const theirs = data?.deal?.transitions.nodes[0]
        return data?.deal && theirs ? { version: data.deal.version, values: toForm(theirs) } : null
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          {withdrawn ? null : (
            <FieldRow>
              <Choice {...bind('to')} options={stages.map(({ code, label }) => ({ value: code, label }))} />
              <TextInput {...bind('effectiveOn')} type="date" max={today()} />
            </FieldRow>
          )}
          <Check label={t('web.record.withdrawMove')} isChecked={withdrawn} onChange={setWithdrawn} />
          <TextArea {...bind('reason')} rows={2} />
        </>
      )}
    </EditDialog>
  )
}
