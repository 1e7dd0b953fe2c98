/** Bounds how many operations that keep the database busy run at once, so that short ones of others find it free. */
import { appError } from '../../core/error/app-error.js'
import { ClientShare } from '../../core/client-share.js'
import { FairQueue } from '../../core/fair-queue.js'
import type { Caller } from '../caller.js'
import type { CompiledOperation } from '../operation.js'

/**
 * From which time, in milliseconds, an operation is medium or long, and from which cost before it has run: its time is
 * not known yet. Five medium ones of one user at once made another user wait nine times as long.
 */
const from = { medium: { time: 15, cost: 200 }, long: { time: 100, cost: 2_000 } }

/** How many medium and long operations one user runs at once. */
const perUser = 2

export class LongOperations {
  private readonly shareOfUser = new ClientShare({
    running: perUser,
    waitingPerClient: 1_000,
    waiting: 4_000,
  })
  /** For operations that have not run before: a client could send each time another one that is costly to plan. */
  private readonly shareOfNew = new ClientShare({ running: 1, waitingPerClient: 1_000, waiting: 4_000 })
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
   * Runs a short operation at once. A medium one waits for the turn of its user, a long one for its turn among all as
   * well. Of those that have not run before, one of a user runs at once. The time of a long one is charged, as is that of
   * an operation that has not run before: a client could send each time another one that costs little and takes long.
   */
  async run<T>(operation: CompiledOperation, caller: Caller, work: () => Promise<T>): Promise<T> {
    const time = this.times.get(operation)
    const isOver = (limit: { time: number; cost: number }) =>
      time === undefined ? operation.price.cost > limit.cost : time > limit.time
    const isLong = isOver(from.long)
    const client = this.clientOf(caller)
    const measured = () => this.measure(operation, caller, isLong || time === undefined, work)
    if (!isOver(from.medium)) return measured()
    const inTurn = isLong ? () => this.queue.run(client, measured, overloaded) : measured
    const ofUser = () => this.shareOfUser.run(client, inTurn, overloaded)
    return time === undefined ? this.shareOfNew.run(client, ofUser, overloaded) : ofUser()
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
