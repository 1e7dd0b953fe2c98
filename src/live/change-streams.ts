/** The open streams of changes in this process. */
import { Injectable } from '@nestjs/common'
import { setTimeout as pause } from 'node:timers/promises'
import { DataSource } from 'typeorm'
import { appError } from '../core/error/app-error.js'
import { FairQueue } from '../core/fair-queue.js'
import { networkOf } from '../core/network.js'
import type { ViewerIdentity } from '../core/scope.js'
import { poolOf } from '../database/connection.js'
import { WakeUps } from '../database/wake-ups.js'
import type { Caller } from '../read/caller.js'
import { Usage } from '../user/usage.js'
import { ChangeFeed } from './change-feed.js'
import type { Position } from './change-position.js'
import type { Changes } from './change.js'
import { StreamPlaces } from './stream-places.js'

/** The channel of `record_changes.sql`. */
const channel = 'ancrage_change'

/** Milliseconds after which a stream looks without a notification: its session may have expired. */
const lookInterval = 20_000

/**
 * Milliseconds between two moments at which streams read: what changes meanwhile is folded. The moments are those of a
 * clock, so that a change which a listener may not see never delays one that they do.
 */
const readInterval = 200

/** What opening a stream costs, of the allowance of a minute. */
const openingCost = 50

interface Listening {
  after?: string | null
  deals?: string[] | null
}

@Injectable()
export class ChangeStreams {
  private readonly places = new StreamPlaces()
  private readonly reads = new FairQueue(2, { line: 100, all: 4_000 })
  private readonly wakers = new Set<() => void>()
  private readonly wakeUps: WakeUps
  private isClosing = false

  constructor(
    private readonly source: DataSource,
    private readonly feed: ChangeFeed,
    private readonly usage: Usage,
  ) {
    this.wakeUps = new WakeUps(
      () => poolOf(this.source),
      channel,
      () => this.wakeAll(),
    )
  }

  /**
   * Opens a stream of events for the user behind a token: first one with the position, then one for each change that they
   * see. Ends when the service stops; throws UNAUTHENTICATED when the token is no longer valid.
   */
  async open(caller: Caller, listening: Listening): Promise<AsyncGenerator<{ changes: Changes }>> {
    const viewer = await this.usage.admit(caller, openingCost)
    const leave = this.places.take(viewer.id, networkOf(caller.origin.address ?? ''))
    caller.cancellation.onCancel(leave)
    await this.wakeUps.start()
    return this.events(caller, viewer, listening, leave)
  }

  /** Ends all streams: clients connect again, to another process or to this one after its restart. */
  async stop(): Promise<void> {
    this.isClosing = true
    this.wakeAll()
    await this.wakeUps.stop()
  }

  private async *events(
    caller: Caller,
    viewer: ViewerIdentity,
    { after, deals = null }: Listening,
    leave: () => void,
  ): AsyncGenerator<{ changes: Changes }> {
    const waker = new Waker()
    this.wakers.add(waker.wake)
    const removeListener = caller.cancellation.onCancel(waker.wake)
    const isOver = () => this.isClosing || caller.cancellation.isCancelled()
    const read = (from: Position | null) =>
      this.reads.run(
        viewer.id,
        () => this.feed.read(caller.token, viewer, from, deals ?? null, caller.cancellation),
        () => appError('streamsBusy'),
      )
    try {
      const from = after == null ? null : await this.feed.positionOf(viewer, after)
      let { position, event } = await read(from)
      if (after != null && from === null) event.resync = true
      yield { changes: event }
      while (!isOver()) {
        await waker.wait(lookInterval)
        await pause(readInterval - (Date.now() % readInterval), undefined, { ref: false })
        waker.isDue = false
        if (isOver()) return
        ;({ position, event } = await read(position))
        if (event.resync || event.rows.length > 0) yield { changes: event }
      }
    } finally {
      this.wakers.delete(waker.wake)
      removeListener()
      leave()
    }
  }

  private wakeAll(): void {
    for (const wake of this.wakers) wake()
  }
}

/** Remembers that there is something to read, and wakes the stream that waits for it. */
class Waker {
  isDue = false
  private resolve: (() => void) | undefined

  readonly wake = (): void => {
    this.isDue = true
    this.resolve?.()
  }

  /** Resolves when `wake` was called since `isDue` was reset, at the latest after so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.isDue) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.resolve = resolve
        timer = setTimeout(resolve, milliseconds).unref()
      })
      clearTimeout(timer)
    }
    this.resolve = undefined
  }
}
