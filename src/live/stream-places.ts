import { appError } from '../core/error/app-error.js'

/** Maximum numbers of open streams in one process. A browser opens one. */
const limits = { user: 12, network: 300, all: 2_000 }

/** Counts open streams by user and network. */
export class StreamPlaces {
  private readonly taken = new Map<string, number>()
  private all = 0

  /** Takes a place and returns a function that gives it back. Throws RATE_LIMITED when none is free. */
  take(user: string, network: string): () => void {
    const keys = [`user ${user}`, `network ${network}`] as const
    const [ofUser, ofNetwork] = keys.map((key) => this.taken.get(key) ?? 0) as [number, number]
    if (ofUser >= limits.user || ofNetwork >= limits.network || this.all >= limits.all)
      throw appError('streamsBusy')
    this.add(keys, 1)
    let isTaken = true
    return () => {
      if (isTaken) this.add(keys, -1)
      isTaken = false
    }
  }

  private add(keys: readonly string[], count: number): void {
    this.all += count
    for (const key of keys) {
      const sum = (this.taken.get(key) ?? 0) + count
      if (sum > 0) this.taken.set(key, sum)
      else this.taken.delete(key)
    }
  }
}
