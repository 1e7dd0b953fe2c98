/** Writes a workbook (Office Open XML) sheet by sheet and row by row, in constant memory. */
import { formatCellRef, renderCell, type CellValue } from './cell-xml.js'
import {
  formatSheetPath,
  formatTablePath,
  renderLeadingFiles,
  renderTableRelation,
  renderTrailingFiles,
  type PackageFile,
  type SheetPart,
  type WorkbookProperties,
} from './package-xml.js'
import {
  renderFreeSheet,
  renderSheetHead,
  renderTableSheetFoot,
  type FreeSheet,
  type SheetColumn,
} from './sheet-xml.js'
import { makeUniqueTitles } from '../model/unique-titles.js'
import { renderTable } from './table-xml.js'
import { ZipArchive } from '../zip-archive.js'

/** A full sheet continues on another one. */
export interface SheetLimits {
  rows: number
  /** Before compression. */
  bytes: number
}

/** Rows are limited by the format, bytes by what all programs read. */
const defaultLimits: SheetLimits = { rows: 1_048_576, bytes: 2 ** 31 }

/** A sheet with one table: its columns have the headings of the table. */
export interface TableSheet {
  /** Of the tab. */
  name: string
  /** Of the table, for formulas and queries: letters, digits and underscores. */
  tableName: string
  columns: readonly SheetColumn[]
}

interface OpenSheet extends TableSheet {
  part: SheetPart
  /** The row of headings included. */
  rowCount: number
}

/**
 * Each method returns the bytes that are complete: `begin`, then for each sheet `openSheet` and `writeRows`, or
 * `addFreeSheet`, then `end`.
 */
export class WorkbookWriter {
  private readonly zip = new ZipArchive()
  private readonly parts: SheetPart[] = []
  private readonly tableNames: string[] = []
  private sheet: OpenSheet | undefined

  constructor(
    private readonly properties: WorkbookProperties,
    private readonly limits = defaultLimits,
  ) {}

  /** The names of the sheets so far, as their tabs have them. */
  get sheetNames(): string[] {
    return this.parts.map(({ name }) => name)
  }

  begin(): Promise<Buffer> {
    return this.addFiles(renderLeadingFiles(this.properties))
  }

  /** Closes the sheet before. The name is shortened, and made unique in the workbook; so are the headings. */
  async openSheet({ name, tableName, columns }: TableSheet): Promise<Buffer> {
    const closed = await this.closeSheet()
    const part = this.addPart(name, true)
    const titles = makeUniqueTitles(columns.map(({ title }) => title))
    const uniqueColumns = columns.map(({ width }, i) => ({ title: titles[i]!, width }))
    this.sheet = { name, tableName, columns: uniqueColumns, part, rowCount: 1 }
    this.parts.push(part)
    this.zip.openEntry(formatSheetPath(part.number))
    return Buffer.concat([closed, await this.zip.write(renderSheetHead(uniqueColumns))])
  }

  async writeRows(rows: readonly (readonly CellValue[])[]): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (let rest = rows; rest.length > 0;) {
      if (this.isFull) chunks.push(await this.openSheet(this.sheet!))
      const fitting = rest.slice(0, this.limits.rows - this.sheet!.rowCount)
      chunks.push(await this.zip.write(fitting.map((row) => this.renderRow(row)).join('')))
      rest = rest.slice(fitting.length)
    }
    return Buffer.concat(chunks)
  }

  /** Closes the sheet before. Among the tabs it is the first one or the last one so far. */
  async addFreeSheet(sheet: FreeSheet, position: 'first' | 'last'): Promise<Buffer> {
    const closed = await this.closeSheet()
    const part = this.addPart(sheet.name, false)
    if (position === 'first') this.parts.unshift(part)
    else this.parts.push(part)
    const content = renderFreeSheet(sheet, this.properties.title)
    return Buffer.concat([closed, await this.addFiles([{ name: formatSheetPath(part.number), content }])])
  }

  async end(): Promise<Buffer> {
    const closed = await this.closeSheet()
    const files = renderTrailingFiles(this.parts, this.tableNames.length)
    return Buffer.concat([closed, await this.addFiles(files), this.zip.end()])
  }

  private get isFull(): boolean {
    return this.sheet!.rowCount >= this.limits.rows || this.zip.entrySize >= this.limits.bytes
  }

  private addPart(name: string, hasHeadings: boolean): SheetPart {
    return { name: makeSheetName(name, this.sheetNames), number: this.parts.length + 1, hasHeadings }
  }

  private async closeSheet(): Promise<Buffer> {
    if (!this.sheet) return Buffer.alloc(0)
    const { tableName, columns, rowCount, part } = this.sheet
    this.sheet = undefined
    this.tableNames.push(makeUniqueName(tableName, this.tableNames))
    const number = this.tableNames.length
    const name = this.tableNames.at(-1)!
    const headings = columns.map(({ title }) => title)
    return Buffer.concat([
      await this.zip.write(renderTableSheetFoot(this.properties.title)),
      await this.zip.closeEntry(),
      await this.addFiles([
        { name: `xl/worksheets/_rels/sheet${part.number}.xml.rels`, content: renderTableRelation(number) },
        { name: formatTablePath(number), content: renderTable({ number, name, headings, rowCount }) },
      ]),
    ])
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

const maxSheetName = 31

/** Returns at most 31 characters, cut between two words, without those that Excel forbids, and no name twice. */
function makeSheetName(name: string, otherNames: readonly string[]): string {
  const clean = name.replace(/\s*[[\]:*?/\\]\s*/g, ' ').replace(/^[\s']+|[\s']+$/g, '')
  const cut = (length: number) =>
    clean.length <= length ? clean : clean.slice(0, length).replace(/[\s,:;–-]+\S*$/, '')
  for (let i = 1; ; i++) {
    const suffix = i === 1 ? '' : ` ${i}`
    const candidate = `${cut(maxSheetName - suffix.length)}${suffix}`
    if (!otherNames.some((other) => other.toLowerCase() === candidate.toLowerCase())) return candidate
  }
}

function makeUniqueName(name: string, otherNames: readonly string[]): string {
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? name : `${name}_${i}`
    if (!otherNames.includes(candidate)) return candidate
  }
}
