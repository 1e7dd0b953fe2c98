// Every peer says on which port it listens, in one line, and ends when told to.
export function listening(port) {
  process.send?.({ port })
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(0))
}
