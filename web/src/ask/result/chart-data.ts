/** The figures of an answer as the series of a chart. */
import { printCell, type Answer, type Cell } from '../answer.js'
import type { Texts } from '../../text/texts.js'
import { currenciesOf, figureEnds, figureText } from '../figure-text.js'
import { isPeriod, type Figure } from '../subjects.js'

export interface ChartData {
  categories: string[]
  series: { name: string; values: (number | null)[] }[]
  isTime: boolean
  isRange: boolean
  /** The second series is the distance from the low to the high end. */
  hasHigh: boolean
  /** Place of the cell with the largest figure. */
  largest: number
  /** There are more series than can be distinguished. */
  isLeftOut: boolean
  currency: string | null
  /** The figure of each bar, where there is one series. */
  labels: string[]
  /** The cell of each value, by series and category. */
  cells: (string | null)[][]
}

const mostSeries = 8

const keyOf = (by: Cell['by']) => printCell(by.map(({ value }) => value))
const nameOf = (by: Cell['by']) => by.map(({ label }) => label).join(' · ')

/** Returns the data; `currencies` if amounts of several currencies would share an axis. */
export function chartData(
  { question, cells }: Answer,
  figure: Figure,
  texts: Texts,
): ChartData | 'currencies' {
  const currencies = [...new Set(cells.flatMap(({ values }) => currenciesOf(figure, values)))]
  if (currencies.length > 1) return 'currencies'
  const currency = currencies[0] ?? null
  const ends = cells.map(({ values }) => figureEnds(figure, values, currency))
  const isTime = isPeriod(question.groups[0]!)
  const base = {
    ...{ isTime, currency, isRange: figure.kind !== 'number' },
    largest: ends.reduce((best, { low }, index) => (low > (ends[best]?.low ?? -1) ? index : best), 0),
  }
  if (question.groups.length === 1) {
    const hasHigh = base.isRange && !isTime
    const low = { name: '', values: ends.map(({ low }) => low) }
    const high = { name: '', values: ends.map(({ low, high }) => (high === null ? 0 : high - low)) }
    const categories = cells.map(({ by }) => nameOf(by))
    const keys = cells.map(({ by }) => keyOf(by))
    return {
      ...{ ...base, categories, hasHigh, series: hasHigh ? [low, high] : [low], isLeftOut: false },
      labels: cells.map(({ values }) => figureText(figure, values, texts)),
      cells: [keys, keys],
    }
  }
  return { ...base, ...seriesOf(cells, ends), hasHigh: false, labels: [] }
}

/** The first group as categories, the others as series, the largest first. */
function seriesOf(
  cells: Cell[],
  ends: { low: number }[],
): Pick<ChartData, 'categories' | 'series' | 'isLeftOut' | 'cells'> {
  const categories = new Map(cells.map(({ by }) => [keyOf(by.slice(0, 1)), nameOf(by.slice(0, 1))]))
  const places = new Map([...categories.keys()].map((key, place) => [key, place]))
  const series = new Map<string, Series>()
  for (const [index, { by }] of cells.entries()) {
    const one = series.get(keyOf(by.slice(1))) ?? emptySeries(nameOf(by.slice(1)), categories.size)
    const place = places.get(keyOf(by.slice(0, 1))) ?? 0
    const low = ends[index]?.low ?? 0
    one.values[place] = low
    one.cells[place] = keyOf(by)
    one.sum += low
    series.set(keyOf(by.slice(1)), one)
  }
  const sorted = [...series.values()].sort((a, b) => b.sum - a.sum)
  const drawn = sorted.slice(0, mostSeries)
  return {
    categories: [...categories.values()],
    series: drawn.map(({ name, values }) => ({ name, values })),
    cells: drawn.map(({ cells }) => cells),
    isLeftOut: sorted.length > mostSeries,
  }
}

interface Series {
  name: string
  values: (number | null)[]
  cells: (string | null)[]
  sum: number
}

const emptySeries = (name: string, length: number): Series => ({
  name,
  values: Array.from({ length }, () => null),
  cells: Array.from({ length }, () => null),
  sum: 0,
})
