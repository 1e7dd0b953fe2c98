/** Records which requests are answered on the fast path, before Apollo. */
import { QueryExecutor } from '../src/read/query-executor.js'

export interface FastPathWatch {
  /** Returns whether the last operation since `reset` used the fast path. */
  wasUsed: () => boolean
  reset: () => void
  /** Stops recording. */
  stop: () => void
}

export function watchFastPath(): FastPathWatch {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- restored as it was, called on its object
  const original = QueryExecutor.prototype.answerEarly
  let isFast = false
  QueryExecutor.prototype.answerEarly = async function (...args) {
    const answer = await original.apply(this, args)
    isFast = answer !== null
    return answer
  }
  return {
    wasUsed: () => isFast,
    reset: () => void (isFast = false),
    stop: () => void (QueryExecutor.prototype.answerEarly = original),
  }
}

/** A valid content type that the fast path does not accept. */
export const slowPathHeaders = { 'content-type': 'application/json; charset=UTF-8' }
