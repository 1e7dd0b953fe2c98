/** The charts of a weekly summary: horizontal bars with labels on the left and values on the right, and a bar for each week. */
import type { WeeklyContent } from '../../weekly/content.js'
import type { Formatter } from '../../weekly/text/formatter.js'
import type { Drawing, DrawnShape } from './drawing.js'

/** In points. */
const chartWidth = 500
const rowHeight = 24
const labelWidth = 120
const valueWidth = 110

interface Bar {
  label: string
  value: string
  low: number
  /** Null: open-ended. */
  high: number | null
}

/** Draws horizontal bars: dark up to the lower limit, light up to the upper limit. */
function drawBars(bars: readonly Bar[]): Drawing {
  const maximum = Math.max(1, ...bars.map(({ low, high }) => high ?? low * 1.25))
  const scale = (chartWidth - labelWidth - valueWidth) / maximum
  return {
    width: chartWidth,
    height: bars.length * rowHeight + 4,
    shapes: bars.flatMap((bar, i) => drawBar(bar, i * rowHeight + 4, scale)),
  }
}

function drawBar({ label, value, low, high }: Bar, y: number, scale: number): DrawnShape[] {
  const height = rowHeight - 10
  const left = labelWidth
  const lowWidth = Math.max(low * scale, low > 0 ? 1 : 0)
  const end = high === null ? chartWidth - valueWidth - left : high * scale
  const rest = { x: left + lowWidth, y, height }
  const baseline = { size: 11, y: y + 11 }
  return [
    { kind: 'text', ...baseline, x: left - 8, text: label, anchor: 'end', colour: 'ink' },
    { kind: 'line', x1: left, y1: y - 3, x2: left, y2: y + height + 3, colour: 'line' },
    { kind: 'bar', x: left, y, width: lowWidth, height, colour: 'strong' },
    high === null
      ? { kind: 'open', ...rest, width: end - lowWidth }
      : { kind: 'bar', ...rest, width: Math.max(0, end - lowWidth), colour: 'light' },
    {
      kind: 'text',
      ...baseline,
      x: left + Math.max(end, 0) + 8,
      text: value,
      anchor: 'start',
      colour: 'soft',
    },
  ]
}

/** Draws the jobs of each stage, from the lower to the upper limit. A stage whose deals state no number has no bar. */
export const drawStages = (stages: WeeklyContent['stages'], formatter: Formatter): Drawing =>
  drawBars(
    stages.map((stage) => ({
      label: formatter.translateCode('stage', stage.stage),
      value:
        stage.deals === stage.dealsWithout ? formatter.translate('notStated') : formatter.formatRange(stage),
      low: stage.low,
      high: stage.high,
    })),
  )

export const drawCounts = (
  counts: readonly { label: string; count: number }[],
  formatter: Formatter,
): Drawing =>
  drawBars(
    counts.map(({ label, count }) => ({
      label,
      value: formatter.formatNumber(count),
      low: count,
      high: count,
    })),
  )

/** Draws how many deals were open at the end of each period, as upright bars from the first to the last. */
export function drawPeriods(
  periods: WeeklyContent['past'],
  nameOf: (firstDay: string) => string,
  formatter: Formatter,
): Drawing {
  const [top, height, floor] = [16, 90, 106]
  const step = chartWidth / periods.length
  const maximum = Math.max(1, ...periods.map(({ deals }) => deals))
  const shapes = periods.flatMap(({ from, deals }, i): DrawnShape[] => {
    const barHeight = (deals / maximum) * (height - 4)
    const barTop = top + height - barHeight
    const middle = step * (i + 0.5)
    const label = { kind: 'text', x: middle, size: 10, anchor: 'middle' } as const
    return [
      {
        kind: 'bar',
        x: middle - step * 0.3,
        y: barTop,
        width: step * 0.6,
        height: barHeight,
        colour: i === periods.length - 1 ? 'strong' : 'light',
      },
      { ...label, y: barTop - 4, text: formatter.formatNumber(deals), colour: 'ink' },
      { ...label, y: floor + 14, text: nameOf(from), colour: 'soft' },
    ]
  })
  return {
    width: chartWidth,
    height: floor + 20,
    shapes: [{ kind: 'line', x1: 0, y1: floor, x2: chartWidth, y2: floor, colour: 'line' }, ...shapes],
  }
}
