import { MoveChoicesDocument } from '../../api/generated/deal/move/move.js'
import type { DealCoreFragment, DealStageCode } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { Button } from '../../design/button.js'
import { FormDialog } from '../../design/dialog.js'
import { Check, Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { Notice } from '../../design/state.js'
import { messageOf } from '../../shell/failure.js'
import { useSession } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { MissingFields } from './missing-fields.js'
import { useMove } from './use-move.js'

interface MoveDialogProps {
  deal: DealCoreFragment
  /** The stage that is proposed. */
  stage: DealStageCode
  onClose: () => void
}

/** Moves a deal: shows what the chosen stage lacks, each fact with the field to supply it. */
export function MoveDialog({ deal, stage: proposed, onClose }: MoveDialogProps) {
  const { t } = useTexts()
  const { viewer } = useSession()
  const { stage, draft, move, error, isSaving, facts, save, needsReason, supply, change, setStage } = useMove(
    deal,
    proposed,
    onClose,
  )
  const { data: choices } = useData(MoveChoicesDocument, { agency: viewer.agency.code })
  const hasFacts = facts.length > 0
  return (
    <FormDialog
      title={t('web.move.title', { deal: deal.codeName })}
      closeLabel={t('web.state.close')}
      onClose={onClose}
      onSubmit={() => save(stage)}
      actions={
        <>
          <Button onClick={onClose}>{t('web.state.cancel')}</Button>
          {hasFacts ? (
            <Button disabled={isSaving} onClick={() => void save(null)}>
              {t('web.move.factsOnly')}
            </Button>
          ) : null}
          <Button type="submit" kind="primary" disabled={isSaving}>
            {t(hasFacts ? 'web.move.factsAndMove' : 'web.move.move')}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      <StageAndDay
        current={deal.stage.code}
        stage={stage}
        onStage={setStage}
        day={move.effectiveOn}
        onDay={(effectiveOn) => change({ effectiveOn })}
      />
      <MissingFields facts={facts} draft={draft} onChange={supply} choices={choices} deal={deal} />
      {viewer.role === 'HEAD' && hasFacts ? (
        <Check
          label={t('web.move.override')}
          isChecked={move.override}
          onChange={(override) => change({ override })}
        />
      ) : null}
      {needsReason ? (
        <TextArea
          label={t('web.move.reason')}
          value={move.reason}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
    </FormDialog>
  )
}

interface StageAndDayProps {
  current: DealStageCode
  stage: DealStageCode
  onStage: (stage: DealStageCode) => void
  day: string
  onDay: (day: string) => void
}

function StageAndDay({ current, stage, onStage, day, onDay }: StageAndDayProps) {
  const { t } = useTexts()
  const { stages } = useSession()
  const options = stages
    .filter(({ code }) => code !== current)
    .map(({ code, label }) => ({ value: code, label }))
  return (
    <FieldRow>
      <Choice
        label={t('web.move.to')}
        value={stage}
        options={options}
        onChange={(code) => onStage(code as DealStageCode)}
      />
      <TextInput label={t('web.move.on')} type="date" max={today()} value={day} onChange={onDay} />
    </FieldRow>
  )
}
