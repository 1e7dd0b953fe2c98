import type { CellValue } from '../../document/xlsx/cell-xml.js'
import { WorkbookWriter } from '../../document/xlsx/workbook-writer.js'
import { formatValue, joinValues, type ExportColumn } from '../query/column.js'
import type { RowWriter, RowWriterOptions } from './row-writer.js'

/** Writes rows as a workbook with real numbers, days and instants. */
export class XlsxWriter implements RowWriter {
  private readonly workbook = new WorkbookWriter()

  constructor(private readonly options: RowWriterOptions) {}

  async begin(): Promise<Buffer> {
    const { title, columns } = this.options
    const sheetColumns = columns.map(({ heading }) => ({
      title: heading,
      width: Math.min(40, Math.max(12, heading.length + 2)),
    }))
    return Buffer.concat([await this.workbook.begin(), await this.workbook.openSheet(title, sheetColumns)])
  }

  writeRows(rows: readonly unknown[]): Promise<Buffer> {
    const { columns } = this.options
    return this.workbook.writeRows(rows.map((row) => columns.map((column) => readCell(column, row))))
  }

  end(): Promise<Buffer> {
    return this.workbook.end()
  }
}

function readCell({ kind, isList, read }: ExportColumn, row: unknown): CellValue {
  const value = read(row)
  if (value === null) return null
  if (isList) return { text: joinValues(value as unknown[]) }
  switch (kind) {
    case 'whole':
      return value as number
    case 'real':
      return { real: value as number }
    case 'amount':
      return { amount: formatValue(value) }
    case 'flag':
      return Boolean(value)
    case 'day':
      return { day: formatValue(value) }
    case 'instant':
      return { instant: formatValue(value) }
    case 'json':
    case 'text':
      return formatValue(value)
  }
}
