import type { SignInFactsFragment } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { deviceOf } from './device.js'
import page from '../design/page.module.css'

/** The latest sign-ins of a user, successful and failed. */
export function SignIns({ signIns }: { signIns: { nodes: (SignInFactsFragment & { id: string })[] } }) {
  const { t, format } = useTexts()
  return (
    <Panel title={t('web.account.signIns')} id="sign-ins">
      {signIns.nodes.length === 0 ? <Empty>{t('web.account.noSignIn')}</Empty> : null}
      <ul className={page.rows}>
        {signIns.nodes.map(({ id, at, succeeded, method, provider, address, userAgent }) => (
          <li key={id}>
            <p className={page.line}>
              <span>{format.instant(at)}</span>
              {succeeded ? null : <Badge tone="bad">{t('web.account.failed')}</Badge>}
            </p>
            <p className="meta">
              {[
                method && t(`web.account.methods.${method}`),
                provider,
                deviceOf(userAgent),
                address && t('web.account.from', { address }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
