/** The figures of a summary: what was open, what came and went, and that it adds up. */
import type { FigureName, WeeklyContent } from '../../weekly/content.js'
import type { Cells } from './cell-factory.js'
import { countsDrawing, stagesDrawing, weeksDrawing } from '../charts/charts.js'
import type { Cell, Highlight, Note, Row, Section, Table } from '../model/document-model.js'
import type { Tongue } from '../text/formatter.js'
import { weekOf } from '../../core/week.js'

/** How they add up, in order. */
const ways = [
  ['opening', ''],
  ['entered', '+'],
  ['resumed', '+'],
  ['won', '−'],
  ['lost', '−'],
  ['paused', '−'],
  ['left', '−'],
] as const satisfies [FigureName, string][]

const shown: FigureName[] = [...ways.map(([name]) => name), 'closing', 'forward', 'back']

export function highlights({ figures, difference }: WeeklyContent, tongue: Tongue): Highlight[] {
  const { closing } = figures
  const change = difference.closing
  const since = (value: number) =>
    value === 0
      ? tongue.word('asWeekBefore')
      : tongue.word('sinceWeekBefore', { change: tongue.signed(value) })
  return [
    { label: tongue.word('openDeals'), value: tongue.number(closing.deals), note: since(change.deals) },
    {
      label: tongue.word('jobsStated'),
      value: statedJobs(closing, tongue),
      note: tongue.counted('without', closing.dealsWithout),
    },
    {
      label: tongue.word('jobsWeighted'),
      value:
        closing.deals === closing.dealsWithout
          ? tongue.word('notStated')
          : tongue.range({ low: closing.weightedLow, high: closing.weightedHigh }),
      note: tongue.word('byProbability'),
    },
    {
      label: tongue.word('jobsRealised'),
      value: tongue.number(closing.realised),
      note: tongue.word('realisedNote'),
    },
  ]
}

const statedJobs = (of: WeeklyContent['figures']['closing'], tongue: Tongue): string =>
  isStated(of) ? tongue.range(of) : tongue.word('notStated')

/** Of deals without any number of jobs there is no number: zero would be one. Without a deal it is. */
const isStated = ({ deals, dealsWithout }: { deals: number; dealsWithout: number }): boolean =>
  deals === 0 || deals > dealsWithout

export function keyFigures(content: WeeklyContent, cells: Cells): Section {
  const { tongue } = cells
  return {
    id: 'keyFigures',
    title: tongue.word('keyFigures'),
    sentences: [
      { text: tongue.word('reconcileDeals', { sum: sum(content, tongue) }) },
      { text: tongue.word('reconcileJobs', { sum: jobsSum(content, tongue) }) },
      { text: tongue.word('jobsRule') },
      ...(content.stages.length > 0 ? [{ text: weights(content, tongue) }] : []),
      ...(hasCapex(content) ? [] : [{ text: tongue.word('noCapex') }]),
      ...empty(content, tongue),
    ],
    tables: [figureTable(content, cells), ...(hasCapex(content) ? [capexTable(content, cells)] : [])],
  }
}

function figureTable(content: WeeklyContent, cells: Cells): Table {
  const { figures, previous, difference } = content
  const weighted = cells.column('Weighted', 1.8, ['WeightedLow', 'WeightedHigh', 'OpenEnded'], true)
  const line =
    (name: FigureName): Row =>
    () => {
      const one = figures[name]
      const stated = isStated(one)
      return [
        cells.text(cells.tongue.code('figure', name)),
        cells.number(one.deals),
        cells.number(previous[name].deals),
        cells.change(difference[name].deals),
        cells.range(one, stated),
        cells.range({ low: one.weightedLow, high: one.weightedHigh }, stated),
        cells.number(one.realised),
        cells.number(one.dealsWithout),
        cells.change(difference[name].low),
      ]
    }
  return {
    id: 'figures',
    caption: cells.tongue.word('keyFigures'),
    columns: [
      cells.column('Figure', 2),
      cells.count('Deals'),
      cells.count('BeforeDeals', 1.3),
      cells.count('Change'),
      cells.jobs(1.8),
      weighted,
      cells.count('Realised', 1.6),
      cells.count('Without', 1.5),
      cells.count('ChangeJobs', 1.6),
    ],
    rows: shown.map(line),
    read: () => shown.filter((name) => !isEmpty(name, content)).map(line),
  }
}

const edges: readonly FigureName[] = ['opening', 'closing']

/** No deal in it, neither in this week nor in the one before: people are told so in one sentence, not in a line for each. */
const isEmpty = (name: FigureName, { figures, previous }: WeeklyContent): boolean =>
  !edges.includes(name) && figures[name].deals === 0 && previous[name].deals === 0

function empty(content: WeeklyContent, tongue: Tongue): Note[] {
  const names = shown.filter((name) => isEmpty(name, content))
  if (names.length === 0) return []
  const figures = tongue.list(names.map((name) => tongue.inside(tongue.code('figure', name))))
  return [{ text: tongue.word('noDeals', { figures }) }]
}

/** The open deals add up: what was there, what came, what went. */
function sum({ figures }: WeeklyContent, tongue: Tongue): string {
  const parts = ways.map(([name, sign]) =>
    part(sign, figures[name].deals, tongue.code('figure', name), tongue),
  )
  return `${parts.join(' ')} = ${part('', figures.closing.deals, tongue.code('figure', 'closing'), tongue)}`
}

