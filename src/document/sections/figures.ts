/** The figures of a weekly summary: what was open, what came and went, and the sums that prove it. */
import { periodOf } from '../../core/time/period.js'
import type { FigureName, WeeklyContent } from '../../weekly/content.js'
import { drawCounts, drawStages, drawPeriods } from '../charts/charts.js'
import type { Cell, DocumentTable, Note, Section, TableRow } from '../model/document-model.js'
import type { Formatter } from '../../weekly/text/formatter.js'
import type { CellFactory } from './cell-factory.js'

type Figures = WeeklyContent['figures'][FigureName]

/** The figures that add up to the closing figure, each with its sign. */
const summands = [
  ['opening', ''],
  ['entered', '+'],
  ['resumed', '+'],
  ['won', '−'],
  ['lost', '−'],
  ['paused', '−'],
  ['left', '−'],
] as const satisfies [FigureName, string][]

const tableFigures: FigureName[] = [...summands.map(([name]) => name), 'closing', 'forward', 'back']

/** Whether there is a number of jobs: of no deals it is zero, of deals without any number it is unknown, which is not zero. */
const hasStatedJobs = ({ deals, dealsWithout }: { deals: number; dealsWithout: number }): boolean =>
  deals === 0 || deals > dealsWithout

export function buildKeyFigures(content: WeeklyContent, cells: CellFactory): Section {
  const { formatter } = cells
  const hasCapex = content.figures.opening.capex.length + content.figures.closing.capex.length > 0
  return {
    id: 'keyFigures',
    title: formatter.translate('keyFigures'),
    sentences: [
      { text: formatter.translate('reconcileDeals', { sum: formatDealsSum(content, formatter) }) },
      { text: formatter.translate('reconcileJobs', { sum: formatJobsSum(content, formatter) }) },
      { text: formatter.translate('jobsRule') },
      ...(content.stages.length > 0 ? [{ text: describeWeights(content, formatter) }] : []),
      ...(hasCapex ? [] : [{ text: formatter.translate('noCapex') }]),
      ...listEmptyFigures(content, formatter),
    ],
    tables: [buildFigureTable(content, cells), buildCapexTable(content, cells)],
  }
}

function buildFigureTable(content: WeeklyContent, cells: CellFactory): DocumentTable {
  const toRow =
    (name: FigureName): TableRow =>
    () =>
      makeFigureCells(name, content, cells)
  return {
    id: 'figures',
    caption: cells.formatter.translate('keyFigures'),
    columns: [
      cells.makeColumn('Figure', 2),
      cells.makeCountColumn('Deals'),
      cells.makeCountColumn('BeforeDeals', 1.3),
      cells.makeCountColumn('Change', 1.35),
      cells.makeJobsColumn(1.8),
      cells.makeColumn('Weighted', 1.8, ['WeightedLow', 'WeightedHigh', 'WeightedOpen'], true),
      cells.makeColumn('Realised', 1.6, ['Realised', 'RealisedHigh', 'RealisedOpenEnded'], true),
      cells.makeCountColumn('Without', 1.5),
      cells.makeCountColumn('ChangeJobs', 1.6),
    ],
    rows: tableFigures.map(toRow),
    printRows: () => tableFigures.filter((name) => !isEmpty(name, content)).map(toRow),
  }
}

function makeFigureCells(name: FigureName, content: WeeklyContent, cells: CellFactory): Cell[] {
  const { figures, previous, difference } = content
  const figure = figures[name]
  const isStated = hasStatedJobs(figure)
  return [
    cells.makeText(cells.formatter.translateCode('figure', name)),
    cells.makeNumber(figure.deals),
    cells.makeNumber(previous[name].deals),
    cells.makeChange(difference[name].deals),
    cells.makeJobs(figure, isStated),
    cells.makeRange({ low: figure.weightedLow, high: figure.weightedHigh }, isStated),
    cells.makeRange({ low: figure.realised, high: figure.realisedHigh }),
    cells.makeNumber(figure.dealsWithout),
    cells.makeChange(difference[name].low),
  ]
}

/** Never left out of the printed table. */
const alwaysPrinted: readonly FigureName[] = ['opening', 'closing']

/** Whether a figure counts no deal in this week nor in the one before. Readers get one sentence for all such figures. */
const isEmpty = (name: FigureName, { figures, previous }: WeeklyContent): boolean =>
  !alwaysPrinted.includes(name) && figures[name].deals === 0 && previous[name].deals === 0

