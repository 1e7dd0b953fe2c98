/** The first page of a weekly summary in PDF. */
import type { FirstPage, FirstPageItem, FirstPageList } from '../../weekly/first-page/page.js'
import { colours } from '../charts/drawing.js'
import { describeCode } from '../html/first-page.js'
import { fonts } from './pdf-fonts.js'
import type { PdfPage, TextStyle } from './pdf-page.js'

const nameStyle: TextStyle = { size: 10.5, font: fonts.strong }
const codeStyle: TextStyle = { size: 8.5, colour: colours.soft }
const textStyle: TextStyle = { size: 9.5 }

/** Writes the sentence of the week, and what belongs above the figures. */
export function writeHeadline({ headline, notice }: FirstPage, page: PdfPage): void {
  page.writeParagraph('P', headline, { size: 14.5, font: fonts.strong })
  if (notice !== null) page.writeParagraph('P', notice, { size: 9.5, font: fonts.slanted })
  page.moveDown(6)
}

export function writeFirstPageLists({ moved, coming, attention }: FirstPage, page: PdfPage): void {
  for (const list of [moved, coming, attention]) writeList(list, page)
}

function writeList({ title, items, note }: FirstPageList, page: PdfPage): void {
  if (items.length === 0 && note === null) return
  page.doc.outline.addItem(title)
  page.writeParagraph('H2', title, { size: 12, font: fonts.strong, colour: colours.strong })
  for (const item of items) writeItem(item, page)
  if (note !== null) page.writeParagraph('P', note, { size: 9, font: fonts.slanted })
  page.moveDown(5)
}

/** The company, its code name small beside it, and the sentences below. */
function writeItem(item: FirstPageItem, page: PdfPage): void {
  const code = describeCode(item)
  const top = page.doc.y
  page.writeParagraph('P', item.name, nameStyle)
  const bottom = page.doc.y
  if (code !== '') {
    const left = page.left + page.measureWidth(item.name, nameStyle) + 8
    page.add('P', () => page.writeOneLine(code, codeStyle, left, top + 1.8, page.left + page.width - left))
    page.doc.y = bottom
  }
  page.moveDown(-1.5)
  page.writeParagraph('P', item.text, textStyle)
  if (item.details !== null) page.writeParagraph('P', item.details, codeStyle)
  page.moveDown(2)
}

/** Lists what the page prints, to choose the fonts. */
export function* listFirstPageTexts(page: FirstPage): Generator<string> {
  yield* [page.headline, page.notice ?? '']
  for (const { title, items, note } of [page.moved, page.coming, page.attention]) {
    yield* [title, note ?? '']
    for (const item of items) yield* [item.name, describeCode(item), item.text, item.details ?? '']
  }
}
