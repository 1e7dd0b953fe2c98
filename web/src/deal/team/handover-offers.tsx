import { useClient } from 'urql'
import { useState } from 'react'
import type { CombinedError } from '@urql/core'
import {
  AcceptHandoverOfDealDocument,
  DeclineHandoverOfDealDocument,
  WithdrawHandoverOfDealDocument,
} from '../../api/generated/deal/team/team.js'
import type { DealHandoverFragment } from '../../api/generated/types.js'
import { Button } from '../../design/button.js'
import { Notice } from '../../design/state.js'
import { messageOf } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'

type Offer = DealHandoverFragment['handoverOffers']['nodes'][number]

interface HandoverOffersProps {
  offers: Offer[]
  /** Whether the viewer leads the agency that made the offer. */
  canWithdraw: boolean
}

/** The offers of the lead without an answer so far, with the answers that the viewer may give. */
export function HandoverOffers({ offers, canWithdraw }: HandoverOffersProps) {
  return offers.map((offer) => <OpenOffer key={offer.id} offer={offer} canWithdraw={canWithdraw} />)
}

function OpenOffer({ offer, canWithdraw }: { offer: Offer; canWithdraw: boolean }) {
  const { t } = useTexts()
  const client = useClient()
  const { role, agency } = useViewer()
  const [error, setError] = useState<CombinedError>()
  const input = { offer: offer.id }
  const accept = async () => setError((await client.mutation(AcceptHandoverOfDealDocument, { input })).error)
  const decline = async () =>
    setError((await client.mutation(DeclineHandoverOfDealDocument, { input })).error)
  const withdraw = async () =>
    setError((await client.mutation(WithdrawHandoverOfDealDocument, { input })).error)
  const canAnswer = role === 'HEAD' && agency.code === offer.to.code
  return (
    <Notice tone="warn">
      <p>{t('web.record.offered', { from: offer.from.name, to: offer.to.name, reason: offer.reason })}</p>
      {error ? <p role="alert">{messageOf(error) ?? t('web.state.unreachable')}</p> : null}
      {canAnswer ? (
        <>
          <Button kind="primary" onClick={() => void accept()}>
            {t('web.record.accept')}
          </Button>{' '}
          <Button onClick={() => void decline()}>{t('web.record.decline')}</Button>
        </>
      ) : null}
      {canWithdraw && !canAnswer ? (
        <Button onClick={() => void withdraw()}>{t('web.record.withdraw')}</Button>
      ) : null}
    </Notice>
  )
}
