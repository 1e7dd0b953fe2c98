import { v7, validate } from 'uuid'

let last = { msecs: -1, seq: 0 }

/**
 * Returns a new id that sorts by time: UUID version 7 of RFC 9562.
 *
 * Ids made in one process grow strictly, also within one millisecond. With an instant, such as that of the running
 * operation, ids grow as long as the instant stays the same.
 */
export function uuidv7(now?: Date): string {
  if (!now) return v7()
  const msecs = now.getTime()
  const seq = msecs === last.msecs ? last.seq + 1 : randomStart()
  last = { msecs, seq }
  return v7({ msecs, seq })
}

/** Returns whether this is the text of a UUID of any version. */
export const isUuid = (text: string): boolean => validate(text)

// Less than half of the 32-bit counter, which leaves two thousand million ids for one millisecond.
const randomStart = () => Math.floor(Math.random() * 0x7fffffff)
