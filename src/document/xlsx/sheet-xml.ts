/** What surrounds the rows of a worksheet, as XML (Office Open XML). */
import { escapeXml } from '../../core/escape-xml.js'
import { cellStyles, formatCellRef, renderCell, renderTextCell, type CellValue } from './cell-xml.js'
import { declaration, officeRelations, quoteSheetName, spreadsheetNamespace } from './package-xml.js'

export interface SheetColumn {
  title: string
  /** In characters. */
  width: number
}

/** The headings stay visible while the rows scroll. A printed sheet is as wide as its page. */
export function renderSheetHead(columns: readonly SheetColumn[]): string {
  const titles = columns.map(({ title }, i) => renderTextCell(title, formatCellRef(1, i), cellStyles.heading))
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const widths = columns.map(({ width }) => width)
  return `${renderOpening(pane, widths)}<row r="1">${titles.join('')}</row>`
}

const renderOpening = (pane: string, widths: readonly number[]): string =>
  `${declaration}<worksheet xmlns="${spreadsheetNamespace}" xmlns:r="${officeRelations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>
<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>
<sheetData>`

/** `title` is printed at the head of each page, beside the name of the sheet. */
export const renderTableSheetFoot = (title: string): string =>
  `</sheetData>${renderPageSetup(title)}<tableParts count="1"><tablePart r:id="t1"/></tableParts></worksheet>`

const renderPageSetup = (title: string): string => `
<pageMargins left="0.4" right="0.4" top="0.75" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>
<headerFooter><oddHeader>${escapeXml(`&L${escapeCode(title)}&R&A`)}</oddHeader><oddFooter>${escapeXml('&R&P / &N')}</oddFooter></headerFooter>`

/** Headers of pages have codes, which begin with an ampersand, and at most 255 characters. */
const escapeCode = (title: string): string => title.slice(0, 120).replace(/&/g, '&&')

export interface FreeCell {
  value: CellValue
  /** Of `cellStyles`; without it, the value decides. */
  style?: number
  /** Name of the sheet to which a click leads. */
  sheet?: string
}

export interface FreeLine {
  cells: readonly FreeCell[]
  /** Whether its only cell is as wide as the sheet. */
  isWide?: boolean
}

/** A sheet for reading, such as a cover: lines of cells instead of a table. */
export interface FreeSheet {
  name: string
  /** Of the columns, in characters. */
  widths: readonly number[]
  lines: readonly FreeLine[]
}

export function renderFreeSheet({ widths, lines }: FreeSheet, title: string): string {
  const rows = lines.map((line, i) => renderLine(line, i + 1, widths))
  const merged = lines.flatMap(({ isWide }, i) =>
    isWide
      ? [`<mergeCell ref="${formatCellRef(i + 1, 0)}:${formatCellRef(i + 1, widths.length - 1)}"/>`]
      : [],
  )
  const links = lines.flatMap(({ cells }, i) =>
    cells.flatMap(({ sheet }, column) =>
      sheet === undefined
        ? []
        : [
            `<hyperlink ref="${formatCellRef(i + 1, column)}" location="${escapeXml(`${quoteSheetName(sheet)}!A1`)}"/>`,
          ],
    ),
  )
  const parts = [
    renderGroup('mergeCells', merged, true),
    renderGroup('hyperlinks', links, false),
    renderPageSetup(title),
  ]
  return `${renderOpening('', widths)}${rows.join('')}</sheetData>${parts.join('')}</worksheet>`
}

const renderGroup = (name: string, entries: readonly string[], isCounted: boolean): string =>
  entries.length === 0
    ? ''
    : `<${name}${isCounted ? ` count="${entries.length}"` : ''}>${entries.join('')}</${name}>`

/** Programs fit no height to merged cells, so a wide line states its own, in points. */
function renderLine({ cells, isWide }: FreeLine, row: number, widths: readonly number[]): string {
  const height = isWide ? ` ht="${measureLine(cells[0]!, widths)}" customHeight="1"` : ''
  const xml = cells.map(({ value, style }, column) =>
    renderFreeCell(value, formatCellRef(row, column), style),
  )
  return `<row r="${row}"${height}>${xml.join('')}</row>`
}

const renderFreeCell = (value: CellValue, ref: string, style: number | undefined): string =>
  typeof value === 'string' && value !== '' && style !== undefined
    ? renderTextCell(value, ref, style)
    : renderCell(value, ref)

function measureLine({ value, style }: FreeCell, widths: readonly number[]): number {
  const isTitle = style === cellStyles.title
  const width = widths.reduce((sum, each) => sum + each, 0) / (isTitle ? 1.6 : 1)
  const length = typeof value === 'string' ? value.length : 0
  return Math.ceil((length * 1.1) / width || 1) * (isTitle ? 22 : 15)
}
