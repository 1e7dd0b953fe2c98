import { Deal } from '../deal/deal.entity.js'
import { checkOf } from '../read/values.js'
import type { ReportContext } from '../read/roots.js'
import { shapeOf } from '../read/shape.js'
import { StatementRow } from '../read/statement.js'
import type { AsOf } from './as-of.js'

/** The one row of the report itself. An agency that is not there refuses the question. */
export function reportRowSql({ statement, args }: ReportContext, { day, known: knownAt }: AsOf): string {
  const agency =
    args.agency == null
      ? '(select null::uuid as id)'
      : `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`
  return `select a.id as agency_id, ${day} as day, ${knownAt} as known from ${agency} a(id)`
}

/** The deals that the viewer may see at all, masked ones too: those of the agency, if one is asked for, that fulfil `where`. */
export function scopedDealsSql({ statement, args, condition }: ReportContext, at: AsOf): string {
  const deal = new StatementRow(statement, shapeOf(Deal))
  const conditions = [
    ...(args.agency == null ? [] : [`${deal.alias}.id in (${teamOn(at)})`]),
    ...(args.where == null ? [] : [condition(deal, args.where)]),
  ]
  const columns = ['id', 'stage', 'stage_since', 'capex_low', 'capex_high', 'capex_currency'].map(
    (name) => `${deal.alias}.${name}`,
  )
  return `select ${columns.join(', ')} from ${deal.from()} where ${conditions.join(' and ') || 'true'}`
}

/** The deals that the agency worked on that day; it leaves in the morning of its last day. */
const teamOn = (at: AsOf): string => `select m.deal_id from deal_team m where ${belongs('m', at)}
  union all select m.deal_id from deal_team_correction m where ${belongs('m', at)} and m.corrected_at > ${at.known}`

const belongs = (m: string, { day, known: knownAt }: AsOf): string =>
  `${m}.agency_id = (select agency_id from report) and ${m}.from_day <= ${day} and ${m}.recorded_at <= ${knownAt}
    and (${m}.until_day is null or ${m}.until_day > ${day} or ${m}.end_recorded_at > ${knownAt})`

/** The deals that have moved since, or whose moves were put right since: it had not happened yet, or was not known. */
export const movedDealsSql = ({ day, known: knownAt }: AsOf): string => `select deal_id from transition
  where effective_on > ${day} or recorded_at > ${knownAt}
  union select deal_id from transition_correction where recorded_at > ${knownAt}`

/** Columns of capex as it was known, where `k` is what was known of what has been stated anew since. */
export const capexAsOfColumns = (row: string): string =>
  ['low', 'high', 'currency']
    .map(
      (name) => `case when k.deal_id is null then ${row}.capex_${name} else k.${name} end as capex_${name}`,
    )
    .join(', ')

/**
 * Where each deal in view stood, and since when: where it stands today, unless it has moved since; then where its
 * last move that was known took it. A deal that was not known yet stood nowhere. Capex says no day: what was known counts.
 */
export const stagesAsOfSql = ({ day, known: knownAt }: AsOf): string =>
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
