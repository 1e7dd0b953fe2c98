/** Collects what must be closed at the end, in the order it was opened. */
export interface Shutdown {
  /** What opens last closes first: the service before the database it uses. */
  defer(close: () => Promise<unknown>): void
  /** Closes everything once, however often it is asked. */
  close(): Promise<void>
  /** Whether it has been asked to close. */
  readonly closing: boolean
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** From now on Ctrl-C, SIGTERM and SIGHUP close everything deferred, then end the process: 0 when that went well. */
export function shutdownOnSignals(report: (error: unknown) => void): Shutdown {
  const closers: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  let first = 0

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
    // Ctrl-C reaches us twice, from the terminal and from npm: only a later one is impatience.
    if (first > 0 && Date.now() - first > 1000) process.exit(130)
    first ||= Date.now()
    shutdown.close().then(
      () => process.exit(0),
      (error) => (report(error), process.exit(1)),
    )
  }
  for (const signal of signals) process.on(signal, onSignal)
  return shutdown
}
