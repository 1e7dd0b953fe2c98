import { lazy, Suspense, useState } from 'react'
import { useClient } from 'urql'
import { RevokeApiKeyDocument } from '../api/generated/account/account.js'
import type { KeyFactsFragment } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { hasPassed } from './expiry.js'
import { HeldRow } from './held-row.js'
import type { KeyHolder } from './new-key-dialog.js'
import page from '../design/page.module.css'

const NewKeyDialog = lazy(async () => ({ default: (await import('./new-key-dialog.js')).NewKeyDialog }))

interface ApiKeysProps {
  keys: { totalCount: number; nodes: (KeyFactsFragment & { id: string })[] }
  /** The user of new keys; null: the viewer makes none for this user. */
  holder: KeyHolder | null
  canRevoke: boolean
  onChanged: () => void
}

/** The keys with which programs read as a user. */
export function ApiKeys({ keys, holder, canRevoke, onChanged }: ApiKeysProps) {
  const { t } = useTexts()
  const [isCreating, setIsCreating] = useState(false)
  return (
    <Panel
      title={t('web.account.keys')}
      count={keys.totalCount}
      id="keys"
      actions={
        holder ? (
          <Button kind="quiet" onClick={() => setIsCreating(true)}>
            <Icon name="plus" />
            {t('web.account.newKey')}
          </Button>
        ) : null
      }
    >
      {keys.totalCount === 0 ? <Empty>{t('web.account.noKey')}</Empty> : null}
      <ul className={page.rows}>
        {keys.nodes.map((key) => (
          <Key key={key.id} apiKey={key} canRevoke={canRevoke} onRevoked={onChanged} />
        ))}
      </ul>
      {holder && isCreating ? (
        <Suspense>
          <NewKeyDialog holder={holder} onCreated={onChanged} onClose={() => setIsCreating(false)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}

interface KeyProps {
  apiKey: KeyFactsFragment & { id: string }
  canRevoke: boolean
  onRevoked: () => void
}

function Key({ apiKey, canRevoke, onRevoked }: KeyProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const { id, name, prefix, scopes, expiresAt, lastUsedAt } = apiKey
  const isExpired = hasPassed(expiresAt)
  const revoke = async () => (await client.mutation(RevokeApiKeyDocument, { input: { id } })).error
  return (
    <HeldRow
      end={
        canRevoke
          ? {
              label: name,
              title: t('web.account.revokeTitle', { name }),
              text: t('web.account.revokeKeyText'),
              submitLabel: t('web.account.revoke'),
              act: revoke,
            }
          : null
      }
      onEnded={onRevoked}
    >
      <p className={page.line}>
        <strong>{name}</strong>
        <code>{prefix}…</code>
        {isExpired ? <Badge tone="warn">{t('web.account.expired')}</Badge> : null}
      </p>
      <p className="meta">
        {[
          scopes ? format.list(scopes) : t('web.account.readsAll'),
          t(isExpired ? 'web.account.expiredOn' : 'web.account.until', { at: format.instant(expiresAt) }),
          lastUsedAt
            ? t('web.account.lastUsed', { at: format.instant(lastUsedAt) })
            : t('web.account.neverUsed'),
        ].join(' · ')}
      </p>
    </HeldRow>
  )
}
