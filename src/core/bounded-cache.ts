/** What takes long to make, kept to be given again. When there is too much of it, it is forgotten: nothing grows without end. */
export class BoundedCache<T> {
  private readonly kept = new Map<string, T>()

  constructor(private readonly most = 10_000) {}

  get(key: string, make: () => T): T {
    let result = this.kept.get(key)
    if (result === undefined) {
      if (this.kept.size >= this.most) this.kept.clear()
      this.kept.set(key, (result = make()))
    }
    return result
  }
}
