/**
 * Tables on PDF pages: rows stay together, and the header row is repeated on each page.
 *
 * They are not `doc.table` of pdfkit 0.20, which does not repeat the header row, cuts off the text of a row that is
 * higher than a page, and has one style and one language for each cell, but a cell of these tables has text with notes. It
 * also tags borders as part of the cell instead of as artifacts, and measures each cell twice.
 */
import { colours } from '../charts/drawing.js'
import type { Cell, Note, TableColumn } from '../model/document-model.js'
import type { PrintTable } from '../model/print-table.js'
import { yieldBetween } from '../model/yielding.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { fonts } from './pdf-fonts.js'
import type { PdfPage, TextStyle } from './pdf-page.js'

/** In points, as all sizes here. */
const [columnGap, padding] = [7, 3]
/** A higher row does not fit on a page together with the header, so it may be split. */
const maxRowHeight = 600
const plainStyle: TextStyle = { size: 9 }
const strongStyle: TextStyle = { size: 9, font: fonts.strong }
const noteStyle: TextStyle = { size: 8, colour: colours.soft }
const warningStyle: TextStyle = { size: 8, font: fonts.strong, colour: '#9a3412' }
const headerStyle: TextStyle = { size: 8, font: fonts.strong, colour: colours.soft }

interface ColumnBox {
  x: number
  width: number
  align: 'left' | 'right'
}

interface StyledText {
  text: string
  style: TextStyle
  lang?: string
}

/** Measuring takes as long as writing, so the height in its column is measured once. */
interface MeasuredText extends StyledText {
  height: number
}

interface MeasuredRow {
  cells: MeasuredText[][]
  height: number
}

/** Draws one text of a cell. `lang` only if it is in another language than the document. */
interface CellPart {
  draw: () => void
  lang?: string
}

/** Puts the texts of a cell into the tagged structure. */
type CellWrapper = (parts: CellPart[], columnIndex: number) => void

const styleHeader = ({ columns }: PrintTable): StyledText[][] =>
  columns.map(({ title }) => [{ text: title, style: headerStyle }])

/** Returns the height of the header and the first row; of the latter at most 200 points count. */
export function measureTableStart(table: PrintTable, page: PdfPage, barColour: string | null): number {
  const boxes = placeColumns(table.columns, page, barColour)
  const [first] = table.rows
  const firstHeight = first ? Math.min(measureRow(styleRow(first), boxes, page).height, 200) : 0
  return measureRow(styleHeader(table), boxes, page).height + firstHeight
}

/** Returns the height of the header and all rows: for a short table. */
export function measureTable(table: PrintTable, page: PdfPage, barColour: string | null): number {
  const boxes = placeColumns(table.columns, page, barColour)
  const rows = [styleHeader(table), ...table.rows.map(styleRow)]
  return rows.reduce((sum, row) => sum + measureRow(row, boxes, page).height, 0)
}

/** With a `barColour`, draws a bar at the left of each row. */
export async function drawTable(table: PrintTable, page: PdfPage, barColour: string | null): Promise<void> {
  const boxes = placeColumns(table.columns, page, barColour)
  const header = measureRow(styleHeader(table), boxes, page)
  page.reserve(measureTableStart(table, page, barColour))
  const element = page.doc.struct('Table')
  page.root.add(element)
  writeHeader(header, boxes, page, element)
  for await (const cells of yieldBetween(table.rows)) {
    const row = measureRow(styleRow(cells), boxes, page)
    if (page.reserve(Math.min(row.height, maxRowHeight))) repeatHeader(header, boxes, page)
    writeRow(row, boxes, page, element, barColour)
  }
  element.end()
}

function placeColumns(columns: readonly TableColumn[], page: PdfPage, barColour: string | null): ColumnBox[] {
  const indent = barColour ? 8 : 0
  const totalWidth = page.width - indent - columnGap * (columns.length - 1)
  const totalShare = columns.reduce((sum, { share }) => sum + share, 0)
  let x = page.left + indent
  return columns.map(({ share, isNumeric }) => {
    const box: ColumnBox = {
      x,
      width: (totalWidth * share) / totalShare,
      align: isNumeric ? 'right' : 'left',
    }
    x += box.width + columnGap
    return box
  })
}

