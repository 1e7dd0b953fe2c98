/** The row sets (CTEs) that a summary reads; each reads the ones before it. */
import { agencyIdSql, knownAtParam, periodParams, weekParams, type PeriodParams } from './week-arguments.js'
import { periodColumns, periodDealsSql } from './period-sql.js'
import type { ReportContext, ReportRows } from '../read/roots.js'
import { capexAsOfColumns } from '../pipeline/scoped-deals.js'
import {
  weekChangeSql,
  weekFiguresSql,
  weekScopesSql,
  talliesSql,
  thisWeekSql,
  weekCapexSql,
} from './week-sums.js'
import { eventSets } from './week-news.js'

export const weekReportRows = (context: ReportContext): ReportRows =>
  summaryRows(context, weekParams(context))

export const periodReportRows = (context: ReportContext): ReportRows =>
  summaryRows(context, periodParams(context))

function summaryRows(context: ReportContext, { code, firstDay }: PeriodParams): ReportRows {
  const knownAt = knownAtParam(context)
  const sets = {
    report: `select a.id as agency_id, ${periodColumns(code, firstDay)}, ${knownAt} as known
      from ${agencyIdSql(context)} a(id), summary_period(${code}, ${firstDay}) p`,
    pair: `select ${figureColumns.map((name) => `w.${name}`).join(', ')}, ${capexAsOfColumns('w')}
      from report r, ${periodDealsSql('r', false)} w left join (select k.* from report r, capex_known_at(r.known) k) k using (deal_id)`,
    this_week: thisWeekSql('pair'),
    tallies: talliesSql('pair'),
    scopes: weekScopesSql,
    figures: weekFiguresSql,
    capex: weekCapexSql,
    change: weekChangeSql,
    ...eventSets,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: formatted.join(', '), source: 'report' }
}

/** The columns of a deal and a period, without its capex. */
export const figureColumns = [
  ...['part', 'deal_id', 'stage', 'opening', 'closing', 'way_in', 'way_out', 'direction'],
  ...['probability_was', 'low_was', 'high_was', 'realised_was', 'realised_high_was'],
  ...['probability', 'low', 'high', 'realised', 'realised_high'],
]
