/** Rows as lines of JSON, each as the API answers it. */
import type { Writer } from './row-writer.js'

export class NdjsonWriter implements Writer {
  async begin(): Promise<Buffer> {
    return Buffer.alloc(0)
  }

  async rows(rows: readonly unknown[]): Promise<Buffer> {
    return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }

  async end(): Promise<Buffer> {
    return Buffer.alloc(0)
  }
}
