import type { DealAgreementsFragment } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import styles from './rows.module.css'

/** The commitments between parties, with how far each is. */
export function Agreements({ agreements }: { agreements: DealAgreementsFragment['agreements'] }) {
  const { t, format } = useTexts()
  return (
    <Panel title={t('web.deal.agreements')} count={agreements.totalCount}>
      {agreements.nodes.length === 0 ? <Empty>{t('web.deal.noAgreements')}</Empty> : null}
      <ul className={styles.rows}>
        {agreements.nodes.map(({ id, title, kind, standing, signedOn, place, amount }) => (
          <li key={id}>
            <p>
              <strong>{title}</strong>
              <Badge tone={standing === 'SIGNED' ? 'good' : 'info'}>
                {t(`web.agreementStanding.${standing}`)}
              </Badge>
            </p>
            <p className="meta">
              {[
                t(`agreementKind.${kind}`),
                signedOn && format.day(signedOn),
                place,
                amount &&
                  format.money({ low: amount.amount, high: amount.amount, currency: amount.currency }),
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
