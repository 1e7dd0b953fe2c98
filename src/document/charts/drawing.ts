/** A drawing as a list of shapes, in points from the upper left: each format draws the same ones in its own way. */
export type Colour = 'ink' | 'soft' | 'line' | 'strong' | 'light' | 'paper'

export const colours: Record<Colour, string> = {
  ink: '#1c2733',
  soft: '#52606d',
  line: '#c9d1d9',
  strong: '#1f5b8c',
  light: '#9cc3e3',
  paper: '#ffffff',
}

export type Shape =
  | { kind: 'bar'; x: number; y: number; width: number; height: number; colour: Colour }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; colour: Colour }
  /** A bar that fades out to the right and ends in an arrow: nobody knows how far it goes. */
  | { kind: 'open'; x: number; y: number; width: number; height: number }
  | {
      kind: 'text'
      x: number
      y: number
      text: string
      size: number
      anchor: 'start' | 'middle' | 'end'
      colour: Colour
    }

export interface Drawing {
  width: number
  height: number
  shapes: Shape[]
}
