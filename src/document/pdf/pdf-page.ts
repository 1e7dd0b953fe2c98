/** The page of a PDF document that is being written: the position on it, and its tagged structure. */
import type { Language } from '../../core/locale.js'
import { colours } from '../charts/drawing.js'
import { layOutMixedText, type TextLine } from './mixed-text.js'
import { fonts, type DocumentFonts, type FontName } from './pdf-fonts.js'

export interface TextStyle {
  size: number
  font?: FontName
  colour?: string
}

type Tag = 'P' | 'H1' | 'H2' | 'H3' | 'Figure'

export class PdfPage {
  readonly left: number
  readonly width: number
  readonly root: PDFKit.PDFStructureElement

  constructor(
    readonly doc: PDFKit.PDFDocument,
    readonly language: Language,
    private readonly documentFonts: DocumentFonts,
  ) {
    const { margins, width } = doc.page
    this.left = margins.left
    this.width = width - margins.left - margins.right
    this.root = doc.struct('Document')
    doc.addStructure(this.root)
  }

  close(): void {
    this.root.end()
  }

  /** Adds what `draw` draws to the structure that screen readers read. */
  add(tag: Tag, draw: () => void, options: Record<string, unknown> = {}): void {
    this.root.add(this.doc.struct(tag, options, [draw]))
  }

  /** Draws decoration that screen readers skip. */
  addArtifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** Writes a paragraph over the whole width, which may continue on the next page. `lang` is for another language only. */
  writeParagraph(tag: Tag, text: string, style: TextStyle, lang?: string): void {
    this.reserve(Math.min(this.measureHeight(text, style, this.width), 40))
    this.add(tag, () => this.writeText(text, style, this.left, this.doc.y, this.width), lang ? { lang } : {})
    this.moveDown(2)
  }

  /** Writes text at a position and moves below it. */
  writeText(
    text: string,
    style: TextStyle,
    x: number,
    y: number,
    width: number,
    align: 'left' | 'right' = 'left',
  ): void {
    const doc = this.applyStyle(style).fillColor(style.colour ?? colours.ink)
    if (this.documentFonts.isPlain(text)) doc.text(text, x, y, { width, align })
    else this.writeMixedText(this.layOut(text, style, width), style, x, y, width, align)
  }

  /** Writes as much of a text as fits on one line. */
  writeOneLine(text: string, style: TextStyle, x: number, y: number, width: number): void {
    if (this.documentFonts.isPlain(text))
      this.applyStyle(style)
        .fillColor(style.colour ?? colours.ink)
        .text(text, x, y, { width, height: style.size * 1.4, ellipsis: true })
    else {
      const [line] = this.layOut(text, style, width)
      this.applyStyle(style).fillColor(style.colour ?? colours.ink)
      this.writeMixedText([line!], style, x, y, width, 'left')
    }
  }

  measureHeight(text: string, style: TextStyle, width: number): number {
    const doc = this.applyStyle(style)
    return this.documentFonts.isPlain(text)
      ? doc.heightOfString(text, { width })
      : this.layOut(text, style, width).length * this.applyStyle(style).currentLineHeight(true)
  }

  measureWidth(text: string, style: TextStyle): number {
    if (this.documentFonts.isPlain(text)) return this.applyStyle(style).widthOfString(text)
    const [line = []] = this.layOut(text, style, this.width)
    return line.reduce((sum, { width }) => sum + width, 0)
  }

  private layOut(text: string, { size, font: name = fonts.regular }: TextStyle, width: number): TextLine[] {
    return layOutMixedText(text, width, {
      choose: (cluster) => this.documentFonts.choose(cluster, name),
      measure: (part, font) => this.doc.font(font).fontSize(size).widthOfString(part),
    })
  }

  /** Writes lines on the baselines of the style's own font, and goes on on the next page. */
  private writeMixedText(
    lines: readonly TextLine[],
    style: TextStyle,
    x: number,
    y: number,
    width: number,
    align: 'left' | 'right',
  ): void {
    const { doc } = this
    const lineHeight = this.applyStyle(style).currentLineHeight(true)
    const ascent = (ascenderOf(doc) / 1000) * style.size
    let top = y
    for (const runs of lines) {
      if (top + lineHeight > doc.page.height - doc.page.margins.bottom) {
        doc.addPage()
        top = doc.page.margins.top
      }
      const lineWidth = runs.reduce((sum, run) => sum + run.width, 0)
      const start = align === 'right' ? x + width - lineWidth : x
      for (const { text, font, left } of runs) {
        doc.font(font).fontSize(style.size)
        doc.text(text, start + left, top + ascent, { lineBreak: false, baseline: 'alphabetic' })
      }
      top += lineHeight
    }
    doc.y = top
  }

  drawRule(colour: string, thickness: number): void {
    this.moveDown(4)
    const { y } = this.doc
    this.addArtifact(() =>
      this.doc
        .moveTo(this.left, y)
        .lineTo(this.left + this.width, y)
        .lineWidth(thickness)
        .stroke(colour),
    )
  }

  moveDown(points: number): void {
    this.doc.y += points
  }

  /** In points. */
  get remainingHeight(): number {
    return this.doc.page.height - this.doc.page.margins.bottom - this.doc.y
  }

  /** Starts a new page if less than `height` points remain; returns whether it did. */
  reserve(height: number): boolean {
    if (height <= this.remainingHeight) return false
    this.doc.addPage()
    return true
  }

  private applyStyle({ size, font }: TextStyle): PDFKit.PDFDocument {
    return this.doc.font(font ?? fonts.regular).fontSize(size)
  }
}

/** Height of the present font above the baseline, in thousandths of its size. The types of pdfkit omit it. */
const ascenderOf = (doc: PDFKit.PDFDocument): number =>
  (doc as unknown as { _font: { ascender: number } })._font.ascender
