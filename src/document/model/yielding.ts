import { setImmediate } from 'node:timers/promises'

/** One after the other; in between, others have their turn, who must not wait for a whole document. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item
    await setImmediate()
  }
}
