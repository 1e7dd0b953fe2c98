import type { AskFigureFragment } from '../api/generated/types.js'
import type { Texts } from '../text/texts.js'
import type { Figure } from './subjects.js'

type Values = readonly AskFigureFragment[]

const find = (values: Values, measure: string | undefined, currency: string | null = null) =>
  values.find((value) => value.measure === measure && value.currency === currency)

/** Returns the currencies of a figure, in order. */
export const currenciesOf = ({ measures }: Figure, values: Values): string[] =>
  values.flatMap(({ measure, currency }) => (measure === measures[0] && currency ? [currency] : []))

function rangeText({ measures, without }: Figure, values: Values, { format }: Texts): string {
  const [low, high] = [find(values, measures[0]), find(values, measures[1])]
  const missing = find(values, without)?.number ?? 0
  const least = low?.number
  if (least === null || least === undefined) return none
  const isEmpty = least === 0 && high?.number === 0
  const range = { low: round(least), high: high?.openEnded ? null : round(high?.number ?? least) }
  return isEmpty && missing > 0 ? none : format.range(range)
}

const none = '–'
const round = (value: number): number => Math.round(value * 10) / 10

/** Returns a figure as text. Amounts of several currencies stand beside each other and are never added. */
export function figureText(figure: Figure, values: Values, texts: Texts): string {
  const { format } = texts
  if (figure.kind === 'range') return rangeText(figure, values, texts)
  if (figure.kind === 'money') {
    const amounts = currenciesOf(figure, values).map((currency) => {
      const [low, high] = figure.measures.map((measure) => find(values, measure, currency))
      return format.money({
        low: low?.exact ?? '0',
        high: high?.openEnded ? null : (high?.exact ?? null),
        currency,
      })
    })
    return amounts.join(' · ') || none
  }
  const value = find(values, figure.measures[0])?.number
  return value === null || value === undefined ? none : format.number(round(value))
}

/** Returns what a range leaves out: "2 without a number"; an empty text if that is nothing. */
export function figureNote({ without }: Figure, values: Values, { t }: Texts): string {
  const missing = find(values, without)?.number ?? 0
  return missing > 0 ? t('web.pipeline.without', { count: missing }) : ''
}

/** Returns the ends of a figure for a chart; `high` is null if the range has no upper end or the figure is no range. */
export function figureEnds(
  figure: Figure,
  values: Values,
  currency: string | null,
): { low: number; high: number | null; isOpen: boolean } {
  const [low, high] = figure.measures.map((measure) => find(values, measure, currency))
  return {
    low: low?.number ?? 0,
    high: figure.kind === 'number' ? null : (high?.number ?? null),
    isOpen: high?.openEnded ?? false,
  }
}
