import { Readable } from 'node:stream'

/** Content in chunks, each made on request. */
export interface ChunkSource {
  /** Returns null after the last chunk. */
  next(): Promise<Buffer | null>
  /** Frees all resources, whether the content was read to its end or not. */
  close(): Promise<void>
}

/** A stream that requests no more chunks than its reader consumes. */
export class PullStream extends Readable {
  constructor(private readonly source: ChunkSource) {
    super({ highWaterMark: 2 ** 16 })
  }

  override _read(): void {
    this.source.next().then(
      (chunk) => this.push(chunk),
      (error: Error) => this.destroy(error),
    )
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.source.close().then(
      () => done(error),
      (closeError: Error) => done(error ?? closeError),
    )
  }
}
