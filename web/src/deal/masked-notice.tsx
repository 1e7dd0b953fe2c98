import { Icon } from '../design/icon.js'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'

/** Says what a masked reader sees of a deal, so that no empty section suggests that nothing has happened. */
export function MaskedNotice() {
  const { t } = useTexts()
  return (
    <Notice tone="info">
      <p>
        <Icon name="lock" /> {t('web.deal.masked')}
      </p>
    </Notice>
  )
}