function listEmptyFigures(content: WeeklyContent, formatter: Formatter): Note[] {
  const names = tableFigures.filter((name) => isEmpty(name, content))
  if (names.length === 0) return []
  const labels = names.map((name) => formatter.lowercaseHeading(formatter.translateCode('figure', name)))
  return [{ text: formatter.translate('noDeals', { figures: formatter.formatList(labels) }) }]
}

/** Returns the open deals as a sum: `3 (opening) + 1 (entered) − 1 (won) = 3 (closing)`. */
function formatDealsSum({ figures }: WeeklyContent, formatter: Formatter): string {
  const terms = summands.map(([name, sign]) => formatTerm(sign, figures[name].deals, name, formatter))
  return `${terms.join(' ')} = ${formatTerm('', figures.closing.deals, 'closing', formatter)}`
}

/** Returns the same sum of jobs, which also has the restatements of deals that were open before. */
function formatJobsSum({ figures }: WeeklyContent, formatter: Formatter): string {
  const [opening, ...terms] = summands.map(([name, sign]) =>
    formatTerm(sign, figures[name].low, name, formatter),
  )
  const restatements = [
    formatLabelledTerm('−', figures.restatedBefore.low, formatter.translate('restatedBefore'), formatter),
    formatLabelledTerm('+', figures.restatedAfter.low, formatter.translate('restatedAfter'), formatter),
  ]
  const sum = [opening, ...restatements, ...terms].join(' ')
  return `${sum} = ${formatTerm('', figures.closing.low, 'closing', formatter)}`
}

const formatTerm = (sign: string, value: number, name: FigureName, formatter: Formatter): string =>
  formatLabelledTerm(sign, value, formatter.translateCode('figure', name), formatter)

const formatLabelledTerm = (sign: string, value: number, label: string, formatter: Formatter): string =>
  `${sign ? `${sign} ` : ''}${formatter.formatNumber(value)} (${formatter.lowercaseHeading(label)})`

/** Lists the probability of each stage, which is the weight of its jobs. */
const describeWeights = ({ stages }: WeeklyContent, formatter: Formatter): string =>
  formatter.translate('weights', {
    weights: stages
      .map(({ stage, probability }) =>
        formatter.translate('percent', {
          stage: formatter.translateCode('stage', stage),
          percent: formatter.formatPercent(probability),
        }),
      )
      .join(', '),
  })

function buildCapexTable(
  { figures: { opening, closing } }: WeeklyContent,
  cells: CellFactory,
): DocumentTable {
  const { formatter } = cells
  const currencies = [...new Set([...opening.capex, ...closing.capex].map(({ currency }) => currency))].sort()
  const makeAmountColumn = (key: string) => {
    const title = formatter.translate(`column${key}`)
    const rawTitles = ['AmountLow', 'AmountHigh', 'AmountOpen'].map((end) =>
      formatter.translate(`column${end}`, { what: title }),
    )
    return { title, rawTitles, share: 3, isNumeric: true }
  }
  return {
    id: 'capex',
    caption: formatter.translate('capex'),
    sheetName: formatter.translate('sheet.capex'),
    columns: [cells.makeColumn('Currency', 1), makeAmountColumn('Opening'), makeAmountColumn('Closing')],
    rows: currencies.map((currency): TableRow => () => [
      cells.makeText(currency),
      ...[opening, closing].map(({ capex }) =>
        makeAmount(
          capex.find((amount) => amount.currency === currency),
          formatter,
        ),
      ),
    ]),
  }
}

function makeAmount(amount: Figures['capex'][number] | undefined, formatter: Formatter): Cell {
  if (!amount) return { text: formatter.translate('none'), rawValues: [null, null, false] }
  const { low, high, currency } = amount
  return {
    text: formatter.formatMoneyRange(low, high, currency),
    rawValues: [Number(low), high === null ? null : Number(high), high === null],
  }
}

/** Splits the jobs of the open deals by how sure they are: for data forms, as readers have it on the first page. */
export function buildStandingsSection({ standings }: WeeklyContent, cells: CellFactory): Section {
  const { formatter } = cells
  const [id, title] = ['standings', formatter.translate('byStanding')]
  const rows = standings.map((each): TableRow => () => [
    cells.makeText(formatter.translateCode('jobStanding', each.standing)),
    each.source === null
      ? { text: '', rawValues: [null] }
      : cells.makeText(formatter.translateCode('sourceKind', each.source)),
    cells.makeNumber(each.deals),
    cells.makeJobs(each),
  ])
  const columns = [
    cells.makeColumn('Standing', 1),
    cells.makeColumn('Source', 1),
    cells.makeCountColumn('Deals'),
    cells.makeJobsColumn(),
  ]
  const sheetName = formatter.translate('sheet.standings')
  const tables = [{ id, caption: title, sheetName, columns, rows, printRows: () => [] }]
  return { id, title, sentences: [], tables }
}

