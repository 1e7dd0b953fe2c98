import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { RevokeCalendarFeedDocument } from '../api/generated/account/account.js'
import type { FeedFactsFragment } from '../api/generated/types.js'
import { HeldRow } from '../account/held-row.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

const NewFeedDialog = lazy(async () => ({ default: (await import('./new-feed-dialog.js')).NewFeedDialog }))

interface CalendarFeedsProps {
  feeds: { totalCount: number; nodes: (FeedFactsFragment & { id: string })[] }
  onChanged: () => void
}

/** The addresses at which calendar programs read the meetings of the viewer. */
export function CalendarFeeds({ feeds, onChanged }: CalendarFeedsProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const [isCreating, setIsCreating] = useState(false)
  return (
    <Panel
      title={t('web.profile.feeds')}
      count={feeds.totalCount}
      id="calendar"
      actions={
        <Button kind="quiet" onClick={() => setIsCreating(true)}>
          <Icon name="plus" />
          {t('web.profile.newFeed')}
        </Button>
      }
    >
      {feeds.totalCount === 0 ? <Empty>{t('web.profile.noFeed')}</Empty> : null}
      <ul className={page.rows}>
        {feeds.nodes.map(({ id, name, createdAt }) => {
          const label = name ?? t('web.profile.unnamedFeed')
          return (
            <HeldRow
              key={id}
              end={{
                label,
                title: t('web.account.revokeTitle', { name: label }),
                text: t('web.profile.revokeFeedText'),
                submitLabel: t('web.account.revoke'),
                act: async () => (await client.mutation(RevokeCalendarFeedDocument, { input: { id } })).error,
              }}
              onEnded={onChanged}
            >
              <p>
                <strong>{label}</strong>
              </p>
              <p className="meta">{t('web.account.madeAt', { at: format.instant(createdAt) })}</p>
            </HeldRow>
          )
        })}
      </ul>
      {isCreating ? (
        <Suspense>
          <NewFeedDialog onCreated={onChanged} onClose={() => setIsCreating(false)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}
