import { setImmediate } from 'node:timers/promises'

/** Yields the items one by one and lets the event loop run after each, so that a long document delays no other request. */
export async function* yieldBetween<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item
    await setImmediate()
  }
}
