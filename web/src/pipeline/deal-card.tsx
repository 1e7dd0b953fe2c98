import { Link } from '@tanstack/react-router'
import type { DealCardFragment, DealStageCode } from '../api/generated/types.js'
import { canChange } from '../deal/deal-rights.js'
import { nextStage } from '../deal/stages.js'
import { Icon } from '../design/icon.js'
import { useChangedLately } from '../live/changed-lately.js'
import { useSession } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import styles from './deal-card.module.css'

interface DealCardProps {
  deal: DealCardFragment
  onMove: ((deal: DealCardFragment, stage: DealStageCode) => void) | null
  onDrag: () => void
}

/** Dragging needs a mouse: on a touch screen a swipe must scroll. */
const hasMouse = matchMedia('(pointer: fine) and (min-width: 48rem)').matches

/** A deal on the board. `m` on it opens the move. */
export function DealCard({ deal, onMove, onDrag }: DealCardProps) {
  const { t, format } = useTexts()
  const { viewer, stages } = useSession()
  const isMovable = onMove !== null && canChange(viewer, deal)
  const next = nextStage(stages, deal.stage)?.code ?? 'IDENTIFIED'
  const move = () => onMove?.(deal, next)
  const { currentProjection: jobs, capex } = deal
  const isChanged = useChangedLately(deal.id) !== undefined
  const decision = deal.expectedDecision?.text
  return (
    <article
      className={`${styles.card} ${deal.masked ? styles.masked : ''} ${isChanged ? styles.changed : ''}`}
      draggable={isMovable && hasMouse}
      onDragStart={onDrag}
    >
      <p className={styles.top}>
        <span>{deal.reference}</span>
        {isMovable ? (
          <button
            type="button"
            className={styles.move}
            onClick={move}
            aria-label={t('web.pipeline.moveDeal', { deal: deal.codeName })}
          >
            <Icon name="move" size={16} />
          </button>
        ) : null}
      </p>
      <Link
        to="/deals/$reference"
        params={{ reference: deal.reference }}
        className={styles.name}
        data-card
        onKeyDown={(event) => {
          if (event.key === 'm' && isMovable) move()
        }}
        aria-keyshortcuts={isMovable ? 'm' : undefined}
      >
        {deal.masked ? (
          <>
            <Icon name="lock" size={14} /> {deal.codeName}
          </>
        ) : (
          (deal.prospect?.name ?? deal.codeName)
        )}
      </Link>
      {deal.masked ? null : <p className={styles.title}>{deal.title}</p>}
      {jobs ? (
        <p>
          <strong>{format.range(jobs)}</strong> {t('web.pipeline.jobs')}{' '}
          <span className="meta">{t(`jobStanding.${jobs.standing}`).toLowerCase()}</span>
        </p>
      ) : null}
      {capex ? <p>{format.money(capex)}</p> : null}
      <p className="meta">
        {[
          isChanged && t('web.live.changed'),
          t('web.deal.daysInStage', { count: deal.daysInStage }),
          decision && t('web.pipeline.decision', { when: decision }),
          deal.officer?.name,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </article>
  )
}
