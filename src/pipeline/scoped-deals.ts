import { Deal } from '../deal/deal.entity.js'
import { pastOfArguments } from '../read/filter/past.js'
import { checkOf } from '../read/filter/values.js'
import { pastCondition } from '../read/filter/where.js'
import type { ReportContext } from '../read/roots.js'
import { shapeOf } from '../read/shape.js'
import { StatementRow } from '../read/compile/statement.js'
import type { AsOf } from './as-of.js'
import { countedJobsEcho } from './jobs-on.js'

/** Selects the one row of the report. An unknown agency is rejected. */
export function reportRowSql(context: ReportContext, { day, knownAt }: AsOf): string {
  const { statement, args } = context
  const { kind, horizon, rumours } = countedJobsEcho(context)
  const agency =
    args.agency == null
      ? '(select null::uuid as id)'
      : `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`
  return `select a.id as agency_id, ${day} as day, ${knownAt} as known,
    ${kind} as kind, ${horizon} as horizon, ${rumours} as rumours from ${agency} a(id)`
}

/** Selects the deals that the viewer may see, masked ones included: those of the requested agency that match `where`. */
export function scopedDealsSql({ statement, args, condition }: ReportContext, at: AsOf): string {
  const deal = new StatementRow(statement, shapeOf(Deal))
  const past = pastOfArguments(args, at)
  const conditions = [
    notWithdrawnAt(deal.alias, at.knownAt),
    ...(args.agency == null ? [] : [`${deal.alias}.id in (${dealsOfTeamSql(at)})`]),
    ...(args.where == null
      ? []
      : [
          past
            ? pastCondition(deal, Deal, past, (then) => condition(then, args.where))
            : condition(deal, args.where),
        ]),
  ]
  const columns = ['id', 'stage', 'stage_since', 'capex_low', 'capex_high', 'capex_currency'].map(
    (name) => `${deal.alias}.${name}`,
  )
  return `select ${columns.join(', ')} from ${deal.from()} where ${conditions.join(' and ') || 'true'}`
}

/** Returns the condition for deals that had not been withdrawn by an instant. */
export const notWithdrawnAt = (deal: string, knownAt: string): string =>
  `(${deal}.withdrawn_at is null or ${deal}.withdrawn_at > ${knownAt})`

/** Selects the deals with the agency in their team that day. On its last day it is no longer in the team. */
const dealsOfTeamSql = (
  at: AsOf,
): string => `select m.deal_id from deal_team m where ${memberCondition('m', at)}
  union all select m.deal_id from deal_team_correction m where ${memberCondition('m', at)} and m.corrected_at > ${at.knownAt}`

/** The same rule: deals_of_agency.sql. */
const memberCondition = (m: string, { day, knownAt }: AsOf): string =>
  `${m}.agency_id = (select agency_id from report) and ${m}.from_day <= ${day} and ${m}.recorded_at <= ${knownAt}
    and (${m}.until_day is null or ${m}.until_day > ${day} or ${m}.end_recorded_at > ${knownAt})`

/** Selects the deals that moved, or whose moves were recorded or corrected, after the day or the instant. */
export const movedDealsSql = ({ day, knownAt }: AsOf): string => `select deal_id from transition
  where effective_on > ${day} or recorded_at > ${knownAt}
  union select deal_id from transition_correction where recorded_at > ${knownAt}`

/** Returns the columns of capex as known then. `k` has the earlier values of deals whose capex changed since. */
export const capexAsOfColumns = (row: string): string =>
  ['low', 'high', 'currency']
    .map(
      (name) => `case when k.deal_id is null then ${row}.capex_${name} else k.${name} end as capex_${name}`,
    )
    .join(', ')

/**
 * Selects the stage of each deal in view, and since when it was there: the present one unless the deal has moved since,
 * otherwise the one after the last move known then. A deal not known then has no row. Capex has no day: what was known counts.
 */
export const stagesAsOfSql = ({ day, knownAt }: AsOf): string =>
  `select s.deal_id, s.stage, s.since, ${capexAsOfColumns('v')}
  from (
    select id as deal_id, stage, stage_since as since from in_view v where not exists (select 1 from moved m where m.deal_id = v.id)
    union all
    (select distinct on (t.deal_id) t.deal_id, t.to_stage, t.effective_on
    from transition t join moved m on m.deal_id = t.deal_id
    where t.effective_on <= ${day} and t.recorded_at <= ${knownAt}
      and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${knownAt})
    order by t.deal_id, coalesce(t.place, t.ordinal) desc)) s
  join in_view v on v.id = s.deal_id left join capex_known_at(${knownAt}) k on k.deal_id = s.deal_id`
