/**
 * The columns of a statistic: value and label of each dimension, and the figure of each measure, with a column for each
 * currency if the measure is an amount of money.
 */
import { translate, type Language } from '../../core/locale.js'
import { isJobs } from '../../stats/deal/deal-measure.js'
import type { Measure } from '../../stats/measure.js'
import { units } from '../../stats/unit.js'
import type { ExportColumn } from './column.js'

/** A cell as the API returns it. */
interface StatisticCell {
  overlapping: string[]
  sharedRows: number
  by: { value: string | null; label: string }[]
  values: Figure[]
  total: Figure[]
}

interface Figure {
  measure: string
  exact: string | null
  currency: string | null
  openEnded: boolean
}

type CodedMeasure = Measure & { code: string }

interface Statistic {
  dimensions: readonly string[]
  measures: readonly CodedMeasure[]
  language: Language
  /** What the measures of jobs count: the kind and the horizon, and whether rumours do. */
  jobs: { kind?: unknown; horizon?: unknown; rumours?: unknown }
  /** Has the total, and with it every currency; undefined if there is no cell. */
  firstCell: unknown
}

export const buildStatisticColumns = ({
  dimensions,
  measures,
  language,
  jobs,
  firstCell,
}: Statistic): ExportColumn[] => [
  ...dimensions.flatMap((code, i) => buildDimensionColumns(code, i, language)),
  ...buildSharedColumn(firstCell as StatisticCell | undefined, language),
  ...measures.flatMap((measure) =>
    listCurrencies(measure, firstCell as StatisticCell | undefined).flatMap((currency) =>
      buildMeasureColumns(measure, currency, language, formatJobs(measure.code, jobs, language)),
    ),
  ),
]

function buildDimensionColumns(code: string, i: number, language: Language): ExportColumn[] {
  const heading = formatDimension(code, language)
  const text = { kind: 'text', isList: false, description: '' } as const
  return [
    { ...text, path: code, heading, read: (row) => (row as StatisticCell).by[i]!.value },
    {
      ...text,
      path: `${code}.label`,
      heading: `${heading} – ${translate(language, 'heading.label')}`,
      read: (row) => (row as StatisticCell).by[i]!.label,
    },
  ]
}

/** Says of each cell how many of its rows are in other cells as well, where a dimension overlaps. */
const buildSharedColumn = (firstCell: StatisticCell | undefined, language: Language): ExportColumn[] =>
  firstCell && firstCell.overlapping.length > 0
    ? [
        {
          path: 'sharedRows',
          heading: translate(language, 'heading.sharedRows'),
          kind: 'whole',
          isList: false,
          description: '',
          read: (row) => (row as StatisticCell).sharedRows,
        },
      ]
    : []

/** Returns ` – direct, rumours included` for a measure of jobs. */
function formatJobs(code: string, { kind, horizon, rumours }: Statistic['jobs'], language: Language): string {
  if (!isJobs(code) || typeof kind !== 'string') return ''
  const parts = [
    translate(language, `jobKind.${kind}`),
    ...(typeof horizon === 'string' ? [translate(language, `jobHorizon.${horizon}`)] : []),
    ...(rumours === true ? [translate(language, 'stats.rumours')] : []),
  ]
  return ` – ${parts.join(', ')}`
}

/** Returns `Opened – Month` for `OPENED_MONTH`. */
export const formatDimension = (code: string, language: Language): string =>
  code
    .split(new RegExp(`_(?=(?:${units.join('|')})$)`))
    .map((part) => translate(language, `dimension.${part}`))
    .join(' – ')

/** Null means a measure without a currency, or an amount without a currency in any cell. */
function listCurrencies(
  { code, currency }: CodedMeasure,
  firstCell: StatisticCell | undefined,
): (string | null)[] {
  if (!currency || !firstCell) return [null]
  const totals = firstCell.total.filter(({ measure }) => measure === code)
  return totals.length > 0 ? totals.map(({ currency }) => currency) : [null]
}

/** An open-ended sum has no number, so a second column marks it as open-ended. */
function buildMeasureColumns(
  { code, open }: CodedMeasure,
  currency: string | null,
  language: Language,
  counted: string,
): ExportColumn[] {
  const findFigure = (row: unknown) =>
    (row as StatisticCell).values.find((value) => value.measure === code && value.currency === currency)
  const label = `${translate(language, `measure.${code}`)}${counted}`
  const heading = currency === null ? label : `${label} (${currency})`
  const path = currency === null ? code : `${code}.${currency}`
  const number: ExportColumn = {
    path,
    heading,
    kind: 'amount',
    isList: false,
    description: '',
    read: (row) => findFigure(row)?.exact ?? null,
  }
  if (!open) return [number]
  return [
    number,
    {
      path: `${path}.openEnded`,
      heading: `${heading} – ${translate(language, 'heading.openEnded')}`,
      kind: 'flag',
      isList: false,
      description: '',
      read: (row) => findFigure(row)?.openEnded ?? null,
    },
  ]
}
