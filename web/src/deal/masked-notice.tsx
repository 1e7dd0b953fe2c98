import { Icon } from '../design/icon.js'
import { Notice } from '../design/state.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import type { DealOfPage } from './deal-of-page.js'
import { maskedReason } from './masked-reason.js'

/** Says what a masked reader sees of a deal, why they see no more, and the agency to ask. */
export function MaskedNotice({ deal }: { deal: DealOfPage }) {
  const { t } = useTexts()
  const viewer = useViewer()
  const params = {
    agency: deal.leadAgency.name,
    level: t(`confidentiality.${deal.confidentiality}`),
    own: t(`confidentiality.${viewer.clearance}`),
  }
  return (
    <Notice tone="info">
      <p>
        <Icon name="lock" /> {t('web.deal.masked')}{' '}
        {t(`web.deal.maskedReason.${maskedReason(viewer, deal)}`, params)}
      </p>
      <p>{t('web.deal.maskedAsk', params)}</p>
    </Notice>
  )
}
