import type { RowWriter } from './row-writer.js'

/** Writes rows as lines of JSON, each as the API returns it. */
export class NdjsonWriter implements RowWriter {
  async begin(): Promise<Buffer> {
    return Buffer.alloc(0)
  }

  async writeRows(rows: readonly unknown[]): Promise<Buffer> {
    return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }

  async end(): Promise<Buffer> {
    return Buffer.alloc(0)
  }
}
