import { lazy } from 'react'
import type { DealAgreementsFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useTexts } from '../../text/texts.js'
import styles from '../rows.module.css'

const AgreementDialog = lazy(async () => ({
  default: (await import('./agreement-dialog.js')).AgreementDialog,
}))

interface AgreementsProps {
  agreements: DealAgreementsFragment['agreements']
  /** Id of the deal, if the viewer may change it. */
  changeableDeal: string | null
}

/** The commitments between parties, with how far each is. */
export function Agreements({ agreements, changeableDeal }: AgreementsProps) {
  const { t, format } = useTexts()
  return (
    <Panel
      title={t('web.deal.agreements')}
      count={agreements.totalCount}
      actions={
        changeableDeal ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.newAgreement')}>
            {(close) => <AgreementDialog deal={changeableDeal} agreement={null} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {agreements.nodes.length === 0 ? <Empty>{t('web.deal.noAgreements')}</Empty> : null}
      <ul className={styles.rows}>
        {agreements.nodes.map((agreement) => {
          const { id, title, kind, standing, signedWhen, place, amount } = agreement
          return (
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
                  signedWhen?.text,
                  place,
                  amount &&
                    format.money({ low: amount.amount, high: amount.amount, currency: amount.currency }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {changeableDeal ? (
                <DialogButton label={t('web.deal.edit')} about={title} icon={null}>
                  {(close) => <AgreementDialog deal={changeableDeal} agreement={agreement} onClose={close} />}
                </DialogButton>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
