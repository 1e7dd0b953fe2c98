import type { Language } from '../../core/locale.js'
import type { CsvDialect } from '../../document/csv/csv-dialect.js'
import type { ExportColumn } from '../query/column.js'

/** Writes rows in one form, batch by batch. Each method returns the bytes that are complete, which may be none. */
export interface RowWriter {
  begin(): Promise<Buffer>
  writeRows(rows: readonly unknown[]): Promise<Buffer>
  end(): Promise<Buffer>
}

export interface RowWriterOptions {
  columns: readonly ExportColumn[]
  /** Name of the exported list or statistic. */
  title: string
  language: Language
  /** The instant of the data. */
  dataAt: Date
  /** As it is stored with the export. */
  question: object
  /** CSV only: whether it begins with a byte order mark. */
  bom: boolean
  /** CSV only. */
  dialect: CsvDialect
}
