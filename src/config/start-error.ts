/** Stops the start. The message is for the operator: it explains what to do, so no stack trace is printed. */
export class StartError extends Error {
  override name = 'StartError'
}
