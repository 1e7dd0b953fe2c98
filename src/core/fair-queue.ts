/**
 * Concurrency limiter with one FIFO queue per client (an address or a user), served round-robin, so that one client cannot starve the
 * others.
 */
export class FairQueue {
  private running = 0
  private waiting = 0
  private readonly queues = new Map<string, (() => void)[]>()

  /** `limits.line` is the maximum queue length of one client, `limits.all` that of all clients together. */
  constructor(
    private readonly concurrency: number,
    private readonly limits: { line: number; all: number },
  ) {}

  /** Runs `work` when a slot is free. Throws the error that `refusal` makes when a queue is full. */
  async run<T>(client: string, work: () => Promise<T>, refusal: () => Error): Promise<T> {
    if (this.running < this.concurrency) this.running += 1
    else await this.wait(client, refusal)
    try {
      return await work()
    } finally {
      this.next()
    }
  }

  private wait(client: string, refusal: () => Error): Promise<void> {
    const queue = this.queues.get(client) ?? []
    if (queue.length >= this.limits.line || this.waiting >= this.limits.all) throw refusal()
    this.queues.set(client, queue)
    this.waiting += 1
    return new Promise((resolve) => queue.push(resolve))
  }

  /** Passes the slot to the first queue and moves that queue to the end: a Map iterates in the order of insertion. */
  private next(): void {
    const [first] = this.queues
    if (!first) {
      this.running -= 1
      return
    }
    const [client, queue] = first
    this.queues.delete(client)
    const start = queue.shift()!
    if (queue.length > 0) this.queues.set(client, queue)
    this.waiting -= 1
    start()
  }
}
