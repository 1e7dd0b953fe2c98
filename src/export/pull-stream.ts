import { Readable } from 'node:stream'

/** What gives an answer piece by piece, each when it is asked for. */
export interface Source {
  /** The next piece; null after the last. */
  next(): Promise<Buffer | null>
  /** Ends it, whether it was read to its end or not. */
  close(): Promise<void>
}

/** A stream that asks its source for no more than its reader takes. */
export class Flow extends Readable {
  constructor(private readonly source: Source) {
    super({ highWaterMark: 2 ** 16 })
  }

  override _read(): void {
    this.source.next().then(
      (piece) => this.push(piece),
      (error: Error) => this.destroy(error),
    )
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.source.close().then(
      () => done(error),
      (failed: Error) => done(error ?? failed),
    )
  }
}
