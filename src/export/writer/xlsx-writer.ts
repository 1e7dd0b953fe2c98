/** Rows as a workbook (Office Open XML): real numbers, days and instants; a sheet that is full is followed by another. */
import { DateTime } from 'luxon'
import { zone } from '../../core/day.js'
import { escape } from '../../document/text/escape-xml.js'
import {
  dayNumber,
  declaration,
  documents,
  main,
  override,
  parts,
  ref,
  relation,
  relations,
  styled,
  styles,
  textCell,
} from '../../document/xlsx/xlsx.js'
import { ZipWriter } from '../../document/xlsx/zip-writer.js'
import { joined, said, type Column } from '../query/column.js'
import type { Writer, WriterOptions } from './row-writer.js'

/** What a sheet holds: rows, as the format has it, and bytes, so that its archive stays one that all programs read. */
const most = { rows: 1_048_576, bytes: 2 ** 31 }

export class XlsxWriter implements Writer {
  private readonly zip = new ZipWriter()
  private sheets = 0
  /** Of the sheet that is open. */
  private row = 0

  constructor(
    private readonly options: WriterOptions,
    private readonly limits = most,
  ) {}

  async begin(): Promise<Buffer> {
    return Buffer.concat([
      await this.zip.file('[Content_Types].xml', contentTypes),
      await this.zip.file('_rels/.rels', documentRelation),
      await this.zip.file('xl/styles.xml', `${declaration}${styles}`),
      await this.openSheet(),
    ])
  }

  async rows(rows: readonly unknown[]): Promise<Buffer> {
    const written: Buffer[] = []
    for (let rest = rows; rest.length > 0;) {
      if (this.isFull) written.push(await this.closeSheet(), await this.openSheet())
      const fitting = rest.slice(0, this.limits.rows - this.row)
      written.push(await this.zip.write(fitting.map((row) => this.line(row)).join('')))
      rest = rest.slice(fitting.length)
    }
    return Buffer.concat(written)
  }

  async end(): Promise<Buffer> {
    const last = await this.closeSheet()
    const numbers = Array.from({ length: this.sheets }, (_, i) => i + 1)
    return Buffer.concat([
      last,
      await this.zip.file('xl/workbook.xml', workbook(this.options.title, numbers)),
      await this.zip.file('xl/_rels/workbook.xml.rels', sheetRelations(numbers)),
      this.zip.end(),
    ])
  }

  private get isFull(): boolean {
    return this.row >= this.limits.rows || this.zip.size >= this.limits.bytes
  }

  private async openSheet(): Promise<Buffer> {
    const { columns } = this.options
    this.row = 1
    const heading = columns.map(({ heading }, i) => textCell(heading, ref(1, i), styled.title))
    return Buffer.concat([
      this.zip.open(`xl/worksheets/sheet${++this.sheets}.xml`),
      await this.zip.write(`${sheetBegins(columns)}<row r="1">${heading.join('')}</row>`),
    ])
  }

  private async closeSheet(): Promise<Buffer> {
    const end = await this.zip.write('</sheetData></worksheet>')
    return Buffer.concat([end, await this.zip.close()])
  }

  private line(row: unknown): string {
    const number = ++this.row
    return `<row r="${number}">${this.options.columns.map((column, i) => cell(column, row, ref(number, i))).join('')}</row>`
  }
}

function cell({ kind, list, read }: Column, row: unknown, place: string): string {
  const value = read(row)
  if (value === null || value === '') return ''
  if (list) return textCell(joined(value as unknown[]), place, styled.text)
  switch (kind) {
    case 'whole':
      return numberCell(place, styled.whole, said(value))
    case 'real':
      return numberCell(place, styled.plain, said(value))
    case 'amount':
      return amountCell(place, said(value))
    case 'flag':
      return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
    case 'day':
      return numberCell(place, styled.day, String(dayNumber(said(value))))
    case 'instant':
      return numberCell(place, styled.instant, String(momentNumber(said(value))))
    case 'json':
    case 'text':
      return textCell(said(value), place, styled.text)
  }
}

const numberCell = (place: string, style: number, value: string): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`

/** A spreadsheet counts with fifteen digits: an amount that has more stays exact as text. */
const amountCell = (place: string, amount: string): string =>
  amount.replace(/\D/g, '').length > 15
    ? textCell(amount, place, styled.text)
    : numberCell(place, amount.includes('.') ? styled.decimal : styled.whole, amount)

/** The time of day in Brussels: a spreadsheet knows no zones. */
function momentNumber(instant: string): number {
  const at = DateTime.fromISO(instant, { zone })
  return (at.toMillis() + at.offset * 60_000) / 86_400_000 + 25_569
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${parts}.worksheet+xml"/>${override('xl/workbook.xml', `${parts}.sheet.main+xml`)}${override('xl/styles.xml', `${parts}.styles+xml`)}</Types>`

const documentRelation = `${declaration}<Relationships xmlns="${relations}">${relation('r1', `${documents}/officeDocument`, 'xl/workbook.xml')}</Relationships>`

const sheetBegins = (columns: readonly Column[]): string =>
  `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(
      ({ heading }, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${Math.min(40, Math.max(12, heading.length + 2))}" customWidth="1"/>`,
    )
    .join('')}</cols><sheetData>`

const workbook = (title: string, numbers: readonly number[]): string => {
  const sheets = numbers.map(
    (n) => `<sheet name="${escape(n === 1 ? title : `${title} ${n}`)}" sheetId="${n}" r:id="r${n}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function sheetRelations(numbers: readonly number[]): string {
  const related = numbers.map((n) => relation(`r${n}`, `${documents}/worksheet`, `worksheets/sheet${n}.xml`))
  return `${declaration}<Relationships xmlns="${relations}">${related.join('')}${relation('rs', `${documents}/styles`, 'styles.xml')}</Relationships>`
}
