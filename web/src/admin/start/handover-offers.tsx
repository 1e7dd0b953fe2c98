import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Badge } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { HandoverAnswer, HandoverOffer as Offer, HandoverOffers as Offers } from './waiting.js'
import account from '../../account/account.module.css'
import page from '../../design/page.module.css'

const HandoverDialog = lazy(async () => ({ default: (await import('./handover-dialog.js')).HandoverDialog }))

/** Offers of the lead of deals: those to the agency of the HEAD wait for them, those from it can be withdrawn. */
export function HandoverOffers({ offers, onChanged }: { offers: Offers; onChanged: () => void }) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.admin.handovers')} count={offers.totalCount} id="handovers">
      <ul className={page.rows}>
        {offers.nodes.map((offer) => (
          <OfferRow key={offer.id} offer={offer} onChanged={onChanged} />
        ))}
      </ul>
    </Panel>
  )
}

function OfferRow({ offer, onChanged }: { offer: Offer; onChanged: () => void }) {
  const { t, format } = useTexts()
  const { agency } = useViewer()
  const [answer, setAnswer] = useState<HandoverAnswer | null>(null)
  const { deal, from, to, by, on, leaves, reason, offeredAt } = offer
  const answers: HandoverAnswer[] =
    to.id === agency.id ? ['accept', 'decline'] : from.id === agency.id ? ['withdraw'] : []
  return (
    <li className={account.row}>
      <div className={account.what}>
        <p className={page.line}>
          <Link to="/deals/$reference" params={{ reference: deal.reference }}>
            {deal.reference}
          </Link>
          <span>{deal.masked ? deal.codeName : deal.title}</span>
          <Badge tone="warn">{t('web.admin.changeStatus.PENDING')}</Badge>
        </p>
        <p>{t('web.admin.handoverText', { from: from.name, to: to.name, day: format.day(on) })}</p>
        <p className="meta">
          {[
            reason,
            leaves && t('web.admin.leavesTeam'),
            t('web.admin.requestedBy', { name: by.name, at: format.instant(offeredAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <p className={page.actions}>
        {answers.map((name) => (
          <Button
            key={name}
            kind={name === 'accept' ? 'primary' : 'plain'}
            aria-label={`${t(`web.admin.handover.${name}`)}: ${deal.reference}`}
            onClick={() => setAnswer(name)}
          >
            {t(`web.admin.handover.${name}`)}
          </Button>
        ))}
      </p>
      {answer ? (
        <Suspense>
          <HandoverDialog
            offer={offer}
            answer={answer}
            onClose={() => setAnswer(null)}
            onSaved={() => {
              setAnswer(null)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </li>
  )
}