/** Shows the open deals and their jobs by stage. */
export function buildStagesSection({ stages }: WeeklyContent, cells: CellFactory): Section {
  const { formatter } = cells
  const [id, title] = ['stages', formatter.translate('byStage')]
  const columns = [
    cells.makeColumn('Stage', 2),
    cells.makeCountColumn('Deals'),
    cells.makeJobsColumn(),
    cells.makeCountColumn('Without'),
    cells.makeColumn('Probability', 1.4, ['ProbabilityPercent'], true),
  ]
  const rows = stages.map((stage): TableRow => () => [
    cells.makeText(formatter.translateCode('stage', stage.stage)),
    cells.makeNumber(stage.deals),
    cells.makeJobs(stage, stage.deals > stage.dealsWithout),
    cells.makeNumber(stage.dealsWithout),
    { text: formatter.formatPercent(stage.probability), rawValues: [stage.probability] },
  ])
  const tables = [{ id, caption: title, sheetName: formatter.translate('sheet.stages'), columns, rows }]
  if (rows.length === 0)
    return { id, title, sentences: [{ text: formatter.translate('noOpenDeals') }], tables }
  const chart = { drawing: drawStages(stages, formatter), altText: formatter.translate('byStageAlt') }
  return { id, title, sentences: [], chart, tables }
}

/** Shows the open deals and their jobs at the end of each of the last periods, such as twelve weeks. */
export function buildPastSection({ kind, past }: WeeklyContent, cells: CellFactory): Section {
  const { formatter } = cells
  const [id, title] = ['weeks', formatter.translate('lastWeeks')]
  const columns = [
    cells.makeColumn('Week', 2, ['Week', 'WeekFrom']),
    cells.makeCountColumn('Deals'),
    cells.makeJobsColumn(),
  ]
  const codeOf = (firstDay: string) => periodOf(kind, firstDay)
  const nameOf = (firstDay: string) => formatter.abbreviatePeriod(codeOf(firstDay))
  const rows = past.map((period): TableRow => () => [
    {
      text: kind === 'WEEK' ? codeOf(period.from) : formatter.formatPeriod(codeOf(period.from)),
      rawValues: [codeOf(period.from), { day: period.from }],
    },
    cells.makeNumber(period.deals),
    cells.makeJobs(period, hasStatedJobs(period)),
  ])
  return {
    id,
    title,
    sentences: [],
    chart: { drawing: drawPeriods(past, nameOf, formatter), altText: formatter.translate('lastWeeksAlt') },
    tables: [{ id, caption: title, columns, rows }],
  }
}

const moves = ['entered', 'resumed', 'forward', 'back', 'won', 'lost', 'paused', 'left'] as const

/** Shows how many deals came, moved and went. Readers do not see moves without a deal. */
export function buildMovesSection({ figures }: WeeklyContent, cells: CellFactory): Section {
  const { formatter } = cells
  const [id, title] = ['moves', formatter.translate('moves')]
  const printedMoves = moves.filter((name) => figures[name].deals > 0)
  const toRow =
    (name: (typeof moves)[number]): TableRow =>
    () => [
      cells.makeText(formatter.translateCode('figure', name)),
      cells.makeNumber(figures[name].deals),
      cells.makeJobs(figures[name], hasStatedJobs(figures[name])),
    ]
  const columns = [cells.makeColumn('Figure', 2), cells.makeCountColumn('Deals'), cells.makeJobsColumn()]
  const tables = [
    { id, caption: title, columns, rows: moves.map(toRow), printRows: () => printedMoves.map(toRow) },
  ]
  if (printedMoves.length === 0)
    return { id, title, sentences: [{ text: formatter.translate('movesNone') }], tables }
  const counts = printedMoves.map((name) => ({
    label: formatter.translateCode('figure', name),
    count: figures[name].deals,
  }))
  const chart = { drawing: drawCounts(counts, formatter), altText: formatter.translate('movesAlt') }
  return { id, title, sentences: [], chart, tables }
}
