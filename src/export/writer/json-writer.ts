import type { RowWriter } from './row-writer.js'

/** Writes rows as one JSON array, each as the API returns it. */
export class JsonWriter implements RowWriter {
  private isFirst = true

  async begin(): Promise<Buffer> {
    return Buffer.from('[')
  }

  async writeRows(rows: readonly unknown[]): Promise<Buffer> {
    const text = rows.map((row) => `\n${JSON.stringify(row)}`).join(',')
    const separated = this.isFirst ? text : `,${text}`
    this.isFirst = false
    return Buffer.from(separated)
  }

  async end(): Promise<Buffer> {
    return Buffer.from('\n]\n')
  }
}
