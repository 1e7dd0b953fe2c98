/** The columns of a statistic: of each dimension its value and its label, of each measure its figure, by currency where it is money. */
import { translate, type Language } from '../../core/locale.js'
import { units } from '../../stats/unit.js'
import type { Measure } from '../../stats/measure.js'
import type { Column } from './column.js'

/** A cell as the API shows it. */
interface Cell {
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

interface Asked {
  dimensions: readonly string[]
  measures: readonly (Measure & { code: string })[]
  language: Language
  /** The first cell, whose total has every currency; undefined where there is none. */
  first: unknown
}

export const cellColumns = ({ dimensions, measures, language, first }: Asked): Column[] => [
  ...dimensions.flatMap((code, i) => dimensionColumns(code, i, language)),
  ...measures.flatMap((measure) =>
    currenciesOf(measure, first as Cell | undefined).flatMap((currency) =>
      measureColumns(measure, currency, language),
    ),
  ),
]

function dimensionColumns(code: string, i: number, language: Language): Column[] {
  const heading = dimensionHeading(code, language)
  const text = { kind: 'text', list: false } as const
  return [
    { ...text, path: code, heading, read: (row) => (row as Cell).by[i]!.value },
    {
      ...text,
      path: `${code}.label`,
      heading: `${heading} – ${translate(language, 'heading.label')}`,
      read: (row) => (row as Cell).by[i]!.label,
    },
  ]
}

/** `OPENED_MONTH` is `Opened – Month`. */
export const dimensionHeading = (code: string, language: Language): string =>
  code
    .split(new RegExp(`_(?=(?:${units.join('|')})$)`))
    .map((word) => translate(language, `dimension.${word}`))
    .join(' – ')

/** Null: it has none, or nothing was there that has one. */
function currenciesOf(
  { code, currency }: Measure & { code: string },
  first: Cell | undefined,
): (string | null)[] {
  if (!currency || !first) return [null]
  const found = first.total.filter(({ measure }) => measure === code)
  return found.length > 0 ? found.map(({ currency }) => currency) : [null]
}

/** A sum with an open end has no number, and says so beside it. */
function measureColumns(
  { code, open }: Measure & { code: string },
  currency: string | null,
  language: Language,
): Column[] {
  const figure = (row: unknown) =>
    (row as Cell).values.find((value) => value.measure === code && value.currency === currency)
  const said = translate(language, `measure.${code}`)
  const heading = currency === null ? said : `${said} (${currency})`
  const path = currency === null ? code : `${code}.${currency}`
  const number: Column = {
    path,
    heading,
    kind: 'amount',
    list: false,
    read: (row) => figure(row)?.exact ?? null,
  }
  if (!open) return [number]
  return [
    number,
    {
      path: `${path}.openEnded`,
      heading: `${heading} – ${translate(language, 'heading.openEnded')}`,
      kind: 'flag',
      list: false,
      read: (row) => figure(row)?.openEnded ?? null,
    },
  ]
}
