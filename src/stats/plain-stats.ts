import type { ReportContext, ReportRows } from '../read/roots.js'
import type { Past } from '../read/filter/past.js'
import type { Class, Template } from '../read/shape.js'
import { AsOfPoint } from './as-of.js'
import { axesOf, checkStatQuery } from './check-query.js'
import { cubeRows } from './cube.js'
import type { Dimension, NamedJoin } from './dimension.js'
import { scopedRowsSql } from './scoped-rows.js'
import type { Measure } from './measure.js'
import { unstated } from './names.js'
import { whereJsonSql, type WhereJson } from './where-json.js'

/** A condition of the rows over {t}, and the same for the list of a cell. */
export interface Narrowing {
  sql: Template
  where: WhereJson
}

/** The arguments of a statistic; `past` is null if it counts rows as they are today. */
export interface StatContext extends ReportContext {
  past: Past | null
}

/** The definition of statistics of a type. Its rows are those of today, or by `declarePast` those of then. */
export interface StatSubject {
  type: Class
  dimension: (code: string, context: StatContext) => Dimension
  measures: (past: Past | null) => Readonly<Record<string, Measure>>
  /** The columns that the measures read, over {t} and the joined rows. */
  columns: (context: StatContext) => readonly string[]
  /** The joins that the columns need. */
  joins?: (context: StatContext) => readonly NamedJoin[]
  /** Conditions of the rows besides `where`, as they are and for the list of a cell. */
  narrowed?: (context: StatContext) => readonly Narrowing[]
  /** A condition that every row meets. */
  always: WhereJson
  /** Selects the rows (type, id), from `base`, that these dimensions and measures depend on. */
  counted: (codes: readonly string[], context: StatContext) => readonly string[]
  /** Whether its rows can be withdrawn. */
  isWithdrawable?: boolean
}

export function plainStatRows(reportContext: ReportContext, subject: StatSubject): ReportRows {
  const asOf = new AsOfPoint(reportContext)
  const context: StatContext = { ...reportContext, past: asOf.past }
  return reportContext.statement.withPast(context.past, () => statRows(context, asOf, subject))
}

function statRows(
  context: StatContext,
  asOf: AsOfPoint,
  { type, dimension, measures, columns, joins, narrowed, always, counted, isWithdrawable }: StatSubject,
): ReportRows {
  const { statement, args } = context
  const [groupBy, names] = [args.groupBy as string[], args.measures as string[]]
  checkStatQuery(groupBy, names)
  const axes = axesOf(groupBy, (code) => dimension(code, context))
  const narrowings = narrowed?.(context) ?? []
  const all = measures(context.past)
  return cubeRows({
    sets: {
      base: scopedRowsSql(
        context,
        type,
        columns(context),
        axes,
        (row) => narrowings.map(({ sql }) => row.fill(sql)),
        joins?.(context),
      ),
    },
    axes,
    measures: names.map((code) => ({ code, ...all[code]! })),
    where: args.where == null ? null : statement.param(args.where, 'jsonb', JSON.stringify),
    narrowed: narrowings.map(({ where }) => where),
    always,
    wrap: (where) => rowsThen(asOf, where, isWithdrawable === true),
    unstated: groupBy.length > 0 ? unstated(statement) : 'null',
    counted: [
      `select '${type.name}' as type, id from base`,
      ...new Set(counted([...groupBy, ...names], context)),
    ].join(' union all '),
  })
}

/** Returns the condition of a cell for the list of today: its rows as they were then, though withdrawn since. */
function rowsThen(asOf: AsOfPoint, where: string, isWithdrawable: boolean): string {
  if (!asOf.isPast) return where
  const then = asOf.pastWhere(where)
  const live = isWithdrawable ? asOf.liveThen : null
  return live ? `jsonb_build_object('and', jsonb_build_array(${then}, ${whereJsonSql(live)}))` : then
}
