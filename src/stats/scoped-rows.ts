import { Deal } from '../deal/deal.entity.js'
import { movedDealsSql, notWithdrawnAt, stagesAsOfSql } from '../pipeline/scoped-deals.js'
import { notWithdrawn, pastCondition } from '../read/filter/where.js'
import type { Past } from '../read/filter/past.js'
import type { ReportContext } from '../read/roots.js'
import type { Class } from '../read/shape.js'
import { StatementRow } from '../read/compile/statement.js'
import type { Axis, NamedJoin } from './dimension.js'
import type { AsOfPoint } from './as-of.js'

/**
 * Selects the rows of a type that the viewer may see and that match `where` and further conditions, with the keys of the
 * axes. With `past` they are rows of today that matched `where` then.
 */
export function scopedRowsSql(
  { statement, args, condition }: ReportContext,
  type: Class,
  columns: readonly string[],
  axes: readonly Axis[],
  further: (row: StatementRow) => string[] = () => [],
  joined: readonly NamedJoin[] = [],
  past: Past | null = null,
): string {
  const row = new StatementRow(statement, statement.shapeOf(type))
  const all = [...axes.flatMap(({ join }) => join ?? []), ...joined]
  const fill = (template: string) =>
    row.fill(template, (name) =>
      all.some((join) => join.name === name) ? `${row.alias}_${name}` : undefined,
    )
  const keys = axes.flatMap(({ column, key }) => (key ? [`${fill(key)} as ${column}`] : []))
  const joins = new Set(all.map(({ sql }) => fill(sql)))
  const conditions = [
    ...further(row),
    ...(args.where == null
      ? []
      : [
          past
            ? pastCondition(row, type, past, (then) => condition(then, args.where))
            : condition(row, args.where),
        ]),
    // a deal may have been withdrawn since the instant of the statistic
    ...(type === Deal ? [] : notWithdrawn(row, args.where)),
  ]
  const selected = [...columns.map(fill), ...keys].join(', ')
  return `select ${selected} from ${row.from()} ${[...joins].join(' ')} where ${conditions.join(' and ') || 'true'}`
}

/** Selects the deals, masked ones included; with the argument `agency` only those with it in their team. */
export const scopedDealRowsSql = (
  context: ReportContext,
  asOf: AsOfPoint,
  axes: readonly Axis[] = [],
): string =>
  scopedRowsSql(
    context,
    Deal,
    ['id', 'stage', 'stage_since', 'capex_low', 'capex_high', 'capex_currency'].map((name) => `{t}.${name}`),
    axes,
    ({ alias }) => [
      asOf.isPast ? notWithdrawnAt(alias, asOf.knownAt) : `${alias}.withdrawn_at is null`,
      ...(asOf.agency ? [`${alias}.id in (${asOf.dealsOfAgency})`] : []),
    ],
    [],
    asOf.past,
  )

/** Selects the counted deals, and those of them that are not masked. `column` of `set` has their ids. */
export const countedDealsSql = (set: string, column: string): string =>
  `select 'Deal' as type, ${column} as id from ${set}
    union all select 'DealIdentity', i.deal_id from deal_identity i where i.deal_id in (select ${column} from ${set})`

/** Returns the row sets with the stage of each deal then, and since when it was there. */
export const stageAsOfSets = (asOf: AsOfPoint): Record<string, string> =>
  asOf.isPast
    ? { moved: movedDealsSql(asOf), standing: stagesAsOfSql(asOf) }
    : {
        standing:
          'select id as deal_id, stage, stage_since as since, capex_low, capex_high, capex_currency from in_view',
      }
