import { lazy } from 'react'
import { DealTimelineDocument } from '../../api/generated/deal/timeline/timeline.js'
import type { DealTimelineQuery } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Empty, Skeleton } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import type { TimelinePart } from '../deal-search.js'
import { eventText } from './event-text.js'
import { kindsOf } from './parts.js'
import styles from './timeline.module.css'

const CorrectDialog = lazy(async () => ({
  default: (await import('../move/correct-dialog.js')).CorrectDialog,
}))

interface EventsProps {
  dealId: string
  part: Exclude<TimelinePart, 'edits'>
  after: string | null
  isMasked: boolean
  isEditable: boolean
  /** Called with the cursor of the next page; null: a later page is shown already. */
  onMore: ((cursor: string) => void) | null
}

/** One page of events. */
export function Events({ dealId, part, after, isMasked, isEditable, onMore }: EventsProps) {
  const { t } = useTexts()
  const where = part === 'all' ? null : { kind: { in: kindsOf[part] } }
  const { data, error, isLoading, reload } = useData(DealTimelineDocument, { id: dealId, where, after })
  if (isLoading)
    return (
      <li>
        <Skeleton rows={4} label={t('web.state.loading')} />
      </li>
    )
  if (error && !data)
    return (
      <li>
        <Failure error={error} onRetry={reload} />
      </li>
    )
  const timeline = data?.deal?.timeline
  if (!timeline || timeline.totalCount === 0)
    return (
      <li>
        <Empty>{t(isMasked ? 'web.timeline.noneVisible' : 'web.timeline.none')}</Empty>
      </li>
    )
  const { endCursor, hasNextPage } = timeline.pageInfo
  return (
    <>
      {timeline.nodes.map((event) => (
        <Event key={event.id} event={event} dealId={dealId} isEditable={isEditable} />
      ))}
      {hasNextPage && endCursor && onMore ? (
        <li className={styles.more}>
          <Button onClick={() => onMore(endCursor)}>{t('web.state.more')}</Button>
        </li>
      ) : null}
    </>
  )
}

type TimelineEvent = NonNullable<DealTimelineQuery['deal']>['timeline']['nodes'][number]

interface EventProps {
  event: TimelineEvent
  dealId: string
  isEditable: boolean
}

function Event({ event: { id, kind, on, when, text, by }, dealId, isEditable }: EventProps) {
  const { t } = useTexts()
  return (
    <li className={`${styles.event} ${styles[kind] ?? ''}`}>
      <p className={styles.day}>
        <time dateTime={on}>{when.text}</time>
      </p>
      <div className={styles.body}>
        <p>
          <span className={styles.kind}>{t(`web.timeline.kind.${kind}`)}</span>
          {text ? ` ${eventText(kind, text, t)}` : ''}
        </p>
        {by ? <p className="meta">{by.name}</p> : null}
        {isEditable && kind === 'MOVED' ? (
          <DialogButton
            label={t('web.record.correct')}
            about={text ?? t('web.timeline.kind.MOVED')}
            icon={null}
          >
            {(close) => <CorrectDialog deal={dealId} move={id} onClose={close} />}
          </DialogButton>
        ) : null}
      </div>
    </li>
  )
}
