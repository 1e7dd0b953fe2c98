/** Drawings as vectors on a PDF page. */
import { arrowPath, colours, type Drawing, type DrawnShape } from '../charts/drawing.js'
import { fonts } from './pdf-fonts.js'
import type { PdfPage } from './pdf-page.js'

export function drawChart({ shapes }: Drawing, page: PdfPage, top: number): void {
  const { doc, left } = page
  doc.save().translate(left, top)
  for (const shape of shapes) drawShape(shape, doc)
  doc.restore()
}

function drawShape(shape: DrawnShape, doc: PDFKit.PDFDocument): void {
  switch (shape.kind) {
    case 'bar':
      doc.rect(shape.x, shape.y, shape.width, shape.height).fill(colours[shape.colour])
      break
    case 'line':
      doc.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).lineWidth(0.7).stroke(colours[shape.colour])
      break
    case 'open': {
      const { x, y, width, height } = shape
      const gradient = doc.linearGradient(x, y, x + width, y)
      doc.rect(x, y, width, height).fill(gradient.stop(0, colours.light).stop(1, '#f1f7fc'))
      doc.path(arrowPath(shape)).lineWidth(1.5).stroke(colours.strong)
      break
    }
    case 'text':
      drawText(shape, doc)
  }
}

/** Drawings place text by its baseline, pdfkit by its upper left corner. */
function drawText(
  { x, y, text, size, anchor, colour }: Extract<DrawnShape, { kind: 'text' }>,
  doc: PDFKit.PDFDocument,
) {
  doc.font(fonts.regular).fontSize(size).fillColor(colours[colour])
  const width = doc.widthOfString(text)
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor]
  doc.text(text, left, y - size * 0.95, { lineBreak: false })
}
