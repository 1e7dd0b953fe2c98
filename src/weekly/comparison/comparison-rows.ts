/** The row sets (CTEs) that a comparison of two periods reads; each reads the ones before it. */
import { capexAsOfColumns } from '../../pipeline/scoped-deals.js'
import type { ReportContext, ReportRows } from '../../read/roots.js'
import { periodColumns, periodDealsSql } from '../period-sql.js'
import { agencyIdSql, knownAtParam, periodParams } from '../week-arguments.js'
import { figureColumns } from '../week-rows.js'
import {
  talliesSql,
  weekCapexSql,
  weekChangeSql,
  weekFiguresSql,
  weekScopeNames,
  weekScopesSql,
} from '../week-sums.js'

/** Deals that are listed behind the difference of a figure, those that change it most. */
export const maxComparedDeals = 100

/** Selects the deals of one of the two periods as `part`, without those of the period that precedes it. */
const dealsSql = (report: string, part: string): string =>
  `select '${part}' as part, ${figureColumns
    .filter((name) => name !== 'part')
    .map((name) => `w.${name}`)
    .join(', ')}, ${capexAsOfColumns('w')}
    from ${report} r, ${periodDealsSql('r', false)} w left join (select k.* from ${report} r, capex_known_at(r.known) k) k using (deal_id)
   where w.part in ('week', 'both')`

/** Selects each deal in each figure that counts it, with the jobs that it adds. */
const countedSql = (
  part: string,
): string => `select s.scope, w.deal_id, s.low, s.high, s.realised, s.realised_high
  from pair w, lateral (values
    ('opening', w.opening, w.low_was, w.high_was, w.realised_was, w.realised_high_was),
    ('restated_before', w.opening and w.restated, w.low_was, w.high_was, w.realised_was, w.realised_high_was),
    ('restated_after', w.opening and w.restated, w.low, w.high, w.realised, w.realised_high),
    (w.way_in, true, w.low, w.high, w.realised, w.realised_high),
    (w.way_out, true, w.low, w.high, w.realised, w.realised_high),
    (w.direction, true, w.low, w.high, w.realised, w.realised_high),
    ('closing', w.closing, w.low, w.high, w.realised, w.realised_high)) s(scope, counts, low, high, realised, realised_high)
  where w.part = '${part}' and s.counts and s.scope is not null`

/** Selects the deals by which a figure differs: counted in one period only, or with other jobs. */
const behindSql = `select b.*, row_number() over (partition by b.scope order by abs(b.jobs_change) desc, b.deal_id) as place,
    count(*) over (partition by b.scope) as total
  from (select coalesce(p.scope, o.scope) as scope, coalesce(p.deal_id, o.deal_id) as deal_id,
      case when o.deal_id is null then 'PERIOD' when p.deal_id is null then 'OTHER' else 'BOTH' end as counted_in,
      p.low, p.high, p.realised, o.low as other_low, o.high as other_high, o.realised as other_realised,
      coalesce(p.low, 0) - coalesce(o.low, 0) as jobs_change
    from counted p full join counted_other o on o.scope = p.scope and o.deal_id = p.deal_id
   where p.deal_id is null or o.deal_id is null
      or (p.low, p.high, p.realised, p.realised_high) is distinct from (o.low, o.high, o.realised, o.realised_high)) b`

const scopeRows = weekScopeNames.map((name, ordinal) => `('${name}', ${ordinal})`).join(', ')

export function comparisonRows(context: ReportContext): ReportRows {
  const period = periodParams(context)
  const other = periodParams(context, 'with')
  const knownAt = knownAtParam(context)
  const sets = {
    report: `select a.id as agency_id, ${periodColumns(period.code, period.firstDay)}, ${knownAt} as known, ${other.code} as other
      from ${agencyIdSql(context)} a(id), summary_period(${period.code}, ${period.firstDay}) p`,
    other_report: `select r.agency_id, r.known, ${periodColumns(other.code, other.firstDay)}
      from report r, summary_period(${other.code}, ${other.firstDay}) p`,
    pair: `select d.*, (d.low_was, d.high_was, d.realised_was, d.realised_high_was)
        is distinct from (d.low, d.high, d.realised, d.realised_high) as restated
      from (${dealsSql('report', 'week')} union all ${dealsSql('other_report', 'before')}) d`,
    tallies: talliesSql('pair'),
    scopes: weekScopesSql,
    figures: weekFiguresSql,
    capex: weekCapexSql,
    change: weekChangeSql,
    counted: countedSql('week'),
    counted_other: countedSql('before'),
    behind: behindSql,
    compared: `select n.scope, upper(n.scope) as name, n.ordinal, coalesce((select max(b.total) from behind b where b.scope = n.scope), 0) as deal_count
      from (values ${scopeRows}) n(scope, ordinal)`,
    compared_deal: `select b.scope || b.deal_id as id, b.* from behind b where b.place <= ${maxComparedDeals}`,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: formatted.join(', '), source: 'report' }
}
