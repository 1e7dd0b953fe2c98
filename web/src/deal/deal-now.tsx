import { useEffect } from 'react'
import { useQuery } from 'urql'
import { LastChangeDocument } from '../api/generated/deal/follow.js'
import { Icon } from '../design/icon.js'
import { useChangedLately } from '../live/changed-lately.js'
import { useTexts } from '../text/texts.js'
import { usePresence } from './use-presence.js'
import styles from './headline.module.css'

interface DealNowProps {
  deal: { id: string; masked: boolean }
  onGone: () => void
}

/** Who else has the deal open, and who has changed it just now. */
export function DealNow({ deal, onGone }: DealNowProps) {
  const { t, format } = useTexts()
  const names = usePresence(deal.id, onGone)
  const changedAt = useChangedLately(deal.id)
  return (
    <p className={styles.now} role="status">
      {names.length > 0 ? (
        <span>
          <Icon name="user" size={15} /> {t('web.live.alsoHere', { names: format.list(names) })}
        </span>
      ) : null}
      {changedAt === undefined ? null : <LastChange deal={deal} at={changedAt} />}
    </p>
  )
}

/** The history names people only to users who see the deal in full. */
function LastChange({ deal, at }: { deal: DealNowProps['deal']; at: number }) {
  const { t } = useTexts()
  const [{ data }, execute] = useQuery({
    query: LastChangeDocument,
    variables: { id: deal.id },
    pause: deal.masked,
    requestPolicy: 'network-only',
  })
  useEffect(() => {
    if (!deal.masked) execute()
  }, [at, deal.masked, execute])
  const name = data?.history.nodes[0]?.by?.name
  return <span>{name ? t('web.live.changedBy', { name }) : t('web.live.changed')}</span>
}
