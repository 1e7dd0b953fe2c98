import { lazy } from 'react'
import { Notice } from '../design/state.js'
import { DialogButton } from '../edit/dialog-button.js'
import { useTexts } from '../text/texts.js'
import type { DealOfPage } from './deal-of-page.js'
import { SourceText } from './source-text.js'

const VerifyDialog = lazy(async () => ({
  default: (await import('./landing/verify-dialog.js')).VerifyDialog,
}))

/** The stages in which a landing is verified: before the move to the last one, and in it. */
const verifiableStages = ['COMMITTED', 'LANDED']

/** Why and to where a deal was lost; whether its landing is verified. */
export function Outcome({ deal, canVerify }: { deal: DealOfPage; canVerify: boolean }) {
  const { t, format } = useTexts()
  const { lossReasons, lossDestination, verification } = deal
  const place = lossDestination && [
    lossDestination.town,
    lossDestination.country && format.country(lossDestination.country),
  ]
  return (
    <>
      {lossReasons.length > 0 ? (
        <Notice tone="bad">
          <h2>{t('web.deal.lostWhy')}</h2>
          <ol>
            {lossReasons.map(({ id, rank, code, wording, source }) => (
              <li key={id}>
                {rank}. {t(`lossReason.${code}`)}
                {wording ? `: ${wording}` : ''} (<SourceText source={source} />)
              </li>
            ))}
          </ol>
          {place ? (
            <p>
              {t('web.deal.lostTo', {
                place: lossDestination.unknown ? t('web.state.unknown') : place.filter(Boolean).join(', '),
              })}
            </p>
          ) : null}
        </Notice>
      ) : null}
      {verification ? (
        <Notice tone={verification.valid ? 'good' : 'warn'}>
          <p>
            {t(verification.valid ? 'web.deal.verified' : 'web.deal.verificationInvalid', {
              name: verification.by.name,
              at: format.instant(verification.recordedAt),
            })}
          </p>
        </Notice>
      ) : null}
      {canVerify && !verification?.valid && verifiableStages.includes(deal.stage.code) ? (
        <DialogButton label={t('web.record.verify')} icon={null}>
          {(close) => <VerifyDialog deal={deal.id} onClose={close} />}
        </DialogButton>
      ) : null}
    </>
  )
}
