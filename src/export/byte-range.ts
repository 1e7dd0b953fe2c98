/** Ranges of bytes, by which a client resumes a download (RFC 9110, section 14). */
import type { ChunkSource } from './pull-stream.js'

/** Both ends included. */
export interface ByteRange {
  from: number
  to: number
}

/**
 * Parses a `Range` header for a file of `size` bytes. Null: all of it, as for several ranges and for what is no range of
 * bytes. `unsatisfiable`: it begins behind the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return Number(last) === 0 || size === 0 ? 'unsatisfiable' : sliceEnd(Number(last), size)
  const [from, to] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && Number(last) < from) return null
  return from >= size ? 'unsatisfiable' : { from, to }
}

/** Returns the last bytes: `bytes=-500` are the last 500. */
const sliceEnd = (count: number, size: number): ByteRange => ({
  from: Math.max(0, size - count),
  to: size - 1,
})

/** Returns only the bytes of a range, in the chunks of its source. */
export class RangeSource implements ChunkSource {
  private position = 0

  constructor(
    private readonly source: ChunkSource,
    private readonly range: ByteRange,
  ) {}

  async next(): Promise<Buffer | null> {
    const { from, to } = this.range
    while (this.position <= to) {
      const chunk = await this.source.next()
      if (!chunk) return null
      const start = this.position
      this.position += chunk.length
      const part = chunk.subarray(Math.max(0, from - start), to + 1 - start)
      if (this.position > from && part.length > 0) return part
    }
    return null
  }

  close(): Promise<void> {
    return this.source.close()
  }
}
