import type { ReportContext, ReportRows } from '../read/roots.js'
import type { Class, Template } from '../read/shape.js'
import { axesOf, checkStatQuery } from './check-query.js'
import { cubeRows } from './cube.js'
import type { Dimension, NamedJoin } from './dimension.js'
import { scopedRowsSql } from './scoped-rows.js'
import type { Measure } from './measure.js'
import { unstated } from './names.js'
import type { WhereJson } from './where-json.js'

/** A condition of the rows over {t}, and the same for the list of a cell. */
export interface Narrowing {
  sql: Template
  where: WhereJson
}

/** The definition of statistics of a type whose rows are counted as they are today. */
export interface StatSubject {
  type: Class
  dimension: (code: string, context: ReportContext) => Dimension
  measures: Readonly<Record<string, Measure>>
  /** The columns that the measures read, over {t} and the joined rows. */
  columns: readonly string[] | ((context: ReportContext) => readonly string[])
  /** The joins that the columns need. */
  joins?: readonly NamedJoin[]
  /** Conditions of the rows besides `where`, as they are and for the list of a cell. */
  narrowed?: (context: ReportContext) => readonly Narrowing[]
  /** A condition that every row meets. */
  always: WhereJson
  /** Selects the rows (type, id), from `base`, that these dimensions and measures depend on. */
  counted: (codes: readonly string[]) => readonly string[]
}

export function plainStatRows(
  context: ReportContext,
  { type, dimension, measures, columns, joins, narrowed, always, counted }: StatSubject,
): ReportRows {
  const { statement, args } = context
  const [groupBy, names] = [args.groupBy as string[], args.measures as string[]]
  checkStatQuery(groupBy, names)
  const axes = axesOf(groupBy, (code) => dimension(code, context))
  const narrowings = narrowed?.(context) ?? []
  const selected = typeof columns === 'function' ? columns(context) : columns
  return cubeRows({
    sets: {
      base: scopedRowsSql(
        context,
        type,
        selected,
        axes,
        (row) => narrowings.map(({ sql }) => row.fill(sql)),
        joins,
      ),
    },
    axes,
    measures: names.map((code) => ({ code, ...measures[code]! })),
    where: args.where == null ? null : statement.param(args.where, 'jsonb', JSON.stringify),
    narrowed: narrowings.map(({ where }) => where),
    always,
    unstated: groupBy.length > 0 ? unstated(statement) : 'null',
    counted: [
      `select '${type.name}' as type, id from base`,
      ...new Set(counted([...groupBy, ...names])),
    ].join(' union all '),
  })
}
