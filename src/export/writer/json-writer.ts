/** Rows as one JSON list, each as the API answers it. */
import type { Writer } from './row-writer.js'

export class JsonWriter implements Writer {
  private isFirst = true

  async begin(): Promise<Buffer> {
    return Buffer.from('[')
  }

  async rows(rows: readonly unknown[]): Promise<Buffer> {
    const text = rows.map((row) => `\n${JSON.stringify(row)}`).join(',')
    const separated = this.isFirst ? text : `,${text}`
    this.isFirst = false
    return Buffer.from(separated)
  }

  async end(): Promise<Buffer> {
    return Buffer.from('\n]\n')
  }
}
