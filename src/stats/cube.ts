/** Counts and sums rows by the cells of some dimensions, and in total, as the row sets of one statement. */
import type { ReportRows } from '../read/roots.js'
import type { Axis } from './dimension.js'
import type { RequestedMeasure } from './measure.js'
import { whereJsonSql, type WhereJson } from './where-json.js'

export interface Cube {
  /** The row sets to count, by name. The last is `base`, with the id, a key for each axis that does not overlap, and the columns of the measures. */
  sets: Record<string, string>
  axes: readonly Axis[]
  measures: readonly RequestedMeasure[]
  /** The argument `where` as JSON; null if it is left out. */
  where: string | null
  /** Returns the condition for the list of a cell, where its rows are not those of today. */
  wrap?: (where: string) => string
  /** Further conditions on all rows. */
  narrowed: readonly WhereJson[]
  /** A condition that every row meets, for cells without another one: a condition must not be empty. */
  always: WhereJson
  /** The label of a cell without a key. */
  unstated: string
  /** Selects the rows (type, id) that are counted, from `base`. */
  counted: string
  /** Further columns of each cell, the same in all: what the figures count. */
  echo?: Readonly<Record<string, string>>
}

/** More cells are rejected. */
const maxCells = 10_000

export function cubeRows(cube: Cube): ReportRows {
  const { sets, axes, measures } = cube
  const cells = new Sums('cell', 'member', axes, measures)
  const total = new Sums('whole', 'base', [], measures)
  const all = {
    ...sets,
    ...Object.fromEntries(axes.filter(({ keys }) => keys).map(({ column, keys }) => [`of_${column}`, keys!])),
    member: memberSql(axes),
    ...cells.sets,
    ...total.sets,
    total: `select ${total.values} as total from whole ${total.joins}`,
    named: namedSql(cells, cube),
  }
  return {
    with: Object.entries(all)
      .map(([name, sql]) => `${name} as (${sql})`)
      .join(', '),
    source: 'named',
    counted: cube.counted,
  }
}

/** Selects every row once for each of its cells. */
function memberSql(axes: readonly Axis[]): string {
  const keys = axes.map(
    ({ column, keys }) => `, coalesce(${keys ? `of_${column}.key` : `b.${column}`}, '') as c${column}`,
  )
  const joins = axes
    .filter(({ keys }) => keys)
    .map(({ column }) => ` left join of_${column} on of_${column}.id = b.id`)
  const shared = overlaps(axes) ? ', count(*) over (partition by b.id) > 1 as is_shared' : ''
  return `select b.*${keys.join('')}${shared} from base b${joins.join('')}`
}

const overlaps = (axes: readonly Axis[]): boolean => axes.some(({ keys }) => keys)

/** Computes the measures of each cell: plain aggregates in one pass, each measure with a join or a currency in its own. */
class Sums {
  readonly sets: Record<string, string> = {}
  /** The JSON of all values of a cell, in the requested order, and the joins for it. */
  readonly values: string
  readonly joins: string

  constructor(
    private readonly name: string,
    private readonly from: string,
    private readonly axes: readonly Axis[],
    measures: readonly RequestedMeasure[],
  ) {
    const isSeparate = measures.map(({ join, currency }) => Boolean(join ?? currency))
    const columns = measures.flatMap((measure, i) => (isSeparate[i] ? [] : columnsOf(measure, i)))
    // an aggregate in any case: without it a set without axes would not be one row
    const shared = `count(*) filter (where ${overlaps(axes) ? 'is_shared' : 'false'}) as shared`
    this.sets[name] = this.groupedSql([...this.keys, ...columns, shared])
    measures.forEach((measure, i) => {
      if (isSeparate[i]) this.sets[`${name}_${i}`] = this.separateSql(measure)
    })
    this.values = measures
      .map((measure, i) => (isSeparate[i] ? valuesOf(measure, `${name}_${i}`) : valueOf(measure, name, i)))
      .join(' || ')
    this.joins = measures.map((_, i) => (isSeparate[i] ? this.joinSql(`${name}_${i}`) : '')).join('')
  }

  private get keys(): string[] {
    return this.axes.map(({ column }) => `c${column}`)
  }

  private groupedSql(columns: string[], join = '', by = this.keys): string {
    const group = by.length > 0 ? ` group by ${by.join(', ')}` : ''
    return `select ${columns.join(', ')} from ${this.from} t${join}${group}`
  }