/** Jobs add up too, with what was stated anew of deals that were open before. */
function jobsSum({ figures }: WeeklyContent, tongue: Tongue): string {
  const parts = ways.map(([name, sign]) => part(sign, figures[name].low, tongue.code('figure', name), tongue))
  const restated = [
    part('−', figures.restatedBefore.low, tongue.word('restatedBefore'), tongue),
    part('+', figures.restatedAfter.low, tongue.word('restatedAfter'), tongue),
  ]
  const all = [parts[0]!, ...restated, ...parts.slice(1)]
  return `${all.join(' ')} = ${part('', figures.closing.low, tongue.code('figure', 'closing'), tongue)}`
}

const part = (sign: string, value: number, name: string, tongue: Tongue): string =>
  `${sign ? `${sign} ` : ''}${tongue.number(value)} (${tongue.inside(name)})`

const weights = ({ stages }: WeeklyContent, tongue: Tongue): string =>
  tongue.word('weights', {
    weights: stages
      .map(({ stage, probability }) =>
        tongue.word('percent', { stage: tongue.code('stage', stage), percent: tongue.percent(probability) }),
      )
      .join(', '),
  })

const hasCapex = ({ figures: { opening, closing } }: WeeklyContent): boolean =>
  opening.capex.length + closing.capex.length > 0

function capexTable({ figures: { opening, closing } }: WeeklyContent, cells: Cells): Table {
  const currencies = [...new Set([...opening.capex, ...closing.capex].map(({ currency }) => currency))].sort()
  const column = (key: string) => {
    const { tongue } = cells
    const what = tongue.word(`column${key}`)
    const raw = ['AmountLow', 'AmountHigh', 'AmountOpen'].map((end) => tongue.word(`column${end}`, { what }))
    return { title: what, raw, share: 3, numeric: true }
  }
  return {
    id: 'capex',
    caption: cells.tongue.word('capex'),
    columns: [cells.column('Currency', 1), column('Opening'), column('Closing')],
    rows: currencies.map((currency): Row => () => [
      cells.text(currency),
      ...[opening, closing].map(({ capex }) =>
        amounts(
          capex.find((one) => one.currency === currency),
          cells.tongue,
        ),
      ),
    ]),
  }
}

function amounts(
  of: { currency: string; low: string; high: string | null } | undefined,
  tongue: Tongue,
): Cell {
  if (!of) return { said: tongue.word('none'), raw: [null, null, false] }
  return {
    said: tongue.moneyRange(of.low, of.high, of.currency),
    raw: [Number(of.low), of.high === null ? null : Number(of.high), of.high === null],
  }
}

/** Where the open deals stand, as a chart and as numbers; so do the next two. */
export function stagesSection({ stages }: WeeklyContent, cells: Cells): Section {
  const { tongue } = cells
  const [id, title] = ['stages', tongue.word('byStage')]
  if (stages.length === 0) return { id, title, sentences: [{ text: tongue.word('noOpenDeals') }], tables: [] }
  const columns = [
    cells.column('Stage', 2),
    cells.count('Deals'),
    cells.jobs(),
    cells.count('Without'),
    cells.column('Probability', 1.4, ['ProbabilityPercent'], true),
  ]
  const rows = stages.map((one): Row => () => [
    cells.text(tongue.code('stage', one.stage)),
    cells.number(one.deals),
    cells.range(one, one.deals > one.dealsWithout),
    cells.number(one.dealsWithout),
    { said: tongue.percent(one.probability), raw: [one.probability] },
  ])
  return {
    id,
    title,
    sentences: [],
    chart: { drawing: stagesDrawing(stages, tongue), alternative: tongue.word('byStageAlt') },
    tables: [{ id, caption: title, columns, rows }],
  }
}

/** How many deals were open in the last twelve weeks. */
export function weeksSection({ past }: WeeklyContent, cells: Cells): Section {
  const { tongue } = cells
  const [id, title] = ['weeks', tongue.word('lastWeeks')]
  const columns = [cells.column('Week', 2, ['Week', 'WeekFrom']), cells.count('Deals'), cells.jobs()]
  const rows = past.map((one): Row => () => [
    { said: weekOf(one.monday), raw: [weekOf(one.monday), { day: one.monday }] },
    cells.number(one.deals),
    cells.range(one, isStated(one)),
  ])
  return {
    id,
    title,
    sentences: [],
    chart: { drawing: weeksDrawing(past, weekOf, tongue), alternative: tongue.word('lastWeeksAlt') },
    tables: [{ id, caption: title, columns, rows }],
  }
}

const moves = ['entered', 'resumed', 'forward', 'back', 'won', 'lost', 'paused', 'left'] as const

/** How many deals came, moved and went; people are shown where there were any. */
export function movesSection({ figures }: WeeklyContent, cells: Cells): Section {
  const { tongue } = cells
  const [id, title] = ['moves', tongue.word('moves')]
  const some = moves.filter((name) => figures[name].deals > 0)
  const counts = some.map((name) => ({ label: tongue.code('figure', name), count: figures[name].deals }))
  const line =
    (name: (typeof moves)[number]): Row =>
    () => {
      const one = figures[name]
      return [
        cells.text(tongue.code('figure', name)),
        cells.number(one.deals),
        cells.range(one, isStated(one)),
      ]
    }
  const columns = [cells.column('Figure', 2), cells.count('Deals'), cells.jobs()]
  const tables = [{ id, caption: title, columns, rows: moves.map(line), read: () => some.map(line) }]
  if (some.length === 0) return { id, title, sentences: [{ text: tongue.word('movesNone') }], tables }
  const chart = { drawing: countsDrawing(counts, tongue), alternative: tongue.word('movesAlt') }
  return { id, title, sentences: [], chart, tables }
}
