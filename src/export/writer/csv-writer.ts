/** Rows as CSV (RFC 4180), in UTF-8. Numbers are plain, days and instants ISO, yes and no `true` and `false`, what is not there is empty. */
import { harmless, quoted } from '../../document/csv/csv.js'
import { joined, said, type Column } from '../query/column.js'
import type { Writer, WriterOptions } from './row-writer.js'

export class CsvWriter implements Writer {
  constructor(private readonly options: WriterOptions) {}

  async begin(): Promise<Buffer> {
    const { bom, columns } = this.options
    return Buffer.from(`${bom ? '\ufeff' : ''}${this.line(columns.map(({ heading }) => heading))}`)
  }

  async rows(rows: readonly unknown[]): Promise<Buffer> {
    const { columns } = this.options
    return Buffer.from(rows.map((row) => this.line(columns.map((column) => cell(column, row)))).join(''))
  }

  async end(): Promise<Buffer> {
    return Buffer.alloc(0)
  }

  private line(fields: readonly string[]): string {
    const { delimiter } = this.options
    return `${fields.map((field) => quoted(field, delimiter)).join(delimiter)}\r\n`
  }
}

/** A number may be negative: only text is kept from being a formula. */
function cell({ kind, list, read }: Column, row: unknown): string {
  const value = read(row)
  if (value === null) return ''
  if (list) return harmless(joined(value as unknown[]))
  return kind === 'text' || kind === 'json' ? harmless(said(value)) : said(value)
}
