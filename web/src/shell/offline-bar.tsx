import { useSyncExternalStore } from 'react'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'

const subscribe = (notify: () => void) => {
  const events = ['online', 'offline']
  for (const event of events) addEventListener(event, notify)
  return () => {
    for (const event of events) removeEventListener(event, notify)
  }
}

const useIsOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Shown while the device has no network. */
export function OfflineBar() {
  const { t } = useTexts()
  return useIsOnline() ? null : (
    <Notice tone="warn" alert>
      <p>{t('web.shell.offline')}</p>
    </Notice>
  )
}
