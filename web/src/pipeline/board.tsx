import { useRef, useState, type KeyboardEvent } from 'react'
import { PipelineBoardDocument } from '../api/generated/pipeline/pipeline.js'
import type { DealCardFragment, DealStageCode } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { LazyMoveDialog } from '../deal/move/lazy-move-dialog.js'
import { Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { BoardColumn } from './board-column.js'
import { moveFocus } from './board-focus.js'
import { agencyOf, whereOf } from './pipeline-where.js'
import type { PipelineSearch } from './pipeline-search.js'
import { StageTotals } from './stage-totals.js'
import styles from './board.module.css'

interface Move {
  deal: DealCardFragment
  stage: DealStageCode
}

/** One column for each stage. The totals are those of the service over all deals, not of the loaded cards. */
export function Board({ search }: { search: PipelineSearch }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const [move, setMove] = useState<Move | null>(null)
  const board = useRef<HTMLDivElement>(null)
  const { data, error, isLoading, reload } = useData(PipelineBoardDocument, {
    agency: agencyOf(search, viewer),
    asOf: search.asOf ?? null,
    knownAt: search.knownAt ?? null,
    where: whereOf(search, viewer),
  })
  if (isLoading) return <Skeleton rows={8} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data) return null
  const { open, stages } = data.pipelineStatus
  const isPast = search.asOf !== undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (board.current && moveFocus(board.current, event.key)) event.preventDefault()
  }
  return (
    <>
      <p className={styles.open}>
        <strong>{t('web.pipeline.openDeals', { count: open.deals })}</strong> <StageTotals figures={open} />
      </p>
      <div
        ref={board}
        className={styles.board}
        role="group"
        aria-label={t('web.pipeline.board')}
        onKeyDown={onKeyDown}
      >
        {stages.map((column) => (
          <BoardColumn
            key={column.stage.code}
            column={column}
            search={search}
            onMove={isPast ? null : (deal, stage) => setMove({ deal, stage })}
          />
        ))}
      </div>
      {move ? (
        <LazyMoveDialog
          deal={move.deal}
          stage={move.stage}
          onClose={() => {
            setMove(null)
            reload()
          }}
        />
      ) : null}
    </>
  )
}
