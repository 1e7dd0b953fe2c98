/** The row sets (CTEs) that a weekly summary reads; each reads the ones before it. */
import { agencyIdSql, weekParams, knownAtParam } from './week-arguments.js'
import type { ReportContext } from '../read/roots.js'
import { capexAsOfColumns } from '../pipeline/scoped-deals.js'
import {
  weekChangeSql,
  weekFiguresSql,
  weekScopesSql,
  talliesSql,
  thisWeekSql,
  weekCapexSql,
} from './week-sums.js'
import { weekEventSets } from './week-news.js'

export function weekReportRows(context: ReportContext): { with: string; source: string } {
  const days = weekParams(context)
  const knownAt = knownAtParam(context)
  const sets = {
    report: `select a.id as agency_id, ${days.week} as week, ${days.monday} as monday, ${knownAt} as known from ${agencyIdSql(context)} a(id)`,
    pair: `select ${pairColumns.map((name) => `w.${name}`).join(', ')}, ${capexAsOfColumns('w')}
      from report r, week_deals(r.agency_id, r.monday, r.known, false) w left join (select k.* from report r, capex_known_at(r.known) k) k using (deal_id)`,
    this_week: thisWeekSql('pair'),
    tallies: talliesSql('pair'),
    scopes: weekScopesSql,
    figures: weekFiguresSql,
    capex: weekCapexSql,
    change: weekChangeSql,
    ...weekEventSets,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: formatted.join(', '), source: 'report' }
}

/** The columns of a deal and a week, without its capex. */
const pairColumns = [
  ...['part', 'deal_id', 'stage', 'opening', 'closing', 'way_in', 'way_out', 'direction'],
  ...['probability_was', 'low_was', 'high_was', 'realised_was', 'realised_high_was'],
  ...['probability', 'low', 'high', 'realised', 'realised_high'],
]
