import type { DealOutcomeFragment } from '../api/generated/types.js'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { SourceText } from './source-text.js'

/** Why and to where a deal was lost; whether its landing is verified. */
export function Outcome({ deal }: { deal: DealOutcomeFragment }) {
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
    </>
  )
}
