import { formatDecimal, type CsvDialect } from '../../document/csv/csv-dialect.js'
import { neutralizeFormula, quoteField } from '../../document/csv/csv-field.js'
import { formatValue, joinValues, type ExportColumn } from '../query/column.js'
import type { RowWriter, RowWriterOptions } from './row-writer.js'

/** Writes rows as CSV (RFC 4180) in UTF-8: numbers with the chosen decimal sign, ISO days and instants, `true` and `false`, nothing for null. */
export class CsvWriter implements RowWriter {
  constructor(private readonly options: RowWriterOptions) {}

  async begin(): Promise<Buffer> {
    const { bom, columns } = this.options
    return Buffer.from(`${bom ? '\ufeff' : ''}${this.formatLine(columns.map(({ heading }) => heading))}`)
  }

  async writeRows(rows: readonly unknown[]): Promise<Buffer> {
    const { columns, dialect } = this.options
    const lines = rows.map((row) =>
      this.formatLine(columns.map((column) => formatField(column, row, dialect))),
    )
    return Buffer.from(lines.join(''))
  }

  async end(): Promise<Buffer> {
    return Buffer.alloc(0)
  }

  private formatLine(fields: readonly string[]): string {
    const { delimiter } = this.options.dialect
    return `${fields.map((field) => quoteField(field, delimiter)).join(delimiter)}\r\n`
  }
}

/** Only text can be a formula: a number that begins with a minus sign stays a number. */
function formatField({ kind, isList, read }: ExportColumn, row: unknown, dialect: CsvDialect): string {
  const value = read(row)
  if (value === null) return ''
  if (isList) return neutralizeFormula(joinValues(value as unknown[]))
  const text = formatValue(value)
  if (kind === 'text' || kind === 'json') return neutralizeFormula(text)
  return kind === 'real' || kind === 'amount' ? formatDecimal(text, dialect) : text
}
