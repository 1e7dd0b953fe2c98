/** The deals that another user has changed within the last minute. */
import { useSyncExternalStore } from 'react'

/** Milliseconds for which a change is marked. */
const lately = 60_000

const changedAt = new Map<string, number>()
const watchers = new Set<() => void>()

function notify(): void {
  for (const watcher of watchers) watcher()
}

export function markChanged(deals: Iterable<string>): void {
  for (const deal of deals) changedAt.set(deal, Date.now())
  notify()
  setTimeout(() => {
    for (const [deal, at] of changedAt) if (Date.now() - at >= lately) changedAt.delete(deal)
    notify()
  }, lately)
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Returns when another user has changed the deal, in milliseconds; undefined if that is longer ago than a minute. */
export const useChangedLately = (deal: string): number | undefined =>
  useSyncExternalStore(subscribe, () => changedAt.get(deal))
