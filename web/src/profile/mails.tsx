import { lazy, Suspense, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useClient } from 'urql'
import { RemoveRecipientDocument } from '../api/generated/account/account.js'
import type { ProfileQuery } from '../api/generated/types.js'
import { HeldRow } from '../account/held-row.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Empty } from '../design/state.js'
import { languageNames, useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

const SubscribeDialog = lazy(async () => ({
  default: (await import('./subscribe-dialog.js')).SubscribeDialog,
}))

interface MailsProps {
  /** Code of the agency of the viewer. */
  ownAgency: string
  receives: ProfileQuery['viewer']['receives']
  onChanged: () => void
}

/** The agencies whose weekly summaries are mailed to the viewer, who subscribes here; a HEAD of the agency adds others. */
export function Mails({ ownAgency, receives, onChanged }: MailsProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const [isSubscribing, setIsSubscribing] = useState(false)
  return (
    <Panel
      title={t('web.profile.mails')}
      count={receives.totalCount}
      id="mails"
      actions={
        <Button kind="quiet" onClick={() => setIsSubscribing(true)}>
          <Icon name="plus" />
          {t('web.profile.subscribe')}
        </Button>
      }
    >
      {receives.totalCount === 0 ? <Empty>{t('web.profile.noMail')}</Empty> : null}
      <ul className={page.rows}>
        {receives.nodes.map(({ id, agency, createdAt, language, attachment }) => (
          <HeldRow
            key={id}
            end={{
              label: agency.name,
              title: t('web.profile.unsubscribeTitle', { agency: agency.name }),
              text: t('web.profile.unsubscribeText'),
              submitLabel: t('web.profile.unsubscribe'),
              act: async () => (await client.mutation(RemoveRecipientDocument, { input: { id } })).error,
            }}
            onEnded={onChanged}
          >
            <p>
              <Link to="/summary">{t('web.profile.summaryOf', { agency: agency.name })}</Link>
            </p>
            <p className="meta">
              {[
                t('web.contact.since', { when: format.instant(createdAt) }),
                ...(language ? [languageNames[language]] : []),
                t(`web.profile.attachment.${attachment}`),
              ].join(' · ')}
            </p>
          </HeldRow>
        ))}
      </ul>
      {isSubscribing ? (
        <Suspense>
          <SubscribeDialog
            ownAgency={ownAgency}
            onSubscribed={onChanged}
            onClose={() => setIsSubscribing(false)}
          />
        </Suspense>
      ) : null}
    </Panel>
  )
}
