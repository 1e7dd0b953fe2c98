/** A start that cannot go on. The message is meant for whoever started us: sentences that say what to do, no stack needed. */
export class StartError extends Error {
  override name = 'StartError'
}
