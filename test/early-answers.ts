/** Notes which answers were given before Apollo got to see them. */
import { QueryExecutor } from '../src/read/query-executor.js'

export interface EarlyAnswers {
  /** Whether the last operation since `forget` was answered early. */
  was: () => boolean
  forget: () => void
  /** Notes no more. */
  stop: () => void
}

export function watchEarly(): EarlyAnswers {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, called on its object
  const original = QueryExecutor.prototype.answerEarly
  let early = false
  QueryExecutor.prototype.answerEarly = async function (...args) {
    const answer = await original.apply(this, args)
    early = answer !== null
    return answer
  }
  return {
    was: () => early,
    forget: () => void (early = false),
    stop: () => void (QueryExecutor.prototype.answerEarly = original),
  }
}

/** The type of a request that is as good as any, but not one of those that are answered early. */
export const late = { 'content-type': 'application/json; charset=UTF-8' }
