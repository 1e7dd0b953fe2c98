import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { RevokeSqlLoginDocument } from '../api/generated/account/account.js'
import type { LoginFactsFragment } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { hasPassed } from './expiry.js'
import { HeldRow } from './held-row.js'
import type { KeyHolder } from './new-key-dialog.js'
import page from '../design/page.module.css'

const NewLoginDialog = lazy(async () => ({ default: (await import('./new-login-dialog.js')).NewLoginDialog }))

interface SqlLoginsProps {
  logins: { totalCount: number; nodes: (LoginFactsFragment & { id: string })[] }
  holder: KeyHolder | null
  canRevoke: boolean
  onChanged: () => void
}

/** The PostgreSQL logins that read the analytical views as a user. */
export function SqlLogins({ logins, holder, canRevoke, onChanged }: SqlLoginsProps) {
  const { t } = useTexts()
  const [isCreating, setIsCreating] = useState(false)
  return (
    <Panel
      title={t('web.account.logins')}
      count={logins.totalCount}
      id="sql-logins"
      actions={
        holder ? (
          <Button kind="quiet" onClick={() => setIsCreating(true)}>
            <Icon name="plus" />
            {t('web.account.newLogin')}
          </Button>
        ) : null
      }
    >
      {logins.totalCount === 0 ? <Empty>{t('web.account.noLogin')}</Empty> : null}
      <ul className={page.rows}>
        {logins.nodes.map((login) => (
          <Login key={login.id} login={login} canRevoke={canRevoke} onRevoked={onChanged} />
        ))}
      </ul>
      {holder && isCreating ? (
        <Suspense>
          <NewLoginDialog holder={holder} onCreated={onChanged} onClose={() => setIsCreating(false)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}

interface LoginProps {
  login: LoginFactsFragment & { id: string }
  canRevoke: boolean
  onRevoked: () => void
}

function Login({ login: { id, name, login, expiresAt }, canRevoke, onRevoked }: LoginProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const isExpired = hasPassed(expiresAt)
  const revoke = async () => (await client.mutation(RevokeSqlLoginDocument, { input: { id } })).error
  return (
    <HeldRow
      end={
        canRevoke
          ? {
              label: name,
              title: t('web.account.revokeTitle', { name }),
              text: t('web.account.revokeLoginText'),
              submitLabel: t('web.account.revoke'),
              act: revoke,
            }
          : null
      }
      onEnded={onRevoked}
    >
      <p className={page.line}>
        <strong>{name}</strong>
        <code>{login}</code>
        {isExpired ? <Badge tone="warn">{t('web.account.expired')}</Badge> : null}
      </p>
      <p className="meta">
        {t(isExpired ? 'web.account.expiredOn' : 'web.account.until', { at: format.instant(expiresAt) })}
      </p>
    </HeldRow>
  )
}
