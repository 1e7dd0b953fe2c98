import { useState } from 'react'
import { MeetingsDocument } from '../api/generated/meeting/meetings.js'
import { useData } from '../api/use-data.js'
import { Button } from '../design/button.js'
import { Empty, Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { useTexts } from '../text/texts.js'
import { MeetingLine } from './meeting-line.js'
import styles from './meetings-page.module.css'

type Status = 'PLANNED' | 'HELD'

/** Held meetings latest first, planned ones next first. */
export function MeetingList({ status }: { status: Status }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  return (
    <ol className={styles.list}>
      {cursors.map((after, index) => (
        <MeetingRows
          key={after}
          status={status}
          after={after}
          onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
        />
      ))}
    </ol>
  )
}

interface MeetingRowsProps {
  status: Status
  after: string | null
  onMore: ((cursor: string) => void) | null
}

function MeetingRows({ status, after, onMore }: MeetingRowsProps) {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(MeetingsDocument, {
    where: { status: { eq: status } },
    orderBy: [{ when: { from: status === 'HELD' ? 'DESC' : 'ASC' } }],
    after,
  })
  if (isLoading)
    return (
      <li>
        <Skeleton rows={6} label={t('web.state.loading')} />
      </li>
    )
  if (error && !data)
    return (
      <li>
        <Failure error={error} onRetry={reload} />
      </li>
    )
  if (!data || data.meetings.totalCount === 0)
    return (
      <li>
        <Empty>{t('web.meeting.none')}</Empty>
      </li>
    )
  const { endCursor, hasNextPage } = data.meetings.pageInfo
  return (
    <>
      {data.meetings.nodes.map((meeting) => (
        <li key={meeting.id} className={styles.meeting}>
          <MeetingLine meeting={meeting} />
        </li>
      ))}
      {hasNextPage && endCursor && onMore ? (
        <li>
          <Button onClick={() => onMore(endCursor)}>{t('web.state.more')}</Button>
        </li>
      ) : null}
    </>
  )
}