const styleRow = (row: readonly Cell[]): StyledText[][] =>
  row.map(({ text, notes = [], isHighlighted }, i): StyledText[] => [
    ...(text === '' ? [] : [{ text, style: i === 0 || isHighlighted ? strongStyle : plainStyle }]),
    ...notes.map((note, j) => styleNote(note, Boolean(isHighlighted && j === 1))),
  ])

const styleNote = ({ text, language }: Note, isWarning: boolean): StyledText => ({
  text,
  style: isWarning ? warningStyle : noteStyle,
  ...(language && { lang: formatterFor(language).tag }),
})

function measureRow(texts: readonly StyledText[][], boxes: readonly ColumnBox[], page: PdfPage): MeasuredRow {
  const cells = texts.map((cell, i) =>
    cell.map((styled): MeasuredText => ({
      ...styled,
      height: page.measureHeight(styled.text, styled.style, boxes[i]!.width),
    })),
  )
  const heights = cells.map((cell) => cell.reduce((sum, { height }) => sum + height, 0))
  return { cells, height: Math.max(...heights) + 2 * padding }
}

function writeHeader(
  header: MeasuredRow,
  boxes: ColumnBox[],
  page: PdfPage,
  table: PDFKit.PDFStructureElement,
): void {
  const { doc } = page
  const row = doc.struct('TR')
  table.add(row)
  // the types of pdfkit lack `scope`
  writeCells(header, boxes, page, (parts) =>
    row.add(doc.struct('TH', { scope: 'Column' } as object, listDrawings(parts))),
  )
  row.end()
  drawRuleAt(doc.y, colours.soft, page)
}

/** Screen readers have read the header at the start of the table. */
function repeatHeader(header: MeasuredRow, boxes: ColumnBox[], page: PdfPage): void {
  page.addArtifact(() => writeCells(header, boxes, page))
  drawRuleAt(page.doc.y, colours.soft, page)
}

/** Draws cells side by side and moves below the highest one. */
function writeCells(
  { cells, height }: MeasuredRow,
  boxes: readonly ColumnBox[],
  page: PdfPage,
  wrap: CellWrapper = (parts) => listDrawings(parts).forEach((draw) => draw()),
): void {
  const top = page.doc.y + padding
  for (const [i, texts] of cells.entries()) wrap(placeTexts(texts, boxes[i]!, top, page), i)
  page.doc.y = top - padding + height
}

function placeTexts(
  texts: readonly MeasuredText[],
  { x, width, align }: ColumnBox,
  top: number,
  page: PdfPage,
): CellPart[] {
  let y = top
  return texts.map(({ text, style, lang, height }) => {
    const textTop = y
    y += height
    return { draw: () => page.writeText(text, style, x, textTop, width, align), lang }
  })
}

const listDrawings = (parts: readonly CellPart[]): (() => void)[] => parts.map(({ draw }) => draw)

function writeRow(
  measured: MeasuredRow,
  boxes: ColumnBox[],
  page: PdfPage,
  table: PDFKit.PDFStructureElement,
  barColour: string | null,
): void {
  const { doc } = page
  const { cells, height } = measured
  const row = doc.struct('TR')
  table.add(row)
  const top = doc.y
  const wrap: CellWrapper = (parts, i) => {
    const children = parts.map(({ draw, lang }) => (lang ? doc.struct('Span', { lang }, [draw]) : draw))
    row.add(doc.struct(i === 0 ? 'TH' : 'TD', i === 0 ? ({ scope: 'Row' } as object) : {}, children))
  }
  if (height > maxRowHeight) writeStacked(cells, page, wrap)
  else writeCells(measured, boxes, page, wrap)
  row.end()
  if (barColour && height <= maxRowHeight)
    page.addArtifact(() => doc.rect(page.left, top + 1, 2.5, height - 2).fill(barColour))
  drawRuleAt(doc.y, colours.line, page)
}

/** Writes the cells of a row that no page holds one below the other, over the whole width. */
function writeStacked(cells: MeasuredText[][], page: PdfPage, wrap: CellWrapper) {
  for (const [i, texts] of cells.entries())
    wrap(
      texts.map(({ text, style, lang }) => ({
        draw: () => page.writeText(text, style, page.left, page.doc.y, page.width),
        lang,
      })),
      i,
    )
}

function drawRuleAt(y: number, colour: string, page: PdfPage): void {
  const { doc, left, width } = page
  page.addArtifact(() =>
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.5)
      .stroke(colour),
  )
}
