import { lazy, Suspense, useState } from 'react'
import type { ProfileQuery } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Panel } from '../design/panel.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import account from '../account/account.module.css'
import page from '../design/page.module.css'

const PasswordDialog = lazy(async () => ({ default: (await import('./password-dialog.js')).PasswordDialog }))
const FactorDialog = lazy(async () => ({ default: (await import('./factor-dialog.js')).FactorDialog }))

interface SecurityProps {
  viewer: ProfileQuery['viewer']
  onChanged: () => void
}

/** How the viewer signs in: password, second factor, provider. */
export function Security({ viewer, onChanged }: SecurityProps) {
  const { t, format } = useTexts()
  const [dialog, setDialog] = useState<'password' | 'factor' | null>(null)
  const close = () => setDialog(null)
  const { hasSecondFactor, hasPassword, recoveryCodesLeft, identities } = viewer
  return (
    <Panel title={t('web.profile.security')} id="security">
      <ul className={page.rows}>
        <li className={account.row}>
          <div className={account.what}>
            <p>
              <strong>{t('web.profile.password')}</strong>
            </p>
            <p className="meta">{t(hasPassword ? 'web.profile.passwordText' : 'web.profile.noPassword')}</p>
          </div>
          {hasPassword ? (
            <Button onClick={() => setDialog('password')}>{t('web.profile.changePassword')}</Button>
          ) : null}
        </li>
        <li className={account.row}>
          <div className={account.what}>
            <p className={page.line}>
              <strong>{t('web.profile.factor')}</strong>
              <Badge tone={hasSecondFactor ? 'good' : 'warn'}>
                {t(hasSecondFactor ? 'web.profile.factorOn' : 'web.profile.factorOff')}
              </Badge>
            </p>
            <p className="meta">
              {t(
                hasSecondFactor
                  ? 'web.profile.factorOnText'
                  : hasPassword
                    ? 'web.profile.factorOffText'
                    : 'web.profile.factorOfProvider',
              )}
            </p>
            {hasSecondFactor ? (
              <p className="meta">{t('web.profile.codesLeft', { count: recoveryCodesLeft })}</p>
            ) : null}
          </div>
          {hasPassword ? (
            <Button onClick={() => setDialog('factor')}>
              {t(hasSecondFactor ? 'web.profile.replaceFactor' : 'web.profile.setUpFactor')}
            </Button>
          ) : null}
        </li>
        {identities.nodes.map(({ id, issuer, linkedAt, lastUsedAt }) => (
          <li key={id}>
            <p>
              <strong>{new URL(issuer).hostname}</strong>
            </p>
            <p className="meta">
              {[
                t('web.account.linkedAt', { at: format.instant(linkedAt) }),
                lastUsedAt && t('web.account.lastUsed', { at: format.instant(lastUsedAt) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {dialog ? (
        <Suspense>
          {dialog === 'password' ? (
            <PasswordDialog viewer={viewer} onClose={close} />
          ) : (
            <FactorDialog viewer={viewer} onChanged={onChanged} onClose={close} />
          )}
        </Suspense>
      ) : null}
    </Panel>
  )
}
