/** Drawings as SVG: no script, no style, no outside address. */
import { colours, type Drawing, type Shape } from '../charts/drawing.js'
import { escape } from '../text/escape-xml.js'

/** `id` is unique in the page; `alternative` is read to those who do not see it. */
export function svg({ width, height, shapes }: Drawing, id: string, alternative: string): string {
  return `<svg role="img" aria-labelledby="${id}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">
<title id="${id}">${escape(alternative)}</title>
<defs><linearGradient id="${id}-fade"><stop offset="0" stop-color="${colours.light}"/><stop offset="1" stop-color="${colours.light}" stop-opacity="0.15"/></linearGradient></defs>
${shapes.map((shape) => drawn(shape, id)).join('\n')}
</svg>`
}

function drawn(shape: Shape, id: string): string {
  switch (shape.kind) {
    case 'bar':
      return `<rect x="${at(shape.x)}" y="${at(shape.y)}" width="${at(shape.width)}" height="${at(shape.height)}" fill="${colours[shape.colour]}"/>`
    case 'line':
      return `<line x1="${at(shape.x1)}" y1="${at(shape.y1)}" x2="${at(shape.x2)}" y2="${at(shape.y2)}" stroke="${colours[shape.colour]}"/>`
    case 'open':
      return `<rect x="${at(shape.x)}" y="${at(shape.y)}" width="${at(shape.width)}" height="${at(shape.height)}" fill="url(#${id}-fade)"/>
<path d="${arrow(shape)}" fill="none" stroke="${colours.strong}" stroke-width="1.5"/>`
    case 'text':
      return `<text x="${at(shape.x)}" y="${at(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${colours[shape.colour]}">${escape(shape.text)}</text>`
  }
}

/** The head of the arrow at the end of an open bar. */
export function arrow({
  x,
  y,
  width,
  height,
}: {
  x: number
  y: number
  width: number
  height: number
}): string {
  const [tip, middle] = [x + width, y + height / 2]
  return `M${at(tip - 5)} ${at(middle - 4)}L${at(tip)} ${at(middle)}L${at(tip - 5)} ${at(middle + 4)}`
}

const at = (value: number): number => Math.round(value * 100) / 100
