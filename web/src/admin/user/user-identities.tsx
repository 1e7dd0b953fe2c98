import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { RemoveIdentityDocument } from '../../api/generated/admin/user/users.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Button } from '../../design/button.js'
import { Check } from '../../design/field.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import type { UserOfPage } from './user-of-page.js'
import account from '../../account/account.module.css'
import page from '../../design/page.module.css'

const AskDialog = lazy(async () => ({ default: (await import('../../account/ask-dialog.js')).AskDialog }))

type Identities = NonNullable<UserOfPage['identities']>

interface UserIdentitiesProps {
  identities: Identities
  onChanged: () => void
}

/** The accounts at OpenID providers with which a user signs in. */
export function UserIdentities({ identities, onChanged }: UserIdentitiesProps) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.admin.identities')} count={identities.totalCount} id="identities">
      {identities.totalCount === 0 ? <Empty>{t('web.admin.noIdentity')}</Empty> : null}
      <ul className={page.rows}>
        {identities.nodes.map((identity) => (
          <IdentityRow key={identity.id} identity={identity} onRemoved={onChanged} />
        ))}
      </ul>
    </Panel>
  )
}

interface IdentityRowProps {
  identity: Identities['nodes'][number]
  onRemoved: () => void
}

function IdentityRow({ identity, onRemoved }: IdentityRowProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const [isAsking, setIsAsking] = useState(false)
  const [mayLinkAgain, setMayLinkAgain] = useState(false)
  const { id, issuer, subject, linkedEmail, linkedAt, lastUsedAt, removedAt } = identity
  const close = () => setIsAsking(false)
  const remove = async () => {
    const input = { id, mayLinkAgain }
    return (await runSensitive(() => client.mutation(RemoveIdentityDocument, { input }))).error
  }
  return (
    <li className={`${account.row} ${removedAt ? page.ended : ''}`}>
      <div className={account.what}>
        <p className={page.line}>
          <strong>{issuer}</strong>
          {removedAt ? <Badge tone="warn">{t('web.admin.removed')}</Badge> : null}
        </p>
        <p className="meta">
          {[
            linkedEmail ?? subject,
            t('web.account.linkedAt', { at: format.instant(linkedAt) }),
            lastUsedAt && t('web.account.lastUsed', { at: format.instant(lastUsedAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {removedAt ? null : (
        <Button kind="quiet" onClick={() => setIsAsking(true)}>
          {t('web.admin.removeIdentity')}
        </Button>
      )}
      {isAsking ? (
        <Suspense>
          <AskDialog
            title={t('web.admin.removeIdentityTitle')}
            submitLabel={t('web.admin.removeIdentity')}
            act={remove}
            onClose={close}
            onDone={() => {
              close()
              onRemoved()
            }}
          >
            <p>{t('web.admin.removeIdentityText')}</p>
            <Check label={t('web.admin.mayLinkAgain')} isChecked={mayLinkAgain} onChange={setMayLinkAgain} />
          </AskDialog>
        </Suspense>
      ) : null}
    </li>
  )
}
