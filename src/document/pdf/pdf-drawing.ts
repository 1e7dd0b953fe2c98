/** Drawings as vectors on a PDF page. */
import { colours, type Drawing, type Shape } from '../charts/drawing.js'
import { fonts } from './pdf-fonts.js'
import type { Leaf } from './pdf-page.js'
import { arrow } from '../html/svg.js'

export function draw({ shapes }: Drawing, leaf: Leaf, top: number): void {
  const { doc, left } = leaf
  doc.save().translate(left, top)
  for (const shape of shapes) drawShape(shape, doc)
  doc.restore()
}

function drawShape(shape: Shape, doc: PDFKit.PDFDocument): void {
  switch (shape.kind) {
    case 'bar':
      doc.rect(shape.x, shape.y, shape.width, shape.height).fill(colours[shape.colour])
      break
    case 'line':
      doc.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).lineWidth(0.7).stroke(colours[shape.colour])
      break
    case 'open': {
      const { x, y, width, height } = shape
      const fade = doc.linearGradient(x, y, x + width, y)
      doc.rect(x, y, width, height).fill(fade.stop(0, colours.light).stop(1, '#f1f7fc'))
      doc.path(arrow(shape)).lineWidth(1.5).stroke(colours.strong)
      break
    }
    case 'text':
      drawText(shape, doc)
  }
}

/** Charts give where the line of the text stands; PDF wants where it begins. */
function drawText(
  { x, y, text, size, anchor, colour }: Extract<Shape, { kind: 'text' }>,
  doc: PDFKit.PDFDocument,
) {
  doc.font(fonts.regular).fontSize(size).fillColor(colours[colour])
  const wide = doc.widthOfString(text)
  const start = { start: x, middle: x - wide / 2, end: x - wide }[anchor]
  doc.text(text, start, y - size * 0.95, { lineBreak: false })
}
