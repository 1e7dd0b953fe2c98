import { Deal } from '../deal/deal.entity.js'
import { movedDealsSql, stagesAsOfSql } from '../pipeline/scoped-deals.js'
import type { ReportContext } from '../read/roots.js'
import { shapeOf, type Class } from '../read/shape.js'
import { StatementRow } from '../read/statement.js'
import type { Axis } from './dimension.js'
import type { AsOfPoint } from './as-of.js'

/** The rows of a type that the viewer may see, and that fulfil `where` and some more; with the keys of the axes that each row has by itself. */
export function scopedRowsSql(
  { statement, args, condition }: ReportContext,
  type: Class,
  columns: readonly string[],
  axes: readonly Axis[],
  further: (row: StatementRow) => string[] = () => [],
): string {
  const row = new StatementRow(statement, shapeOf(type))
  const filled = (template: string) =>
    row.fill(template, (name) => joined(axes, name) && `${row.alias}_${name}`)
  const keys = axes.flatMap(({ column, key }) => (key ? [`${filled(key)} as ${column}`] : []))
  const joins = new Set(axes.flatMap(({ join }) => (join ? [filled(join.sql)] : [])))
  const conditions = [...further(row), ...(args.where == null ? [] : [condition(row, args.where)])]
  const selected = [...columns.map((column) => row.fill(column)), ...keys].join(', ')
  return `select ${selected} from ${row.from()} ${[...joins].join(' ')} where ${conditions.join(' and ') || 'true'}`
}

const joined = (axes: readonly Axis[], name: string): string | undefined =>
  axes.find(({ join }) => join?.name === name)?.join?.name

/** The deals, masked ones too; with an agency only those that it worked on. */
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
    ({ alias }) => (asOf.agency ? [`${alias}.id in (${asOf.dealsOfAgency})`] : []),
  )

/** Deals that are counted, and which of them are not masked, by the column of a set that has their ids. */
export const countedDealsSql = (set: string, column: string): string =>
  `select 'Deal' as type, ${column} as id from ${set}
    union all select 'DealIdentity', i.deal_id from deal_identity i where i.deal_id in (select ${column} from ${set})`

/** Where each of them stood, and since when. */
export const stageAsOfSets = (asOf: AsOfPoint): Record<string, string> =>
  asOf.isPast
    ? { moved: movedDealsSql(asOf), standing: stagesAsOfSql(asOf) }
    : {
        standing:
          'select id as deal_id, stage, stage_since as since, capex_low, capex_high, capex_currency from in_view',
      }
