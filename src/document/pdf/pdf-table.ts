/** Tables on PDF pages: a row stays together, and the heads stand again on the next page. */
import { colours } from '../charts/drawing.js'
import { inTurns } from '../model/yielding.js'
import type { Cell, Column, Note } from '../model/document-model.js'
import { fonts } from './pdf-fonts.js'
import type { Leaf, Type } from './pdf-page.js'
import type { Printed } from '../model/print-table.js'
import { tongueOf } from '../text/formatter.js'

const [gap, padding] = [7, 3]
/** A row that is higher is not kept together. */
const tallest = 600
const said: Type = { size: 9 }
const strong: Type = { size: 9, font: fonts.strong }
const small: Type = { size: 8, colour: colours.soft }
const alarm: Type = { size: 8, font: fonts.strong, colour: '#9a3412' }
const heading: Type = { size: 8, font: fonts.strong, colour: colours.soft }

interface Place {
  x: number
  width: number
  align: 'left' | 'right'
}

interface Text {
  text: string
  type: Type
  lang?: string
}

/** To measure it takes as long as to write it: how high it is in its place is asked for once. */
interface Line extends Text {
  high: number
}

interface Strip {
  cells: Line[][]
  high: number
}

const headsOf = ({ columns }: Printed): Text[][] =>
  columns.map(({ title }) => [{ text: title, type: heading }])

/** How much room its heads and first row take, at most 200 of the latter. */
export function beginning(table: Printed, leaf: Leaf, bar: string | null): number {
  const places = placesOf(table.columns, leaf, bar)
  const [first] = table.rows
  const row = first ? Math.min(measured(textsOf(first), places, leaf).high, 200) : 0
  return measured(headsOf(table), places, leaf).high + row
}

export async function drawTable(table: Printed, leaf: Leaf, bar: string | null): Promise<void> {
  const places = placesOf(table.columns, leaf, bar)
  const heads = measured(headsOf(table), places, leaf)
  leaf.keep(beginning(table, leaf, bar))
  const element = leaf.doc.struct('Table')
  leaf.root.add(element)
  writeHeads(heads, places, leaf, element)
  for await (const row of inTurns(table.rows)) {
    const strip = measured(textsOf(row), places, leaf)
    if (leaf.keep(Math.min(strip.high, tallest))) repeatHeads(heads, places, leaf)
    writeRow(strip, places, leaf, element, bar)
  }
  element.end()
}

function placesOf(columns: readonly Column[], leaf: Leaf, bar: string | null): Place[] {
  const indent = bar ? 8 : 0
  const whole = leaf.width - indent - gap * (columns.length - 1)
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  let x = leaf.left + indent
  return columns.map(({ share, numeric }) => {
    const place: Place = { x, width: (whole * share) / shares, align: numeric ? 'right' : 'left' }
    x += place.width + gap
    return place
  })
}

const textsOf = (row: readonly Cell[]): Text[][] =>
  row.map(({ said: text, notes = [], marked }, i): Text[] => [
    ...(text === '' ? [] : [{ text, type: i === 0 || marked ? strong : said }]),
    ...notes.map((note, j) => noteText(note, Boolean(marked && j === 1))),
  ])

const noteText = ({ text, language }: Note, alarming: boolean): Text => ({
  text,
  type: alarming ? alarm : small,
  ...(language && { lang: tongueOf(language).tag }),
})

function measured(texts: readonly Text[][], places: readonly Place[], leaf: Leaf): Strip {
  const cells = texts.map((cell, i) =>
    cell.map((one): Line => ({ ...one, high: leaf.height(one.text, one.type, places[i]!.width) })),
  )
  const heights = cells.map((lines) => lines.reduce((sum, { high }) => sum + high, 0))
  return { cells, high: Math.max(...heights) + 2 * padding }
}

function writeHeads(heads: Strip, places: Place[], leaf: Leaf, table: PDFKit.PDFStructureElement): void {
  const { doc } = leaf
  const row = doc.struct('TR')
  table.add(row)
  writeCells(heads, places, leaf, (work) => row.add(doc.struct('TH', { scope: 'Column' } as object, [work])))
  row.end()
  ruleAt(doc.y, colours.soft, leaf)
}

/** For the eye only: they were read where the table begins. */
function repeatHeads(heads: Strip, places: Place[], leaf: Leaf): void {
  leaf.artifact(() => writeCells(heads, places, leaf))
  ruleAt(leaf.doc.y, colours.soft, leaf)
}

/** Draws cells side by side and goes on below the tallest; `within` wraps each in what it is read as. */
function writeCells(
  { cells, high }: Strip,
  places: readonly Place[],
  leaf: Leaf,
  within: (work: () => void, i: number, lines: readonly Line[]) => void = (work) => work(),
): void {
  const top = leaf.doc.y + padding
  for (const [i, lines] of cells.entries()) within(() => writeLines(lines, places[i]!, top, leaf), i, lines)
  leaf.doc.y = top - padding + high
}

function writeLines(lines: readonly Line[], { x, width, align }: Place, top: number, leaf: Leaf): void {
  let y = top
  for (const { text, type, high } of lines) {
    leaf.text(text, type, x, y, width, align)
    y += high
  }
}

function writeRow(
  strip: Strip,
  places: Place[],
  leaf: Leaf,
  table: PDFKit.PDFStructureElement,
  bar: string | null,
): void {
  const { doc } = leaf
  const row = doc.struct('TR')
  table.add(row)
  const top = doc.y
  const within = (work: () => void, i: number, lines: readonly Line[]) => {
    const lang =
      lines.length > 0 && lines.every(({ lang }) => lang === lines[0]!.lang) ? lines[0]!.lang : undefined
    row.add(
      doc.struct(i === 0 ? 'TH' : 'TD', { ...(i === 0 && { scope: 'Row' }), ...(lang && { lang }) }, [work]),
    )
  }
  const { cells, high } = strip
  if (high > tallest) writeTall(cells, leaf, within)
  else writeCells(strip, places, leaf, within)
  row.end()
  if (bar && high <= tallest) leaf.artifact(() => doc.rect(leaf.left, top + 1, 2.5, high - 2).fill(bar))
  ruleAt(doc.y, colours.line, leaf)
}

/** A row that no page holds: its cells one below the other, over the whole width. */
function writeTall(
  cells: Line[][],
  leaf: Leaf,
  within: (work: () => void, i: number, lines: readonly Line[]) => void,
) {
  for (const [i, lines] of cells.entries())
    within(
      () => {
        for (const { text, type } of lines) leaf.text(text, type, leaf.left, leaf.doc.y, leaf.width)
      },
      i,
      lines,
    )
}

function ruleAt(y: number, colour: string, leaf: Leaf): void {
  const { doc, left, width } = leaf
  leaf.artifact(() =>
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.5)
      .stroke(colour),
  )
}
