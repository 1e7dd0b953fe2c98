/** Drawings as SVG, without scripts, styles or external addresses. */
import {
  arrowPath,
  colours,
  roundCoordinate,
  type ColourName,
  type Drawing,
  type DrawnShape,
} from '../charts/drawing.js'
import { escapeXml } from '../../core/escape-xml.js'

/** `id` must be unique in the page. Screen readers read `altText`. */
export function renderSvg({ width, height, shapes }: Drawing, id: string, altText: string): string {
  return `<svg role="img" aria-labelledby="${id}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">
<title id="${id}">${escapeXml(altText)}</title>
<defs><linearGradient id="${id}-fade"><stop offset="0" stop-color="${colours.light}"/><stop offset="1" stop-color="${colours.light}" stop-opacity="0.15"/></linearGradient></defs>
${shapes.map((shape) => renderShape(shape, id)).join('\n')}
</svg>`
}

/** The class lets the stylesheet of the page choose another colour in the dark; mails have only the attribute. */
const paint = (property: 'fill' | 'stroke', colour: ColourName): string =>
  `class="${property}-${colour}" ${property}="${colours[colour]}"`

function renderShape(shape: DrawnShape, id: string): string {
  switch (shape.kind) {
    case 'bar':
      return `<rect x="${roundCoordinate(shape.x)}" y="${roundCoordinate(shape.y)}" width="${roundCoordinate(shape.width)}" height="${roundCoordinate(shape.height)}" ${paint('fill', shape.colour)}/>`
    case 'line':
      return `<line x1="${roundCoordinate(shape.x1)}" y1="${roundCoordinate(shape.y1)}" x2="${roundCoordinate(shape.x2)}" y2="${roundCoordinate(shape.y2)}" ${paint('stroke', shape.colour)}/>`
    case 'open':
      return `<rect x="${roundCoordinate(shape.x)}" y="${roundCoordinate(shape.y)}" width="${roundCoordinate(shape.width)}" height="${roundCoordinate(shape.height)}" fill="url(#${id}-fade)"/>
<path d="${arrowPath(shape)}" fill="none" ${paint('stroke', 'strong')} stroke-width="1.5"/>`
    case 'text':
      return `<text x="${roundCoordinate(shape.x)}" y="${roundCoordinate(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" ${paint('fill', shape.colour)}>${escapeXml(shape.text)}</text>`
  }
}
