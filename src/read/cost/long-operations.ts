/** Runs operations that take long on a part of the connections, so that short ones find a free connection. */
import { appError } from '../../core/error/app-error.js'
import { ClientShare } from '../../core/client-share.js'
import { FairQueue } from '../../core/fair-queue.js'
import type { Caller } from '../caller.js'
import type { CompiledOperation } from '../operation.js'

/** Milliseconds from which an operation is long. */
const longFrom = 100

/** Cost from which an operation is long before it has run: its time is not known yet. */
const longCost = 2_000

/** How many long operations one user runs at once. */
const perUser = 2

export class LongOperations {
  private readonly shareOfUser = new ClientShare({ running: perUser, waitingPerClient: 200, waiting: 2_000 })
  private readonly queue: FairQueue
  /** The shortest time of each compiled operation. A mean would grow under load and make short ones long. */
  private readonly times = new WeakMap<CompiledOperation, number>()

  /**
   * `connections` is how many connections long operations use at most. `userOf` returns the id of the user behind a token,
   * if it is known, so that several sessions of one user share what one may run.
   */
  constructor(
    connections: number,
    private readonly userOf: (token: Buffer) => string | undefined,
  ) {
    this.queue = new FairQueue(connections, { line: 200, all: 2_000 })
  }

  /**
   * Runs a short operation at once. A long one waits for its turn. Its time is charged, as is that of an operation that
   * has not run before: a client could send each time another one that costs little and takes long.
   */
  async run<T>(operation: CompiledOperation, caller: Caller, work: () => Promise<T>): Promise<T> {
    const time = this.times.get(operation)
    const isLong = time === undefined ? operation.price.cost > longCost : time > longFrom
    const client = this.clientOf(caller)
    const measured = () => this.measure(operation, caller, isLong || time === undefined, work)
    if (!isLong) return measured()
    return this.shareOfUser.run(client, () => this.queue.run(client, measured, overloaded), overloaded)
  }

  private clientOf({ token }: Caller): string {
    return token ? (this.userOf(token) ?? token.toString('base64')) : ''
  }

  private async measure<T>(
    operation: CompiledOperation,
    caller: Caller,
    isCharged: boolean,
    work: () => Promise<T>,
  ): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      const time = performance.now() - start
      this.times.set(operation, Math.min(time, this.times.get(operation) ?? Infinity))
      if (isCharged) caller.milliseconds = time
    }
  }
}

/** Seconds. */
const retryAfter = 5

const overloaded = () => appError('overloaded', { count: retryAfter }, { extra: { retryAfter } })
