import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { RemoveRecipientDocument } from '../../api/generated/account/account.js'
import { HeldRow } from '../../account/held-row.js'
import { Button } from '../../design/button.js'
import { Icon } from '../../design/icon.js'
import { Panel } from '../../design/panel.js'
import { Empty } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { AgencyOfPage } from './agency-of-page.js'
import page from '../../design/page.module.css'

const RecipientDialog = lazy(async () => ({
  default: (await import('./recipient-dialog.js')).RecipientDialog,
}))

interface RecipientsProps {
  agency: AgencyOfPage
  onChanged: () => void
}

/** The users who get the weekly summary of the agency by mail. */
export function Recipients({ agency, onChanged }: RecipientsProps) {
  const { t } = useTexts()
  const client = useClient()
  const viewer = useViewer()
  const isHead = viewer.role === 'HEAD'
  const [isAdding, setIsAdding] = useState(false)
  const { recipients } = agency
  return (
    <Panel
      title={t('web.admin.recipients')}
      count={recipients.totalCount}
      id="recipients"
      actions={
        isHead ? (
          <Button kind="quiet" onClick={() => setIsAdding(true)}>
            <Icon name="plus" />
            {t('web.admin.addRecipient')}
          </Button>
        ) : null
      }
    >
      {recipients.totalCount === 0 ? <Empty>{t('web.admin.noRecipient')}</Empty> : null}
      <ul className={page.rows}>
        {recipients.nodes.map(({ id, user }) => (
          <HeldRow
            key={id}
            end={
              isHead || user.id === viewer.id
                ? {
                    label: user.name,
                    title: t('web.admin.removeRecipientTitle', { name: user.name }),
                    text: t('web.admin.removeRecipientText'),
                    submitLabel: t('web.admin.removeIdentity'),
                    act: async () =>
                      (await client.mutation(RemoveRecipientDocument, { input: { id } })).error,
                  }
                : null
            }
            onEnded={onChanged}
          >
            <p>
              <strong>{user.name}</strong>
            </p>
            <p className="meta">
              {user.email} · {user.agency.name}
            </p>
          </HeldRow>
        ))}
      </ul>
      {isAdding ? (
        <Suspense>
          <RecipientDialog
            agency={agency}
            onClose={() => setIsAdding(false)}
            onSaved={() => {
              setIsAdding(false)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </Panel>
  )
}