  private separateSql(measure: RequestedMeasure): string {
    const currency = measure.currency
    const columns = [...this.keys, ...columnsOf(measure, 0), `${currency ?? 'null'} as currency`]
    const join = measure.join ? ` ${measure.join}` : ''
    const each = this.groupedSql(columns, join, [...this.keys, ...(currency ? [currency] : [])])
    const values = `jsonb_agg(${jsonOf(measure, 'n0', 'o0', 'currency')} order by currency) as found`
    const filter = currency ? ' where currency is not null' : ''
    const group = this.keys.length > 0 ? ` group by ${this.keys.join(', ')}` : ''
    return `select ${[...this.keys, values].join(', ')} from (${each}) q${filter}${group}`
  }

  private joinSql(set: string): string {
    return this.keys.length > 0 ? ` left join ${set} using (${this.keys.join(', ')})` : ` cross join ${set}`
  }
}

const columnsOf = ({ number, open }: RequestedMeasure, i: number): string[] => [
  `${number} as n${i}`,
  `${open ?? 'false'} as o${i}`,
]

/** Without rows: an empty list for amounts of money, otherwise 0. */
const valuesOf = (measure: RequestedMeasure, set: string): string =>
  `coalesce(${set}.found, ${measure.currency ? `'[]'` : `jsonb_build_array(${jsonOf(measure, '0', 'false', 'null')})`})`

const valueOf = (measure: RequestedMeasure, from: string, i: number): string =>
  `jsonb_build_array(${jsonOf(measure, `${from}.n${i}`, `${from}.o${i}`, measure.in ?? 'null')})`

const jsonOf = ({ code }: RequestedMeasure, number: string, open: string, currency: string): string =>
  `jsonb_build_object('measure', '${code}', 'number', ${number}, 'openEnded', ${open}, 'currency', ${currency})`

/** One row per cell: its labels, its values, and the condition for its rows. */
function namedSql(cells: Sums, cube: Cube): string {
  const { axes } = cube
  const names = axes
    .filter(({ names }) => names)
    .map(
      ({ column, names }) => ` left join (${names}) name_${column} on name_${column}.key = cell.c${column}`,
    )
  const echo = Object.entries(cube.echo ?? {})
    .map(([column, sql]) => `, ${sql} as "${column}"`)
    .join('')
  const order = axes.flatMap((axis) => orderOf(axis)).join(', ') || 'true'
  return `select row_number() over (order by ${order}) as ordinal, ${bySql(cube)} as "by", ${cells.values} as "values",
      (select total from total) as total, ${whereSql(cube)} as "where", ${overlappingSql(axes)} as overlapping, cell.shared${echo}
    from cell${cells.joins}${names.join('')}
    where check_cell_count((select count(*) from cell), ${maxCells})`
}

const overlappingSql = (axes: readonly Axis[]): string =>
  `to_json('{${axes.flatMap(({ code, keys }) => (keys ? [code] : [])).join(',')}}'::text[])`

/** In the order of the names, or else of the keys; cells without a key come last. */
const orderOf = ({ column, names }: Axis): string[] => [
  `cell.c${column} = ''`,
  ...(names ? [`name_${column}.place`, `name_${column}.label`] : []),
  `cell.c${column}`,
]

function bySql({ axes, unstated }: Cube): string {
  const entries = axes.map(({ code, column, names, value, label }) => {
    const key = `nullif(cell.c${column}, '')`
    const [plain, title] = [value?.(key) ?? key, label?.(key) ?? key]
    const shown = names ? `coalesce(name_${column}.value, ${plain})` : plain
    const labelled = `coalesce(${names ? `name_${column}.label, ` : ''}${title}, ${unstated})`
    return `jsonb_build_object('dimension', '${code}', 'value', ${shown}, 'label', ${labelled})`
  })
  return `jsonb_build_array(${entries.join(', ')})`
}

function whereSql({ wrap = (where) => where, ...cube }: Cube): string {
  return wrap(conditionsSql(cube))
}

function conditionsSql({ where, narrowed, axes, always }: Cube): string {
  const conditions = [
    ...(where ? [where] : []),
    ...narrowed.map(whereJsonSql),
    ...axes.map(({ column, where, none }) => {
      const key = `cell.c${column}`
      return `case when ${key} = '' then ${whereJsonSql(none)} else ${whereJsonSql(where(key, `name_${column}.value`))} end`
    }),
  ]
  if (conditions.length === 0) return whereJsonSql(always)
  return conditions.length === 1
    ? conditions[0]!
    : `jsonb_build_object('and', jsonb_build_array(${conditions.join(', ')}))`
}
