/** Few work at once; those who wait take turns by where they come from, so that who sends ten thousand waits for himself. */
export class FairQueue {
  private running = 0
  private waiting = 0
  private readonly lines = new Map<string, (() => void)[]>()

  /** `line`: so many may wait from one place; `all`: and so many together. */
  constructor(
    private readonly atOnce: number,
    private readonly most: { line: number; all: number },
  ) {}

  /** Works when it is its turn; throws what `refusal` gives where too many wait already. */
  async run<T>(from: string, work: () => Promise<T>, refusal: () => Error): Promise<T> {
    if (this.running < this.atOnce) this.running += 1
    else await this.wait(from, refusal)
    try {
      return await work()
    } finally {
      this.next()
    }
  }

  private wait(from: string, refusal: () => Error): Promise<void> {
    const line = this.lines.get(from) ?? []
    if (line.length >= this.most.line || this.waiting >= this.most.all) throw refusal()
    this.lines.set(from, line)
    this.waiting += 1
    return new Promise((resolve) => line.push(resolve))
  }

  /** Hands the place on to the line that has waited longest since its last turn. */
  private next(): void {
    const [first] = this.lines
    if (!first) {
      this.running -= 1
      return
    }
    const [from, line] = first
    this.lines.delete(from)
    const start = line.shift()!
    if (line.length > 0) this.lines.set(from, line)
    this.waiting -= 1
    start()
  }
}
