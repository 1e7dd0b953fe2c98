/** Sends the port of a peer to the benchmark, and ends the peer when the benchmark ends it or has ended. */
export function reportPort(port) {
  process.send?.({ port })
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(0))
}
