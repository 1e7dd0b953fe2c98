import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 64rem)')

const subscribe = (notify: () => void) => {
  wide.addEventListener('change', notify)
  return () => wide.removeEventListener('change', notify)
}

/** Whether the question has room beside its answer. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches)
