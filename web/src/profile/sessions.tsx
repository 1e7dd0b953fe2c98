import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { EndSessionDocument, EndSessionsDocument } from '../api/generated/profile/profile.js'
import type { SessionFactsFragment } from '../api/generated/types.js'
import { deviceOf } from '../account/device.js'
import { HeldRow } from '../account/held-row.js'
import { Button } from '../design/button.js'
import { Panel } from '../design/panel.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

const AskDialog = lazy(async () => ({ default: (await import('../account/ask-dialog.js')).AskDialog }))

type Session = SessionFactsFragment & { id: string }

/** Where the viewer is signed in, the last used first. */
export function Sessions({ sessions }: { sessions: Session[] }) {
  const { t } = useTexts()
  const client = useClient()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Panel
      title={t('web.profile.sessions')}
      count={sessions.length}
      id="sessions"
      actions={
        sessions.length > 1 ? (
          <Button kind="quiet" onClick={() => setIsAsking(true)}>
            {t('web.profile.endOthers')}
          </Button>
        ) : null
      }
    >
      <ul className={page.rows}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {isAsking ? (
        <Suspense>
          <AskDialog
            title={t('web.profile.endOthersTitle')}
            submitLabel={t('web.profile.endOthers')}
            act={async () => (await client.mutation(EndSessionsDocument, {})).error}
            onClose={() => setIsAsking(false)}
          >
            <p>{t('web.profile.endOthersText')}</p>
          </AskDialog>
        </Suspense>
      ) : null}
    </Panel>
  )
}

function SessionRow({ session }: { session: Session }) {
  const { t, format } = useTexts()
  const client = useClient()
  const { id, address, current, lastSeenAt, startedAt, userAgent } = session
  const device = deviceOf(userAgent) ?? t('web.account.unknownDevice')
  const end = async () => (await client.mutation(EndSessionDocument, { input: { id } })).error
  return (
    <HeldRow
      end={
        current
          ? null
          : {
              label: device,
              title: t('web.profile.endTitle', { device }),
              text: t('web.profile.endText'),
              submitLabel: t('web.profile.end'),
              act: end,
            }
      }
      onEnded={() => undefined}
    >
      <p className={page.line}>
        <strong>{device}</strong>
        {current ? <Badge tone="good">{t('web.profile.thisSession')}</Badge> : null}
      </p>
      <p className="meta">
        {[
          address && t('web.account.from', { address }),
          t('web.profile.startedAt', { at: format.instant(startedAt) }),
          t('web.account.lastUsed', { at: format.instant(lastSeenAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </HeldRow>
  )
}
