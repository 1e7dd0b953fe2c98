/** A form that rows are written in, a batch at a time: nothing of a batch is held back once the next is asked for. */
import type { Column } from '../query/column.js'

export interface Writer {
  /** What comes before the rows. */
  begin(): Promise<Buffer>
  rows(rows: readonly unknown[]): Promise<Buffer>
  end(): Promise<Buffer>
}

export interface WriterOptions {
  columns: readonly Column[]
  /** Of the whole, where a form has one. */
  title: string
  /** CSV: whether it begins with a byte order mark, and what stands between two fields. */
  bom: boolean
  delimiter: ',' | ';'
}
