/** The page that is being written: where it stands, and what of it is read as what. */
import type { Language } from '../../core/locale.js'
import { colours } from '../charts/drawing.js'
import { fonts, type FontName } from './pdf-fonts.js'

export interface Type {
  size: number
  font?: FontName
  colour?: string
}

type Tag = 'P' | 'H1' | 'H2' | 'Figure'

export class Leaf {
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

  /** Something that is read, drawn by `work`. */
  add(tag: Tag, work: () => void, options: Record<string, unknown> = {}): void {
    this.root.add(this.doc.struct(tag, options, [work]))
  }

  /** Something that is seen only. */
  artifact(work: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    work()
    this.doc.endMarkedContent()
  }

  /** A paragraph over the whole width, which goes on over the page where it must. `lang` where it is another language. */
  paragraph(tag: Tag, text: string, type: Type, lang?: string): void {
    this.keep(Math.min(this.height(text, type, this.width), 40))
    this.add(tag, () => this.text(text, type, this.left, this.doc.y, this.width), lang ? { lang } : {})
    this.space(2)
  }

  /** Writes text at a place; the page goes on below it. */
  text(
    text: string,
    type: Type,
    x: number,
    y: number,
    width: number,
    align: 'left' | 'right' = 'left',
  ): void {
    this.set(type)
      .fillColor(type.colour ?? colours.ink)
      .text(text, x, y, { width, align })
  }

  height(text: string, type: Type, width: number): number {
    return this.set(type).heightOfString(text, { width })
  }

  rule(colour: string, thickness: number): void {
    this.space(4)
    const { y } = this.doc
    this.artifact(() =>
      this.doc
        .moveTo(this.left, y)
        .lineTo(this.left + this.width, y)
        .lineWidth(thickness)
        .stroke(colour),
    )
  }

  space(points: number): void {
    this.doc.y += points
  }

  /** How much of the page is left. */
  get room(): number {
    return this.doc.page.height - this.doc.page.margins.bottom - this.doc.y
  }

  /** Begins a new page where this one has less room. Gives whether it did. */
  keep(points: number): boolean {
    if (points <= this.room) return false
    this.doc.addPage()
    return true
  }

  private set({ size, font }: Type): PDFKit.PDFDocument {
    return this.doc.font(font ?? fonts.regular).fontSize(size)
  }
}
