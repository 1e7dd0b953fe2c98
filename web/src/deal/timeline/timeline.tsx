import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Panel } from '../../design/panel.js'
import { useTexts } from '../../text/texts.js'
import { timelineParts, type TimelinePart } from '../deal-search.js'
import { Edits } from './edits.js'
import { Events } from './events.js'
import styles from './timeline.module.css'

interface TimelineProps {
  dealId: string
  isMasked: boolean
  isEditable: boolean
  part: TimelinePart
}

/** All that happened to a deal, latest first; the address holds which part of it is shown. */
export function Timeline({ dealId, isMasked, isEditable, part }: TimelineProps) {
  const { t } = useTexts()
  const { reference } = useParams({ from: '/deals/$reference' })
  const parts = isMasked ? (['all', 'moves'] as const) : timelineParts
  return (
    <Panel
      title={t('web.timeline.title')}
      id="timeline"
      actions={
        isMasked ? null : (
          <Link to="/admin/audit" search={{ deal: reference }}>
            {t('web.admin.audit')}
          </Link>
        )
      }
    >
      <nav className={styles.parts} aria-label={t('web.timeline.parts')}>
        {parts.map((value) => (
          <Link
            key={value}
            to="."
            search={value === 'all' ? {} : { show: value }}
            replace
            resetScroll={false}
            activeOptions={{ exact: true }}
            aria-current={value === part ? 'true' : undefined}
          >
            {t(`web.timeline.part.${value}`)}
          </Link>
        ))}
      </nav>
      <Pages key={part} {...{ dealId, isMasked, isEditable, part }} />
    </Panel>
  )
}

/** The pages that are shown so far, each after the end of the one before. */
function Pages({ dealId, isMasked, isEditable, part }: TimelineProps) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const showMore = (cursor: string) => setCursors([...cursors, cursor])
  const isLast = (index: number) => index === cursors.length - 1
  return (
    <ol className={styles.events}>
      {cursors.map((after, index) =>
        part === 'edits' ? (
          <Edits key={after} dealId={dealId} after={after} onMore={isLast(index) ? showMore : null} />
        ) : (
          <Events
            key={after}
            {...{ dealId, part, after, isMasked, isEditable }}
            onMore={isLast(index) ? showMore : null}
          />
        ),
      )}
    </ol>
  )
}
