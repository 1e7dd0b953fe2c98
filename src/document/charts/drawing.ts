/** A drawing as a list of shapes, in points from the upper left corner. SVG and PDF draw the same shapes. */
export type ColourName = 'ink' | 'soft' | 'line' | 'strong' | 'light'

export const colours: Record<ColourName, string> = {
  ink: '#1c2733',
  soft: '#52606d',
  line: '#c9d1d9',
  strong: '#1f5b8c',
  light: '#9cc3e3',
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export type DrawnShape =
  | ({ kind: 'bar'; colour: ColourName } & Box)
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; colour: ColourName }
  /** The open end of a bar: fades out to the right and ends in an arrow, because the upper limit is unknown. */
  | ({ kind: 'open' } & Box)
  | {
      kind: 'text'
      x: number
      /** Vertical position of the baseline. */
      y: number
      text: string
      size: number
      anchor: 'start' | 'middle' | 'end'
      colour: ColourName
    }

export interface Drawing {
  width: number
  height: number
  shapes: DrawnShape[]
}

/** Returns the head of the arrow at the end of an open bar, as an SVG path, which pdfkit draws as well. */
export function arrowPath({ x, y, width, height }: Box): string {
  const [tip, middle] = [x + width, y + height / 2]
  const point = (dx: number, dy: number) => `${roundCoordinate(tip + dx)} ${roundCoordinate(middle + dy)}`
  return `M${point(-5, -4)}L${point(0, 0)}L${point(-5, 4)}`
}

/** Rounds to hundredths of a point, which keeps the files small. */
export const roundCoordinate = (value: number): number => Math.round(value * 100) / 100
