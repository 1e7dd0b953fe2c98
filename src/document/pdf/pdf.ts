/** Documents as PDF: tagged in reading order, with text that can be selected and searched. */
import PDFDocument from 'pdfkit'
import { translate, type Language } from '../../core/locale.js'
import type { FirstPage } from '../../weekly/first-page/page.js'
import { colours } from '../charts/drawing.js'
import type { Chart, DocumentModel, Highlight, Note, Section } from '../model/document-model.js'
import { isPrinted, printTables, type PrintTable } from '../model/print-table.js'
import { yieldBetween } from '../model/yielding.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import { drawChart } from './pdf-drawing.js'
import { DocumentFonts, fonts } from './pdf-fonts.js'
import { listFirstPageTexts, writeFirstPageLists, writeHeadline } from './pdf-first-page.js'
import { PdfPage, type TextStyle } from './pdf-page.js'
import { drawTable, measureTable, measureTableStart } from './pdf-table.js'

const margins = { top: 56, bottom: 56, left: 48, right: 48 }
const compactMargins = { top: 36, bottom: 46, left: 44, right: 44 }

export const renderPdf = async (document: DocumentModel): Promise<Buffer> =>
  (await renderPdfPages(document)).body

/** Renders the document and counts its pages. */
export async function renderPdfPages(document: DocumentModel): Promise<{ body: Buffer; pages: number }> {
  const { tag } = formatterFor(document.language)
  const doc = new PDFDocument({
    size: 'A4',
    margins: document.isCompact ? compactMargins : margins,
    pdfVersion: '1.7',
    tagged: true,
    // the types of pdfkit lack this one
    subset: 'PDF/UA' as never,
    lang: tag,
    displayTitle: true,
    bufferPages: true,
    font: '', // not a standard font: ours are registered below
    info: {
      Title: document.title,
      Author: 'Ancrage',
      Creator: 'Ancrage',
      Producer: 'Ancrage',
      CreationDate: document.createdAt,
      ModDate: document.createdAt,
    },
  })
  const sections = await printSections(document)
  const documentFonts = await DocumentFonts.register(doc, listTexts(document, sections))
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const end = new Promise((resolve) => doc.on('end', resolve))
  await writePages(document, sections, new PdfPage(doc, document.language, documentFonts))
  const pages = doc.bufferedPageRange().count
  doc.end()
  await end
  return { body: Buffer.concat(chunks), pages }
}

interface PrintedSection {
  section: Section
  tables: PrintTable[]
}

async function printSections({ sections, language }: DocumentModel): Promise<PrintedSection[]> {
  const printed: PrintedSection[] = []
  for await (const section of yieldBetween(sections.filter(isPrinted)))
    printed.push({ section, tables: printTables(section, language) })
  return printed
}

/** Lists what the document prints apart from charts, which have no text of users. */
function* listTexts(
  { language, agency, kind, week, period, status, highlights, firstPage }: DocumentModel,
  sections: readonly PrintedSection[],
): Generator<string> {
  yield* [agency, kind, week, period, ...status]
  if (firstPage) yield* [...listFirstPageTexts(firstPage), titleAnnex(language)]
  for (const { label, value, note } of highlights) yield* [label, value, note]
  for (const { section, tables } of sections) {
    yield section.title
    for (const { text } of section.sentences) yield text
    for (const { caption, columns, rows, omission } of tables) {
      yield* [caption, omission ?? '', ...columns.map(({ title }) => title)]
      for (const cell of rows.flat()) yield* [cell.text, ...(cell.notes ?? []).map(({ text }) => text)]
    }
  }
}

async function writePages(
  document: DocumentModel,
  sections: readonly PrintedSection[],
  page: PdfPage,
): Promise<void> {
  const { firstPage, highlights } = document
  writeTitle(document, page)
  if (firstPage) writeHeadline(firstPage, page)
  if (highlights.length > 0) writeHighlights(highlights, page)
  const outline = firstPage ? startAnnex(document, firstPage, page) : page.doc.outline
  for await (const section of yieldBetween(sections)) await writeSection(section, document, page, outline)
  page.close()
  numberPages(document, page)
}

function writeTitle({ agency, kind, week, period, status, firstPage }: DocumentModel, page: PdfPage): void {
  page.writeParagraph('P', agency, { size: 11, font: fonts.strong, colour: colours.strong })
  page.writeParagraph('H1', [kind, week].filter(Boolean).join(' – '), {
    size: firstPage ? 16 : 21,
    font: fonts.strong,
  })
  if (period) page.writeParagraph('P', period, { size: 12 })
  if (!firstPage) writeStatus(status, page)
  page.drawRule(colours.strong, 1.5)
  page.moveDown(10)
}

function writeStatus(status: readonly string[], page: PdfPage): void {
  for (const line of status) page.writeParagraph('P', line, { size: 8.5, colour: colours.soft })
}

const titleAnnex = (language: Language): string => translate(language, 'firstPage.title.annex')

/** Writes the rest of the first page, and starts the annex on the next one. Returns where its sections are in the outline. */
function startAnnex(
  { language, status }: DocumentModel,
  firstPage: FirstPage,
  page: PdfPage,
): PDFKit.PDFOutline {
  writeFirstPageLists(firstPage, page)
  writeStatus(status, page)
  page.doc.addPage()
  const title = titleAnnex(language)
  page.writeParagraph('H2', title, { size: 17, font: fonts.strong, colour: colours.strong })
  page.moveDown(6)
  return page.doc.outline.addItem(title)
}

