/** Keeps which queries the window shows, and reads them again when what they show has changed. */
import { makeOperation, mapExchange, type Client, type Exchange, type Operation } from '@urql/core'
import type { Changes, ChangedRow } from './changes.js'
import { concerns } from './concerns.js'
import { liveState, watchState } from './live.js'

interface ShownQuery {
  operation: Operation
  data: unknown
}

/** Mutations whose effect no query shows. */
const quiet = new Set(['reportPresence', 'recordVisit'])

/** Milliseconds after an own write in this window, which has shown its result already. */
const echo = 3_000

/** Milliseconds between two reads: many changes in a short time are read once. */
const readInterval = 700

/** Milliseconds before what could not be read is read again, though nothing has signalled that the network is back. */
const pauses = [1_000, 2_000, 5_000, 15_000, 60_000]

const rootFields = ({ query }: Operation): string[] =>
  query.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition'
      ? definition.selectionSet.selections.flatMap((field) =>
          field.kind === 'Field' ? [field.name.value] : [],
        )
      : [],
  )

export class ShownQueries {
  private readonly queries = new Map<number, ShownQuery>()
  private lastWrite = -Infinity
  private pending: ChangedRow[] | 'all' = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastRead = -Infinity
  private hasFailed = false
  private attempts = 0
  private repeat: ReturnType<typeof setTimeout> | undefined

  /** Put it above the cache. */
  readonly exchange: Exchange = mapExchange({
    onOperation: (operation) => {
      if (operation.kind === 'teardown') this.queries.delete(operation.key)
      else if (operation.kind === 'query') {
        const data = this.queries.get(operation.key)?.data
        this.queries.set(operation.key, { operation, data })
      } else if (this.isWrite(operation)) this.lastWrite = performance.now()
    },
    onResult: ({ operation, data, error }) => {
      if (error?.networkError) this.noteFailure()
      else this.attempts = 0
      const shown = this.queries.get(operation.key)
      if (shown) shown.data = data as unknown
      else if (this.isWrite(operation)) this.lastWrite = performance.now()
    },
  })

  constructor(private readonly client: () => Client) {
    document.addEventListener('visibilitychange', () => this.schedule())
    addEventListener('online', () => this.repeatFailed())
    watchState(() => {
      if (liveState() === 'live') this.repeatFailed()
    })
  }

  /** Returns the rows that this window has not written itself. */
  foreignRows({ rows }: Changes): ChangedRow[] {
    return performance.now() - this.lastWrite < echo ? rows.filter(({ own }) => !own) : rows
  }

  /** Reads what may have changed again, soon. A hidden window reads when it is shown. */
  refresh(rows: ChangedRow[] | 'all'): void {
    this.pending = rows === 'all' || this.pending === 'all' ? 'all' : [...this.pending, ...rows]
    this.schedule()
  }

  /** An answer that failed before the network came back may arrive after the event, which then helps no longer. */
  private noteFailure(): void {
    this.hasFailed = true
    // a page fails with all of its queries at once
    if (this.repeat !== undefined) return
    const pause = pauses[this.attempts] ?? pauses.at(-1)!
    this.attempts += 1
    this.repeat = setTimeout(() => {
      this.repeat = undefined
      this.repeatFailed()
    }, pause)
  }

  /** Reads again what could not be read while the network or the service was away. */
  private repeatFailed(): void {
    if (this.hasFailed) this.refresh('all')
    this.hasFailed = false
  }

  private schedule(): void {
    if (this.timer !== undefined || document.hidden || this.pending.length === 0) return
    const wait = Math.max(0, this.lastRead + readInterval - performance.now())
    this.timer = setTimeout(() => this.read(), wait)
  }

  private read(): void {
    const rows = this.pending
    this.pending = []
    this.timer = undefined
    this.lastRead = performance.now()
    for (const { operation, data } of [...this.queries.values()])
      if (rows === 'all' || concerns(rootFields(operation), data, rows))
        this.client().reexecuteOperation(
          makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
        )
  }

  private isWrite(operation: Operation): boolean {
    return operation.kind === 'mutation' && !rootFields(operation).every((field) => quiet.has(field))
  }
}
