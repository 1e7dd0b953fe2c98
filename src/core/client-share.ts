/** A request that waits for its client's turn. */
interface Waiter {
  start: () => void
  isCancelled: boolean
}

interface ClientQueue {
  running: number
  waiting: Waiter[]
}

export class WaitCancelled extends Error {}

/** Limits how many pieces of work one client runs at once; its further ones wait in order. Other clients do not notice. */
export class ClientShare {
  private readonly clients = new Map<string, ClientQueue>()
  private waiting = 0

  /**
   * `running` is the maximum of one client. `waitingPerClient` and `waiting` are the maximum queue lengths of one client
   * and of all together.
   */
  constructor(private readonly limits: { running: number; waitingPerClient: number; waiting: number }) {}

  /**
   * Resolves with a function that ends the turn, to be called once. Throws what `refusal` makes when a queue is full.
   * Where it has to wait, it calls `whenWaiting` with a function that gives the place up and rejects the wait.
   */
  async enter(
    client: string,
    refusal: () => Error,
    whenWaiting?: (cancel: () => void) => void,
  ): Promise<() => void> {
    const queue = this.clients.get(client) ?? { running: 0, waiting: [] }
    this.clients.set(client, queue)
    if (queue.running < this.limits.running) queue.running += 1
    else await this.wait(queue, refusal, whenWaiting)
    return () => this.leave(client, queue)
  }

  /** Runs `work` in the client's turn. */
  async run<T>(client: string, work: () => Promise<T>, refusal: () => Error): Promise<T> {
    const leave = await this.enter(client, refusal)
    try {
      return await work()
    } finally {
      leave()
    }
  }

  private wait(
    queue: ClientQueue,
    refusal: () => Error,
    whenWaiting?: (cancel: () => void) => void,
  ): Promise<void> {
    if (queue.waiting.length >= this.limits.waitingPerClient || this.waiting >= this.limits.waiting)
      throw refusal()
    this.waiting += 1
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { start: resolve, isCancelled: false }
      queue.waiting.push(waiter)
      whenWaiting?.(() => {
        waiter.isCancelled = true
        reject(new WaitCancelled())
      })
    })
  }

  /** Passes the turn on to the first that still waits. */
  private leave(client: string, queue: ClientQueue): void {
    for (let next = queue.waiting.shift(); next; next = queue.waiting.shift()) {
      this.waiting -= 1
      if (next.isCancelled) continue
      next.start()
      return
    }
    queue.running -= 1
    if (queue.running === 0) this.clients.delete(client)
  }
}