/** Draws boxes of equal width and height side by side. */
function writeHighlights(highlights: readonly Highlight[], page: PdfPage): void {
  const { doc, left, width } = page
  const [gap, padding] = [8, 7]
  const boxWidth = (width - gap * (highlights.length - 1)) / highlights.length
  const textWidth = boxWidth - 2 * padding
  const styles = [
    { size: 8.5, font: fonts.regular, colour: colours.soft },
    { size: 13.5, font: fonts.strong, colour: colours.ink },
    { size: 8, font: fonts.regular, colour: colours.soft },
  ]
  const boxes = highlights.map(({ label, value, note }) => [label, value, note])
  const measure = (texts: readonly string[]) =>
    texts.reduce((sum, text, i) => sum + page.measureHeight(text, styles[i]!, textWidth), 0)
  const height = Math.max(...boxes.map(measure)) + 2 * padding
  const top = doc.y
  page.addArtifact(() => {
    for (const i of boxes.keys())
      doc
        .rect(left + i * (boxWidth + gap), top, boxWidth, height)
        .lineWidth(0.7)
        .stroke(colours.line)
  })
  for (const [i, texts] of boxes.entries()) {
    let y = top + padding
    for (const [j, text] of texts.entries()) {
      page.add('P', () =>
        page.writeText(text, styles[j]!, left + i * (boxWidth + gap) + padding, y, textWidth),
      )
      y += page.measureHeight(text, styles[j]!, textWidth)
    }
  }
  doc.y = top + height
  page.moveDown(14)
}

/** Returns the height that must not be split: title, sentences, and the chart with its table or the start of the table. */
function measureSectionStart(
  { isUnconfirmed, sentences, chart }: Section,
  table: PrintTable | undefined,
  page: PdfPage,
): number {
  const text = sentences.reduce(
    (sum, { text }) => sum + page.measureHeight(text, { size: 9.5 }, page.width) + 2,
    0,
  )
  const barColour = isUnconfirmed ? warningColour : null
  const tableHeight = table ? (chart ? measureTable : measureTableStart)(table, page, barColour) : 0
  return Math.min(40 + text + (chart?.drawing.height ?? 0) + tableHeight, 600)
}

async function writeSection(
  { section, tables }: PrintedSection,
  { isCompact, firstPage }: DocumentModel,
  page: PdfPage,
  outline: PDFKit.PDFOutline,
): Promise<void> {
  const { title, isUnconfirmed, chart } = section
  page.reserve(measureSectionStart(section, tables[0], page))
  const colour = isUnconfirmed ? warningColour : colours.strong
  outline.addItem(title)
  page.writeParagraph(firstPage ? 'H3' : 'H2', title, {
    size: isCompact ? 11.5 : 13.5,
    font: fonts.strong,
    colour,
  })
  page.moveDown(2)
  writeSentences(section, page)
  if (chart) writeChart(chart, page)
  for (const table of tables) {
    if (table.caption !== title) page.writeParagraph('P', table.caption, { size: 10.5, font: fonts.strong })
    await drawTable(table, page, isUnconfirmed ? warningColour : null)
    if (table.omission) page.writeParagraph('P', table.omission, { size: 9, font: fonts.slanted })
    page.moveDown(isCompact ? 0 : 4)
  }
  page.moveDown(isCompact ? 6 : 10)
}

/** The first sentence of an unconfirmed section is the warning. */
function writeSentences({ sentences, isUnconfirmed }: Section, page: PdfPage): void {
  for (const [i, sentence] of sentences.entries()) {
    const isWarning = isUnconfirmed && i === 0
    const style = isWarning
      ? { size: 9.5, font: fonts.strong, colour: warningColour }
      : { size: 9.5, font: fonts.regular }
    page.writeParagraph('P', sentence.text, style, findLanguageTag(sentence))
  }
}

function writeChart({ drawing, altText }: Chart, page: PdfPage): void {
  page.moveDown(4)
  const top = page.doc.y
  const bottom = top + drawing.height
  const bbox = [page.left, top, page.left + drawing.width, bottom]
  page.add('Figure', () => drawChart(drawing, page, top), { alt: altText, bbox })
  page.doc.y = bottom
  page.moveDown(4)
}

const warningColour = '#9a3412'

const findLanguageTag = ({ language }: Note): string | undefined =>
  language ? formatterFor(language).tag : undefined

/** Adds the page number to each page, and the name of the agency to all but the first. Screen readers skip both. */
function numberPages({ agency, kind, week, language }: DocumentModel, page: PdfPage): void {
  const { doc } = page
  const { count } = doc.bufferedPageRange()
  const style: TextStyle = { size: 8.5, colour: colours.soft }
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index)
    const { width, height, margins } = doc.page
    const textWidth = width - margins.left - margins.right
    margins.bottom = 0 // else pdfkit would start a new page for the footer
    doc.markContent('Artifact', { type: 'Pagination' })
    if (index > 0) page.writeOneLine(agency, style, margins.left, 28, textWidth)
    const title = [kind, week].filter(Boolean).join(' – ')
    page.writeOneLine(title, style, margins.left, height - 38, textWidth - 60)
    const pageNumber = formatterFor(language).translate('page', { page: index + 1, pages: count })
    page.writeText(pageNumber, style, margins.left, height - 38, textWidth, 'right')
    doc.endMarkedContent()
  }
}
