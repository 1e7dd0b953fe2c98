import { useClient } from 'urql'
import { RevokeCalendarFeedDocument } from '../../api/generated/account/account.js'
import { HeldRow } from '../../account/held-row.js'
import { Panel } from '../../design/panel.js'
import { useTexts } from '../../text/texts.js'
import type { UserOfPage } from './user-of-page.js'
import page from '../../design/page.module.css'

interface UserFeedsProps {
  feeds: NonNullable<UserOfPage['calendarFeeds']>
  onChanged: () => void
}

/** The calendar addresses of another user, which an ADMIN can revoke but not read. */
export function UserFeeds({ feeds, onChanged }: UserFeedsProps) {
  const { t, format } = useTexts()
  const client = useClient()
  return (
    <Panel title={t('web.profile.feeds')} count={feeds.totalCount} id="calendar">
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
    </Panel>
  )
}
