/** A document as PDF: tagged, in the order in which it is read, with text that can be selected and searched. */
import PDFDocument from 'pdfkit'
import { colours } from '../charts/drawing.js'
import { inTurns } from '../model/yielding.js'
import type { Highlight, Note, Paper, Section } from '../model/document-model.js'
import { draw } from './pdf-drawing.js'
import { fonts, registerFonts } from './pdf-fonts.js'
import { Leaf } from './pdf-page.js'
import { beginning, drawTable } from './pdf-table.js'
import { printed, type Printed } from '../model/print-table.js'
import { tongueOf } from '../text/formatter.js'

export async function pdf(paper: Paper): Promise<Buffer> {
  const { tag } = tongueOf(paper.language)
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 56, left: 48, right: 48 },
    pdfVersion: '1.7',
    tagged: true,
    lang: tag,
    displayTitle: true,
    bufferPages: true,
    font: '', // none before ours are there
    info: {
      Title: paper.title,
      Author: 'Ancrage',
      Creator: 'Ancrage',
      Producer: 'Ancrage',
      CreationDate: paper.made,
      ModDate: paper.made,
    },
  })
  registerFonts(doc)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const finished = new Promise((resolve) => doc.on('end', resolve))
  await write(paper, doc)
  doc.end()
  await finished
  return Buffer.concat(chunks)
}

async function write(paper: Paper, doc: PDFKit.PDFDocument): Promise<void> {
  const leaf = new Leaf(doc, paper.language)
  head(paper, leaf)
  if (paper.highlights.length > 0) highlights(paper.highlights, leaf)
  for await (const section of inTurns(paper.sections)) await writeSection(section, paper, leaf)
  leaf.close()
  number(paper, doc)
}

function head({ agency, kind, week, period, status }: Paper, leaf: Leaf): void {
  leaf.paragraph('P', agency, { size: 11, font: fonts.strong, colour: colours.strong })
  leaf.paragraph('H1', [kind, week].filter(Boolean).join(' – '), { size: 21, font: fonts.strong })
  if (period) leaf.paragraph('P', period, { size: 12 })
  for (const line of status) leaf.paragraph('P', line, { size: 9, colour: colours.soft })
  leaf.rule(colours.strong, 1.5)
  leaf.space(10)
}

/** Boxes side by side. */
function highlights(all: readonly Highlight[], leaf: Leaf): void {
  const { doc, left, width } = leaf
  const [gap, padding] = [8, 7]
  const wide = (width - gap * (all.length - 1)) / all.length
  const style = [
    { size: 8.5, font: fonts.regular, colour: colours.soft },
    { size: 13.5, font: fonts.strong, colour: colours.ink },
    { size: 8, font: fonts.regular, colour: colours.soft },
  ]
  const lines = all.map(({ label, value, note }) => [label, value, note])
  const high = Math.max(
    ...lines.map((texts) =>
      texts.reduce((sum, text, i) => sum + leaf.height(text, style[i]!, wide - 2 * padding), 0),
    ),
  )
  const top = doc.y
  leaf.artifact(() => {
    for (const i of all.keys())
      doc
        .rect(left + i * (wide + gap), top, wide, high + 2 * padding)
        .lineWidth(0.7)
        .stroke(colours.line)
  })
  for (const [i, texts] of lines.entries()) {
    let y = top + padding
    leaf.add('P', () => {
      for (const [j, text] of texts.entries()) {
        leaf.text(text, style[j]!, left + i * (wide + gap) + padding, y, wide - 2 * padding)
        y += leaf.height(text, style[j]!, wide - 2 * padding)
      }
    })
  }
  doc.y = top + high + 2 * padding
  leaf.space(14)
}

/** What has to stand on one page: the title, the sentences, and the chart with its numbers or the first line of the table. */
function together({ doubtful, sentences, chart }: Section, table: Printed | undefined, leaf: Leaf): number {
  const said = sentences.reduce((sum, { text }) => sum + leaf.height(text, { size: 9.5 }, leaf.width) + 2, 0)
  const numbers = chart ? chart.drawing.height + 20 * table!.rows.length : 0
  const begun = table && !chart ? beginning(table, leaf, doubtful ? warning : null) : 0
  return Math.min(30 + said + numbers + begun, 600)
}

async function writeSection(section: Section, { language }: Paper, leaf: Leaf): Promise<void> {
  const { title, doubtful, sentences, chart } = section
  const { doc } = leaf
  const tables = printed(section, language)
  leaf.keep(together(section, tables[0], leaf))
  const colour = doubtful ? warning : colours.strong
  leaf.paragraph('H2', title, { size: 13.5, font: fonts.strong, colour })
  leaf.space(2)
  for (const [i, sentence] of sentences.entries()) {
    const strong = doubtful && i === 0
    leaf.paragraph(
      'P',
      sentence.text,
      { size: 9.5, font: strong ? fonts.strong : fonts.regular, ...(strong && { colour }) },
      languageOf(sentence),
    )
  }
  if (chart) {
    leaf.space(4)
    const top = doc.y
    const box = [leaf.left, top, leaf.left + chart.drawing.width, top + chart.drawing.height] as const
    leaf.add('Figure', () => draw(chart.drawing, leaf, top), { alt: chart.alternative, bbox: [...box] })
    doc.y = box[3]
    leaf.space(4)
  }
  for (const table of tables) {
    if (table.caption !== title) leaf.paragraph('P', table.caption, { size: 10.5, font: fonts.strong })
    await drawTable(table, leaf, doubtful ? warning : null)
    if (table.more) leaf.paragraph('P', table.more, { size: 9, font: fonts.slanted })
    leaf.space(4)
  }
  leaf.space(10)
}

const warning = '#9a3412'

const languageOf = ({ language }: Note): string | undefined => (language ? tongueOf(language).tag : undefined)

/** Page numbers, and on every page but the first whose document it is. They are no part of what is read. */
function number({ agency, kind, week, language }: Paper, doc: PDFKit.PDFDocument): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    const { width, height, margins } = doc.page
    const wide = width - margins.left - margins.right
    margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font(fonts.regular).fontSize(8.5).fillColor(colours.soft)
    if (page > 0) doc.text(agency, margins.left, 28, { width: wide, height: 12, ellipsis: true })
    doc.text([kind, week].filter(Boolean).join(' – '), margins.left, height - 38, {
      width: wide - 60,
      height: 12,
      ellipsis: true,
    })
    const pages = tongueOf(language).word('page', { page: page + 1, pages: count })
    doc.text(pages, margins.left, height - 38, { width: wide, align: 'right', lineBreak: true })
    doc.endMarkedContent()
  }
}
