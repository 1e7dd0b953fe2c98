/** The page of a PDF document that is being written: the position on it, and its tagged structure. */
import type { Language } from '../../core/locale.js'
import { colours } from '../charts/drawing.js'
import { fonts, type FontName } from './pdf-fonts.js'

export interface TextStyle {
  size: number
  font?: FontName
  colour?: string
}

type Tag = 'P' | 'H1' | 'H2' | 'Figure'

export class PdfPage {
  readonly left: number
  readonly width: number
  readonly root: PDFKit.PDFStructureElement

  constructor(
    readonly doc: PDFKit.PDFDocument,
    readonly language: Language,
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
    this.applyStyle(style)
      .fillColor(style.colour ?? colours.ink)
      .text(text, x, y, { width, align })
  }

  measureHeight(text: string, style: TextStyle, width: number): number {
    return this.applyStyle(style).heightOfString(text, { width })
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
