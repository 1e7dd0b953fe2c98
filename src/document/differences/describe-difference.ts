/** What an issued summary stated and what the records give today, line by line, as text in one language. */
import { listKinds, type DealStateDto, type FigureName, type FiguresDto } from '../../weekly/content.js'
import type { DifferenceDto } from '../../weekly/issued/differences-query.js'
import type { CellFactory } from '../sections/cell-factory.js'
import { describeItem } from '../sections/lists.js'

export interface DifferenceText {
  /** The figure or the list. */
  what: string
  /** Code names with references, one for each deal. */
  deals: string[]
  /** Null: not there. */
  issued: string | null
  today: string | null
  /** Null for a figure: the lines explain it. */
  why: string | null
}

export function describeDifference(
  { kind, key, deals, issued, today, why }: DifferenceDto,
  cells: CellFactory,
): DifferenceText {
  const { formatter } = cells
  const names = cells.makeDealList(deals).text
  return {
    deals: names === '' ? [] : names.split('\n'),
    why: why && formatter.translate(`why.${why}`),
    ...describeSides({ kind, key, issued, today }, cells),
  }
}

type Sides = Pick<DifferenceText, 'what' | 'issued' | 'today'>

function describeSides(
  { kind, key, issued, today }: Pick<DifferenceDto, 'kind' | 'key' | 'issued' | 'today'>,
  cells: CellFactory,
): Sides {
  const { formatter } = cells
  if (kind === 'figure')
    return describeFigure(key as FigureName, issued as FiguresDto, today as FiguresDto, cells)
  if (kind === 'deal') {
    const states = [issued, today].map((state) => state && describeState(state as DealStateDto, cells))
    return { what: formatter.translate('dealInFigures'), issued: states[0]!, today: states[1]! }
  }
  const list = listKinds.find(([, of]) => of === kind)![0]
  const texts = [issued, today].map((item) => item && describeItem(list, item, cells))
  return { what: formatter.translate(list), issued: texts[0]!, today: texts[1]! }
}

/** Deals and jobs, and of the rest what differs. */
function describeFigure(name: FigureName, issued: FiguresDto, today: FiguresDto, cells: CellFactory): Sides {
  const { formatter } = cells
  const all = Object.keys(figureParts) as (keyof typeof figureParts)[]
  const shown = all.filter((part) => {
    const [before, after] = [issued, today].map((figures) => figureParts[part](figures, cells))
    return part === 'Deals' || part === 'Jobs' || before !== after
  })
  const describe = (figures: FiguresDto): string =>
    shown
      .map((part) => `${formatter.translate(`column${part}`)}: ${figureParts[part](figures, cells)}`)
      .join(' · ')
  return {
    what: formatter.translateCode('figure', name),
    issued: describe(issued),
    today: describe(today),
  }
}

/** By the key of the title of their column. */
const figureParts = {
  Deals: ({ deals }: FiguresDto, { formatter }: CellFactory) => formatter.formatNumber(deals),
  Jobs: ({ deals, dealsWithout, ...range }: FiguresDto, { formatter }: CellFactory) =>
    deals > 0 && deals === dealsWithout ? formatter.translate('notStated') : formatter.formatRange(range),
  Without: ({ dealsWithout }: FiguresDto, { formatter }: CellFactory) => formatter.formatNumber(dealsWithout),
  Realised: ({ realised }: FiguresDto, { formatter }: CellFactory) => formatter.formatNumber(realised),
  Weighted: ({ weightedLow, weightedHigh }: FiguresDto, { formatter }: CellFactory) =>
    formatter.formatRange({ low: weightedLow, high: weightedHigh }),
  Capex: ({ capex }: FiguresDto, { formatter }: CellFactory) =>
    capex.length === 0
      ? formatter.translate('none')
      : capex.map(({ low, high, currency }) => formatter.formatMoneyRange(low, high, currency)).join(' + '),
}

function describeState(
  { stage, low, high, realised, capex }: DealStateDto,
  { formatter }: CellFactory,
): string {
  const jobs = low === null ? formatter.translate('notStated') : formatter.formatRange({ low, high })
  return [
    formatter.translateCode('stage', stage),
    `${formatter.translate('columnJobs')}: ${jobs}`,
    ...(realised === null
      ? []
      : [`${formatter.translate('columnRealised')}: ${formatter.formatNumber(realised)}`]),
    ...(capex === null ? [] : [formatter.formatMoneyRange(capex.low, capex.high, capex.currency)]),
  ].join(' · ')
}
