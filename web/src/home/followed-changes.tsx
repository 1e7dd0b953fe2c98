import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMutation } from 'urql'
import { FollowedChangesDocument, RecordVisitDocument } from '../api/generated/home/followed-changes.js'
import type { FollowedChangesQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { Button } from '../design/button.js'
import { Panel } from '../design/panel.js'
import { Empty, Skeleton } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { changeGroups } from './change-groups.js'
import { verbKeyOf } from './verb-key.js'
import styles from './followed-changes.module.css'

/** Milliseconds between two reports that the user is here. */
const interval = 600_000

/** What others have changed in the deals that the user follows, since their last visit. */
export function FollowedChanges() {
  const { t, format } = useTexts()
  const { data, isLoading, reload } = useData(FollowedChangesDocument, {})
  const [{ fetching }, recordVisit] = useMutation(RecordVisitDocument)
  useEffect(() => {
    const report = () => {
      if (!document.hidden) void recordVisit({ input: { seen: false } })
    }
    // The first report may begin another visit, since whose end the list is read.
    void recordVisit({ input: { seen: false } }).then(reload)
    const timer = setInterval(report, interval)
    return () => clearInterval(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [recordVisit])
  const markSeen = async () => {
    await recordVisit({ input: { seen: true } })
    reload()
  }
  const changes = data?.followedChanges
  const since = data?.viewer.previousVisitAt
  return (
    <Panel
      title={t('web.live.since')}
      count={changes?.totalCount}
      actions={
        changes && changes.totalCount > 0 ? (
          <Button kind="quiet" disabled={fetching} onClick={() => void markSeen()}>
            {t('web.live.markSeen')}
          </Button>
        ) : null
      }
    >
      {isLoading ? <Skeleton rows={3} label={t('web.state.loading')} /> : null}
      {changes?.totalCount === 0 ? <Empty>{t('web.live.nothingNew')}</Empty> : null}
      {since && changes && changes.totalCount > 0 ? (
        <p className="meta">{t('web.live.sinceWhen', { when: format.instant(since) })}</p>
      ) : null}
      <ul className={styles.deals}>
        {changeGroups(changes?.nodes ?? []).map((group) => (
          <DealChanges key={group[0]!.deal?.id ?? group[0]!.id} entries={group} />
        ))}
      </ul>
    </Panel>
  )
}

type Entry = FollowedChangesQuery['followedChanges']['nodes'][number]

function DealChanges({ entries }: { entries: Entry[] }) {
  const { t, format } = useTexts()
  const deal = entries[0]?.deal
  return (
    <li>
      {deal ? (
        <Link to="/deals/$reference" params={{ reference: deal.reference }}>
          {deal.masked ? deal.codeName : (deal.prospect?.name ?? deal.codeName)}
        </Link>
      ) : null}
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <span>{t(verbKeyOf(entry.verb))}</span>
            <span className="meta">
              {[entry.by?.name, format.instant(entry.at)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}
