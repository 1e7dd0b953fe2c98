/** A document as a workbook (Office Open XML): a sheet for what it is, and a sheet for each table, with real numbers and days. */
import { daysBetween } from '../../core/day.js'
import { Remembered } from '../../core/remembered.js'
import { escape } from '../text/escape-xml.js'
import type { Paper, Raw, Row, Table } from '../model/document-model.js'
import { portions, rawValues } from '../model/chunks.js'
import { tongueOf } from '../text/formatter.js'
import { ZipWriter } from './zip-writer.js'

interface Sheet {
  name: string
  titles: string[]
  rows: readonly Row[]
}

/** Positions in `styles` below. */
export const styled = { plain: 0, title: 1, text: 2, day: 3, whole: 4, decimal: 5, instant: 6 } as const

export async function xlsx(paper: Paper): Promise<Buffer> {
  const sheets = uniquelyNamed([cover(paper), ...paper.sections.flatMap(({ tables }) => tables).map(sheetOf)])
  const zip = new ZipWriter()
  const written: Buffer[] = []
  for (const { name, text } of frame(paper, sheets)) written.push(await zip.file(name, text))
  for (const [i, sheet] of sheets.entries()) {
    written.push(zip.open(`xl/worksheets/sheet${i + 1}.xml`))
    for await (const text of worksheet(sheet)) written.push(await zip.write(text))
    written.push(await zip.close())
  }
  return Buffer.concat([...written, zip.end()])
}

const cover = ({ kind, title, agency, week, period, status, highlights }: Paper): Sheet => ({
  name: kind,
  titles: [title],
  rows: [
    ...[agency, week, period, ...status].filter(Boolean).map((line) => coverRow(line)),
    ...highlights.map(({ label, value, note }) => coverRow(label, value, note)),
  ],
})

const coverRow =
  (...raw: string[]): Row =>
  () => [{ said: '', raw }]

const sheetOf = ({ caption, columns, rows }: Table): Sheet => ({
  name: caption,
  titles: columns.flatMap(({ raw }) => raw),
  rows,
})

/** At most 31 characters, without those that a sheet's name may not have, and no two alike. */
function uniquelyNamed(sheets: readonly Sheet[]): Sheet[] {
  const taken = new Set<string>()
  return sheets.map((sheet) => {
    const short = sheet.name
      .replace(/\s*[[\]:*?/\\]\s*/g, ' ')
      .slice(0, 28)
      .trim()
    const name = taken.has(short.toLowerCase()) ? `${short} ${taken.size + 1}` : short
    taken.add(name.toLowerCase())
    return { ...sheet, name }
  })
}

/** Portion by portion. */
async function* worksheet({ titles, rows }: Sheet): AsyncGenerator<string> {
  const sample = rows.slice(0, 100).map(rawValues)
  const widths = titles.map((title, i) => width(title, sample, i))
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<cols>${widths.map((wide, i) => `<col min="${i + 1}" max="${i + 1}" width="${wide}" customWidth="1"/>`).join('')}</cols>
<sheetData><row r="1">${titles.map((title, i) => textCell(title, ref(1, i), styled.title)).join('')}</row>`
  let number = 1
  for await (const portion of portions(rows)) yield portion.map((row) => line(row, ++number)).join('')
  yield `</sheetData>
<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`
}

const line = (row: readonly Raw[], number: number): string =>
  `<row r="${number}">${row.map((value, i) => cell(value, ref(number, i))).join('')}</row>`

/** Of the title and the first hundred rows, in characters. */
function width(title: string, sample: readonly Raw[][], column: number): number {
  const lengths = sample.map((row) => (typeof row[column] === 'string' ? row[column].length : 10))
  return Math.min(60, Math.max(10, Math.min(title.length, 30), ...lengths) + 2)
}

function cell(value: Raw, place: string): string {
  if (value === null || value === '') return ''
  if (typeof value === 'string') return textCell(value, place, styled.text)
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number')
    return `<c r="${place}" s="${Number.isInteger(value) ? styled.whole : styled.decimal}"><v>${value}</v></c>`
  return `<c r="${place}" s="${styled.day}"><v>${dayNumber(value.day)}</v></c>`
}

/** As a spreadsheet counts days: it believes that 1900 was a leap year. */
export const dayNumber = (day: string): number =>
  dayNumbers.get(day, () => daysBetween('1900-01-01', day) + 2)

const dayNumbers = new Remembered<number>()

/** A text is never taken for a formula, whatever it begins with: its cell says that it is one. */
export const textCell = (text: string, place: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t${spaced.test(text) ? ' xml:space="preserve"' : ''}>${escape(literal(fitting(text)))}</t></is></c>`

/** Else a reader may leave out white space that begins or ends a text, or take more of it for one. */
const spaced = /^\s|\s$|\s\s|[\t\n\r]/

/** A cell holds 32,767 characters; beyond, the file would not open. The sign says that something is left out. */
const fitting = (text: string): string =>
  text.length > 32_000 ? `${text.slice(0, 32_000).replace(/[\uD800-\uDBFF]$/, '')} […]` : text

/** `_x000D_` would be read as the character of that number. */
const literal = (text: string): string =>
  text.includes('_x') ? text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_') : text

export function ref(row: number, column: number): string {
  const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row}`
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const parts = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Days are shown as the reader's spreadsheet shows days, numbers with its separators. */
export const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EDF5"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="7"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`

interface File {
  name: string
  text: string
}

/** Everything but the sheets themselves. */
function frame({ title, made, language }: Paper, sheets: readonly Sheet[]): File[] {
  const numbers = sheets.map((_, i) => i + 1)
  const overrides = numbers.map((n) => override(`xl/worksheets/sheet${n}.xml`, `${parts}.worksheet+xml`))
  const listed = sheets.map(
    ({ name }, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  )
  const related = numbers.map((n) => relation(`r${n}`, `${documents}/worksheet`, `worksheets/sheet${n}.xml`))
  const core = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'
  return [
    {
      name: '[Content_Types].xml',
      text: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('xl/workbook.xml', `${parts}.sheet.main+xml`)}${override('xl/styles.xml', `${parts}.styles+xml`)}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}${overrides.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${declaration}<Relationships xmlns="${relations}">${relation('r1', `${documents}/officeDocument`, 'xl/workbook.xml')}${relation('r2', `${relations}/metadata/core-properties`, 'docProps/core.xml')}</Relationships>`,
    },
    {
      name: 'docProps/core.xml',
      text: `${declaration}<cp:coreProperties xmlns:cp="${core}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:creator>Ancrage</dc:creator><dc:language>${tongueOf(language).tag}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${made.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${declaration}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${declaration}<Relationships xmlns="${relations}">${related.join('')}${relation('rs', `${documents}/styles`, 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', text: `${declaration}${styles}` },
  ]
}

export const override = (part: string, type: string): string =>
  `<Override PartName="/${part}" ContentType="${type}"/>`

export const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`
