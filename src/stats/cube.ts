/** Rows counted and summed by the cells that some dimensions make, and once more all together, as the sets of one statement. */
import type { ReportRows } from '../read/roots.js'
import type { Axis } from './dimension.js'
import type { RequestedMeasure } from './measure.js'
import { whereJsonSql, type WhereJson } from './where-json.js'

export interface Cube {
  /** The sets that it stands on, by name: the last is `base`, with the id, a key for each axis that does not overlap, and what the measures read. */
  sets: Record<string, string>
  axes: readonly Axis[]
  measures: readonly RequestedMeasure[]
  /** What was asked of the rows, as JSON; null where nothing was. */
  where: string | null
  /** What further holds of all rows. */
  narrowed: readonly WhereJson[]
  /** What holds of any row: a condition may not be empty. */
  always: WhereJson
  /** What a cell without a key is called. */
  unstated: string
  /** The rows (type, id) that it counts, over `base`. */
  counted: string
}

/** More cells than this are refused. */
const mostCells = 10_000

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

/** Every row in each of its cells, once. */
function memberSql(axes: readonly Axis[]): string {
  const keys = axes.map(
    ({ column, keys }) => `, coalesce(${keys ? `of_${column}.key` : `b.${column}`}, '') as c${column}`,
  )
  const joins = axes
    .filter(({ keys }) => keys)
    .map(({ column }) => ` left join of_${column} on of_${column}.id = b.id`)
  return `select b.*${keys.join('')} from base b${joins.join('')}`
}

/** The measures of each cell of a set: those that are aggregates of its rows in one pass, each of the others in one of its own. */
class Sums {
  readonly sets: Record<string, string> = {}
  /** The JSON of all values of a cell, in the order asked for, and what has to be joined for it. */
  readonly values: string
  readonly joins: string

  constructor(
    private readonly name: string,
    private readonly from: string,
    private readonly axes: readonly Axis[],
    measures: readonly RequestedMeasure[],
  ) {
    const apart = measures.map(({ join, currency }) => Boolean(join ?? currency))
    const columns = measures.flatMap((measure, i) => (apart[i] ? [] : columnsOf(measure, i)))
    this.sets[name] = this.grouped([...this.keys, ...columns, 'count(*) as rows'])
    measures.forEach((measure, i) => {
      if (apart[i]) this.sets[`${name}_${i}`] = this.apart(measure)
    })
    this.values = measures
      .map((measure, i) => (apart[i] ? foundOf(measure, `${name}_${i}`) : valueOf(measure, name, i)))
      .join(' || ')
    this.joins = measures.map((_, i) => (apart[i] ? this.joined(`${name}_${i}`) : '')).join('')
  }

  private get keys(): string[] {
    return this.axes.map(({ column }) => `c${column}`)
  }

  private grouped(columns: string[], join = '', by = this.keys): string {
    const group = by.length > 0 ? ` group by ${by.join(', ')}` : ''
    return `select ${columns.join(', ')} from ${this.from} t${join}${group}`
  }

  private apart(measure: RequestedMeasure): string {
    const currency = measure.currency
    const columns = [...this.keys, ...columnsOf(measure, 0), `${currency ?? 'null'} as currency`]
    const join = measure.join ? ` ${measure.join}` : ''
    const each = this.grouped(columns, join, [...this.keys, ...(currency ? [currency] : [])])
    const values = `jsonb_agg(${jsonOf(measure, 'n0', 'o0', 'currency')} order by currency) as found`
    const wanted = currency ? ' where currency is not null' : ''
    const group = this.keys.length > 0 ? ` group by ${this.keys.join(', ')}` : ''
    return `select ${[...this.keys, values].join(', ')} from (${each}) q${wanted}${group}`
  }

  private joined(set: string): string {
    return this.keys.length > 0 ? ` left join ${set} using (${this.keys.join(', ')})` : ` cross join ${set}`
  }
}

const columnsOf = ({ number, open }: RequestedMeasure, i: number): string[] => [
  `${number} as n${i}`,
  `${open ?? 'false'} as o${i}`,
]

/** Nothing is there of no currency, and 0 of anything else. */
const foundOf = (measure: RequestedMeasure, set: string): string =>
  `coalesce(${set}.found, ${measure.currency ? `'[]'` : `jsonb_build_array(${jsonOf(measure, '0', 'false', 'null')})`})`

const valueOf = (measure: RequestedMeasure, from: string, i: number): string =>
  `jsonb_build_array(${jsonOf(measure, `${from}.n${i}`, `${from}.o${i}`, measure.in ?? 'null')})`

const jsonOf = ({ code }: RequestedMeasure, number: string, open: string, currency: string): string =>
  `jsonb_build_object('measure', '${code}', 'number', ${number}, 'openEnded', ${open}, 'currency', ${currency})`

/** One row a cell: what it is called, what it comes to, and which rows it has. */
function namedSql(cells: Sums, cube: Cube): string {
  const { axes } = cube
  const names = axes
    .filter(({ names }) => names)
    .map(
      ({ column, names }) => ` left join (${names}) name_${column} on name_${column}.key = cell.c${column}`,
    )
  const order = axes.flatMap((axis) => orderOf(axis)).join(', ') || 'true'
  return `select row_number() over (order by ${order}) as ordinal, ${bySql(cube)} as "by", ${cells.values} as "values",
      (select total from total) as total, ${whereSql(cube)} as "where", ${overlappingSql(axes)} as overlapping
    from cell${cells.joins}${names.join('')}
    where check_cell_count((select count(*) from cell), ${mostCells})`
}

const overlappingSql = (axes: readonly Axis[]): string =>
  `to_json('{${axes.flatMap(({ code, keys }) => (keys ? [code] : [])).join(',')}}'::text[])`

/** In the order of their names' places, else of the keys; none last. */
const orderOf = ({ column, names }: Axis): string[] => [
  `cell.c${column} = ''`,
  ...(names ? [`name_${column}.place`, `name_${column}.label`] : []),
  `cell.c${column}`,
]

function bySql({ axes, unstated }: Cube): string {
  const entries = axes.map(({ code, column, names, value, label }) => {
    const key = `nullif(cell.c${column}, '')`
    const [called, title] = [value?.(key) ?? key, label?.(key) ?? key]
    const shown = names ? `coalesce(name_${column}.value, ${called})` : called
    const labelled = `coalesce(${names ? `name_${column}.label, ` : ''}${title}, ${unstated})`
    return `jsonb_build_object('dimension', '${code}', 'value', ${shown}, 'label', ${labelled})`
  })
  return `jsonb_build_array(${entries.join(', ')})`
}

function whereSql({ where, narrowed, axes, always }: Cube): string {
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
