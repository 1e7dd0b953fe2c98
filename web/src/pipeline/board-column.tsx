import { Link } from '@tanstack/react-router'
import { useState, type DragEvent } from 'react'
import type { DealCardFragment, DealStageCode, PipelineBoardQuery } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'
import { DealCard } from './deal-card.js'
import type { PipelineSearch } from './pipeline-search.js'
import { StageTotals } from './stage-totals.js'
import styles from './board.module.css'

export type Column = PipelineBoardQuery['pipelineStatus']['stages'][number]

interface BoardColumnProps {
  column: Column
  search: PipelineSearch
  /** Null on a past day: nothing can be moved. */
  onMove: ((deal: DealCardFragment, stage: DealStageCode) => void) | null
}

/** The deal that is being dragged. A drag starts and ends on one page, so one variable is enough. */
let dragged: DealCardFragment | null = null

/** The deals of a stage below its totals. A card dropped here opens the move to this stage. */
export function BoardColumn({ column: { stage, figures, deals }, search, onMove }: BoardColumnProps) {
  const { t } = useTexts()
  const [isTarget, setIsTarget] = useState(false)
  const over = (event: DragEvent) => {
    if (!dragged || dragged.stage.code === stage.code) return
    event.preventDefault()
    setIsTarget(true)
  }
  const drop = () => {
    setIsTarget(false)
    if (dragged) onMove?.(dragged, stage.code)
    dragged = null
  }
  const more = deals.totalCount - deals.nodes.length
  return (
    <section
      className={[styles.column, figures.deals === 0 && styles.empty, isTarget && styles.target]
        .filter(Boolean)
        .join(' ')}
      data-column
      aria-label={`${stage.label}: ${figures.deals}`}
      onDragOver={onMove ? over : undefined}
      onDragLeave={() => setIsTarget(false)}
      onDrop={drop}
    >
      <header className={styles.columnHeader}>
        <h2>
          {stage.label} <span className={styles.count}>{figures.deals}</span>
        </h2>
        <StageTotals figures={figures} />
      </header>
      <ul className={styles.cards}>
        {deals.nodes.map((deal) => (
          <li key={deal.id}>
            <DealCard deal={deal} onMove={onMove} onDrag={() => (dragged = deal)} />
          </li>
        ))}
      </ul>
      {deals.nodes.length === 0 ? <p className={styles.none}>{t('web.pipeline.none')}</p> : null}
      {more > 0 ? (
        <Link to="/pipeline" search={{ ...search, view: 'table', stage: stage.code }} className={styles.more}>
          {t('web.pipeline.more', { count: more })}
        </Link>
      ) : null}
    </section>
  )
}
