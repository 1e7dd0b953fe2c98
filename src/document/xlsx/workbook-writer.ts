/** Writes a workbook (Office Open XML) sheet by sheet and row by row, in constant memory. */
import { formatCellRef, cellStyles, renderCell, renderTextCell, type CellValue } from './cell-xml.js'
import {
  declaration,
  renderLeadingFiles,
  formatSheetPath,
  spreadsheetNamespace,
  renderTrailingFiles,
  type PackageFile,
  type WorkbookProperties,
} from './package-xml.js'
import { ZipArchive } from '../zip-archive.js'

export interface SheetColumn {
  title: string
  /** In characters. */
  width: number
}

export interface WorkbookOptions {
  properties?: WorkbookProperties
  /** Whether sheets are printed on A4 in landscape. */
  isLandscape?: boolean
}

/** A full sheet continues on another one. */
export interface SheetLimits {
  rows: number
  /** Before compression. */
  bytes: number
}

/** Rows are limited by the format, bytes by what all programs read. */
const defaultLimits: SheetLimits = { rows: 1_048_576, bytes: 2 ** 31 }

interface OpenSheet {
  name: string
  columns: readonly SheetColumn[]
  /** The title row included. */
  rowCount: number
}

/** Each method returns the bytes that are complete: `begin`, then for each sheet `openSheet` and `writeRows`, then `end`. */
export class WorkbookWriter {
  private readonly zip = new ZipArchive()
  private readonly sheetNames: string[] = []
  private sheet: OpenSheet | undefined

  constructor(
    private readonly options: WorkbookOptions = {},
    private readonly limits = defaultLimits,
  ) {}

  begin(): Promise<Buffer> {
    return this.addFiles(renderLeadingFiles(this.options.properties))
  }

  /** Closes the sheet before. The name is shortened, and made unique in the workbook. */
  async openSheet(name: string, columns: readonly SheetColumn[]): Promise<Buffer> {
    const closed = await this.closeSheet()
    this.sheet = { name, columns, rowCount: 1 }
    this.sheetNames.push(makeSheetName(name, this.sheetNames))
    this.zip.openEntry(formatSheetPath(this.sheetNames.length))
    return Buffer.concat([closed, await this.zip.write(this.renderSheetHead(columns))])
  }

  async writeRows(rows: readonly (readonly CellValue[])[]): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (let rest = rows; rest.length > 0;) {
      if (this.isFull) chunks.push(await this.openSheet(this.sheet!.name, this.sheet!.columns))
      const fitting = rest.slice(0, this.limits.rows - this.sheet!.rowCount)
      chunks.push(await this.zip.write(fitting.map((row) => this.renderRow(row)).join('')))
      rest = rest.slice(fitting.length)
    }
    return Buffer.concat(chunks)
  }

  async end(): Promise<Buffer> {
    const closed = await this.closeSheet()
    return Buffer.concat([closed, await this.addFiles(renderTrailingFiles(this.sheetNames)), this.zip.end()])
  }

  private get isFull(): boolean {
    return this.sheet!.rowCount >= this.limits.rows || this.zip.entrySize >= this.limits.bytes
  }

  private async closeSheet(): Promise<Buffer> {
    if (!this.sheet) return Buffer.alloc(0)
    const pageSetup = '\n<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    const foot = `</sheetData>${this.options.isLandscape ? pageSetup : ''}</worksheet>`
    this.sheet = undefined
    return Buffer.concat([await this.zip.write(foot), await this.zip.closeEntry()])
  }

  /** The title row stays visible while the rows scroll. */
  private renderSheetHead(columns: readonly SheetColumn[]): string {
    const widths = columns.map(
      ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    )
    const titles = columns.map(({ title }, i) => renderTextCell(title, formatCellRef(1, i), cellStyles.title))
    return `${declaration}<worksheet xmlns="${spreadsheetNamespace}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<cols>${widths.join('')}</cols>
<sheetData><row r="1">${titles.join('')}</row>`
  }

  private renderRow(row: readonly CellValue[]): string {
    const number = ++this.sheet!.rowCount
    return `<row r="${number}">${row.map((value, i) => renderCell(value, formatCellRef(number, i))).join('')}</row>`
  }

  private async addFiles(files: readonly PackageFile[]): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (const { name, content } of files) chunks.push(await this.zip.addFile(name, content))
    return Buffer.concat(chunks)
  }
}

/** Returns at most 31 characters without those that Excel forbids, and no name twice, whatever its case. */
function makeSheetName(name: string, otherNames: readonly string[]): string {
  const short = name
    .replace(/\s*[[\]:*?/\\]\s*/g, ' ')
    .slice(0, 28)
    .trim()
  const isTaken = otherNames.some((other) => other.toLowerCase() === short.toLowerCase())
  return isTaken ? `${short} ${otherNames.length + 1}` : short
}
