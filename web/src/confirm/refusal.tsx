import type { CombinedError } from '@urql/core'
import { codeOf } from '../api/client.js'
import { Notice } from '../design/state.js'
import { messageOf } from '../shell/failure.js'
import { useTexts } from '../text/texts.js'

/** Why a mutation was refused. For an identity that was not confirmed, a text of the page. */
export function Refusal({ error }: { error: CombinedError }) {
  const { t } = useTexts()
  const isUnconfirmed = codeOf(error) === 'REAUTHENTICATION_REQUIRED'
  const isEnded = codeOf(error) === 'UNAUTHENTICATED'
  const text = isEnded
    ? t('web.session.ended')
    : isUnconfirmed
      ? t('web.confirm.missing')
      : (messageOf(error) ?? t('web.state.unreachable'))
  return (
    <Notice tone="bad" alert>
      <p>{text}</p>
    </Notice>
  )
}
