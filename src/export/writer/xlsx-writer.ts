import { translate } from '../../core/locale.js'
import type { CellValue } from '../../document/xlsx/cell-xml.js'
import { cellStyles } from '../../document/xlsx/cell-xml.js'
import type { FreeLine } from '../../document/xlsx/sheet-xml.js'
import { WorkbookWriter } from '../../document/xlsx/workbook-writer.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { formatValue, joinValues, type ExportColumn } from '../query/column.js'
import type { RowWriter, RowWriterOptions } from './row-writer.js'

/**
 * Writes rows as a workbook with real numbers, days and instants: one table, and behind it a sheet that says what the
 * table is and what its columns are. The table is first, for programs that read the first sheet.
 */
export class XlsxWriter implements RowWriter {
  private readonly workbook: WorkbookWriter
  private rowCount = 0

  constructor(private readonly options: RowWriterOptions) {
    const { title, language, dataAt } = options
    this.workbook = new WorkbookWriter({ title, language, createdAt: dataAt })
  }

  async begin(): Promise<Buffer> {
    const { title, columns } = this.options
    const sheetColumns = columns.map(({ heading }) => ({
      title: heading,
      width: Math.min(40, Math.max(12, heading.length + 4)),
    }))
    return Buffer.concat([
      await this.workbook.begin(),
      await this.workbook.openSheet({ name: title, tableName: title, columns: sheetColumns }),
    ])
  }

  writeRows(rows: readonly unknown[]): Promise<Buffer> {
    const { columns } = this.options
    this.rowCount += rows.length
    return this.workbook.writeRows(rows.map((row) => columns.map((column) => readCell(column, row))))
  }

  async end(): Promise<Buffer> {
    const lines = describeExport(this.options, this.rowCount, this.workbook.sheetNames)
    const name = translate(this.options.language, 'export.about')
    const about = await this.workbook.addFreeSheet({ name, widths: [40, 60, 30], lines }, 'last')
    return Buffer.concat([about, await this.workbook.end()])
  }
}

function describeExport(
  { title, language, dataAt, question, columns }: RowWriterOptions,
  rowCount: number,
  sheetNames: readonly string[],
): FreeLine[] {
  const word = (key: string) => translate(language, `export.${key}`)
  const makeLine = (...values: CellValue[]): FreeLine => ({ cells: values.map((value) => ({ value })) })
  const { list, statistic, fields, ...conditions } = question as Record<string, unknown>
  return [
    { cells: [{ value: title, style: cellStyles.title }], isWide: true },
    makeLine(word('dataAt'), formatterFor(language).formatInstant(dataAt.toISOString())),
    makeLine(word('rows'), rowCount),
    ...Object.entries(conditions)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => makeLine(name, formatValue(value))),
    ...sheetNames.map((sheet): FreeLine => ({
      cells: [{ value: word('sheet') }, { value: sheet, style: cellStyles.link, sheet }],
    })),
    { cells: [] },
    {
      cells: ['column', 'field', 'type'].map((key) => ({
        value: word(key),
        style: cellStyles.heading,
      })),
    },
    ...columns.map(({ heading, path, kind, isList }) =>
      makeLine(heading, path, word(isList ? 'kind.list' : `kind.${kind}`)),
    ),
  ]
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
