/** Notes which answers were given before Apollo got to see them. */
import { QueryExecutor } from '../src/read/query-executor.js'

export interface FastPathWatch {
  /** Whether the last operation since `forget` was answered early. */
  wasUsed: () => boolean
  reset: () => void
  /** Notes no more. */
  stop: () => void
}

export function watchFastPath(): FastPathWatch {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, called on its object
  const original = QueryExecutor.prototype.answerEarly
  let early = false
  QueryExecutor.prototype.answerEarly = async function (...args) {
    const answer = await original.apply(this, args)
    early = answer !== null
    return answer
  }
  return {
    wasUsed: () => early,
    reset: () => void (early = false),
    stop: () => void (QueryExecutor.prototype.answerEarly = original),
  }
}

/** The type of a request that is as good as any, but not one of those that are answered early. */
export const slowPathHeaders = { 'content-type': 'application/json; charset=UTF-8' }
