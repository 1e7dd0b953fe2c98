/** The row sets that a weekly summary reads, each from those before it. */
import { agencyNamed, daysOf, knownBy } from './week-asked.js'
import type { Asking } from '../read/roots.js'
import { capexKnown } from '../pipeline/deals-in-view.js'
import { change, figures, scopes, tallies, thisWeek, weekCapex } from './week-sums.js'
import { weekNews } from './week-news.js'

export function weekRows(asking: Asking): { with: string; source: string } {
  const days = daysOf(asking)
  const known = knownBy(asking)
  const sets = {
    report: `select a.id as agency_id, ${days.week} as week, ${days.monday} as monday, ${known} as known from ${agencyNamed(asking)} a(id)`,
    pair: `select ${pairs.map((name) => `w.${name}`).join(', ')}, ${capexKnown('w')}
      from report r, week_deals(r.agency_id, r.monday, r.known, false) w left join (select k.* from report r, capex_known_at(r.known) k) k using (deal_id)`,
    this_week: thisWeek('pair'),
    tallies: tallies('pair'),
    scopes,
    figures,
    capex: weekCapex,
    change,
    ...weekNews,
  }
  const written = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: written.join(', '), source: 'report' }
}

/** What is read of a deal and a week, but for its capex. */
const pairs = [
  ...['part', 'deal_id', 'stage', 'opening', 'closing', 'way_in', 'way_out', 'direction'],
  ...['probability_was', 'low_was', 'high_was', 'realised_was', 'probability', 'low', 'high', 'realised'],
]
