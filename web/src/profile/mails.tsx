import { Link } from '@tanstack/react-router'
import { useClient } from 'urql'
import { RemoveRecipientDocument } from '../api/generated/account/account.js'
import type { ProfileQuery } from '../api/generated/types.js'
import { HeldRow } from '../account/held-row.js'
import { Panel } from '../design/panel.js'
import { Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

interface MailsProps {
  receives: ProfileQuery['viewer']['receives']
  onChanged: () => void
}

/** The agencies whose weekly summaries are mailed to the viewer. A HEAD of the agency adds recipients. */
export function Mails({ receives, onChanged }: MailsProps) {
  const { t, format } = useTexts()
  const client = useClient()
  return (
    <Panel title={t('web.profile.mails')} count={receives.totalCount} id="mails">
      {receives.totalCount === 0 ? <Empty>{t('web.profile.noMail')}</Empty> : null}
      <ul className={page.rows}>
        {receives.nodes.map(({ id, agency, createdAt }) => (
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
            <p className="meta">{t('web.contact.since', { when: format.instant(createdAt) })}</p>
          </HeldRow>
        ))}
      </ul>
    </Panel>
  )
}
