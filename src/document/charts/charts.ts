/** The charts of a summary. Each leaves room for its words: labels at the left, values at the right. */
import type { WeeklyContent } from '../../weekly/content.js'
import type { Drawing, Shape } from './drawing.js'
import type { Tongue } from '../text/formatter.js'

const width = 500
const row = 24
const left = 120
const right = 110

interface Bar {
  label: string
  value: string
  low: number
  /** Null: open-ended. */
  high: number | null
}

/** Bars from left to right; the dark part is certain, the light part is as far as it may go. */
function bars(rows: readonly Bar[]): Drawing {
  const most = Math.max(1, ...rows.map(({ low, high }) => high ?? low * 1.25))
  const scale = (width - left - right) / most
  return {
    width,
    height: rows.length * row + 4,
    shapes: rows.flatMap((bar, i) => barShapes(bar, i * row + 4, scale)),
  }
}

function barShapes({ label, value, low, high }: Bar, y: number, scale: number): Shape[] {
  const height = row - 10
  const certain = Math.max(low * scale, low > 0 ? 1 : 0)
  const text = { size: 11, y: y + 11 } as const
  const end = high === null ? width - right - left : high * scale
  return [
    { kind: 'text', ...text, x: left - 8, text: label, anchor: 'end', colour: 'ink' },
    { kind: 'line', x1: left, y1: y - 3, x2: left, y2: y + height + 3, colour: 'line' },
    { kind: 'bar', x: left, y, width: certain, height, colour: 'strong' },
    ...(high === null
      ? [{ kind: 'open', x: left + certain, y, width: end - certain, height } as const]
      : [
          {
            kind: 'bar',
            x: left + certain,
            y,
            width: Math.max(0, end - certain),
            height,
            colour: 'light',
          } as const,
        ]),
    { kind: 'text', ...text, x: left + Math.max(end, 0) + 8, text: value, anchor: 'start', colour: 'soft' },
  ]
}

/** Jobs by stage, from low to high; deals of which no number is stated have no bar. */
export const stagesDrawing = (stages: WeeklyContent['stages'], tongue: Tongue): Drawing =>
  bars(
    stages.map((stage) => ({
      label: tongue.code('stage', stage.stage),
      value: stage.deals === stage.dealsWithout ? tongue.word('notStated') : tongue.range(stage),
      low: stage.low,
      high: stage.high,
    })),
  )

export const countsDrawing = (counts: readonly { label: string; count: number }[], tongue: Tongue): Drawing =>
  bars(counts.map(({ label, count }) => ({ label, value: tongue.number(count), low: count, high: count })))

/** How many deals were open at the end of each week: upright, so that time runs to the right. */
export function weeksDrawing(
  past: WeeklyContent['past'],
  weekOf: (monday: string) => string,
  tongue: Tongue,
): Drawing {
  const [top, height, floor] = [16, 90, 106]
  const step = width / past.length
  const most = Math.max(1, ...past.map(({ deals }) => deals))
  const shapes = past.flatMap(({ monday, deals }, i): Shape[] => {
    const tall = (deals / most) * (height - 4)
    const middle = step * (i + 0.5)
    return [
      {
        kind: 'bar',
        x: middle - step * 0.3,
        y: top + height - tall,
        width: step * 0.6,
        height: tall,
        colour: i === past.length - 1 ? 'strong' : 'light',
      },
      {
        kind: 'text',
        x: middle,
        y: top + height - tall - 4,
        text: tongue.number(deals),
        size: 10,
        anchor: 'middle',
        colour: 'ink',
      },
      {
        kind: 'text',
        x: middle,
        y: floor + 14,
        text: weekOf(monday).slice(5),
        size: 10,
        anchor: 'middle',
        colour: 'soft',
      },
    ]
  })
  return {
    width,
    height: floor + 20,
    shapes: [{ kind: 'line', x1: 0, y1: floor, x2: width, y2: floor, colour: 'line' }, ...shapes],
  }
}
