/** Caches what is slow to make. Clears itself when it is full, so that its memory stays bounded. */
export class BoundedCache<T> {
  private readonly entries = new Map<string, T>()

  constructor(private readonly limit = 10_000) {}

  /** Returns the entry under `key`; makes it on first use. */
  get(key: string, make: () => T): T {
    let entry = this.entries.get(key)
    if (entry === undefined) {
      if (this.entries.size >= this.limit) this.entries.clear()
      this.entries.set(key, (entry = make()))
    }
    return entry
  }
}
