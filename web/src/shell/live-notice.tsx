import { useEffect, useState, useSyncExternalStore } from 'react'
import { liveState, watchState } from '../live/live.js'
import { useTexts } from '../text/texts.js'
import styles from './live-notice.module.css'

/** Milliseconds after which a lost connection is worth a word: most are back before. */
const patience = 4_000

/** Says quietly that changes of others do not arrive at the moment. */
export function LiveNotice() {
  const { t } = useTexts()
  const isLost = useSyncExternalStore(watchState, liveState) === 'waiting'
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isLost) return undefined
    const timer = setTimeout(() => setIsLong(true), patience)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
    }
  }, [isLost])
  return (
    <span role="status" className={styles.notice}>
      {isLost && isLong ? t('web.live.waiting') : null}
    </span>
  )
}
