/** Collects what must be closed at the end. */
export interface Shutdown {
  /** Registers a function to close something. The last one registered runs first: the service before its database. */
  defer(close: () => Promise<unknown>): void
  /** Closes everything. Further calls wait for the first one. */
  close(): Promise<void>
  /** Whether closing has begun. */
  readonly closing: boolean
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Closes everything deferred on Ctrl-C, SIGTERM and SIGHUP, then exits: with 0 on success, with 1 on an error. */
export function shutdownOnSignals(report: (error: unknown) => void): Shutdown {
  const closers: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  let firstSignalAt = 0

  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close()
  }
  const shutdown: Shutdown = {
    defer: (close) => closers.push(close),
    close: () => (closing ??= closeAll()),
    get closing() {
      return closing !== undefined
    },
  }
  const onSignal = () => {
    // Ctrl-C arrives twice, from the terminal and from npm. A second one after a second forces the exit.
    if (firstSignalAt > 0 && Date.now() - firstSignalAt > 1000) process.exit(130)
    firstSignalAt ||= Date.now()
    shutdown.close().then(
      () => process.exit(0),
      (error) => (report(error), process.exit(1)),
    )
  }
  for (const signal of signals) process.on(signal, onSignal)
  return shutdown
}
