import { Deal } from '../deal/deal.entity.js'
import { checkOf } from '../read/values.js'
import type { Asking } from '../read/roots.js'
import { shapeOf } from '../read/shape.js'
import { Row } from '../read/statement.js'
import type { AsOf } from './as-of.js'

/** The one row of the report itself. An agency that is not there refuses the question. */
export function reportRow({ statement, args }: Asking, { day, known }: AsOf): string {
  const agency =
    args.agency == null
      ? '(select null::uuid as id)'
      : `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`
  return `select a.id as agency_id, ${day} as day, ${known} as known from ${agency} a(id)`
}

/** The deals that the viewer may see at all, masked ones too: those of the agency, if one is asked for, that fulfil `where`. */
export function dealsInView({ statement, args, condition }: Asking, at: AsOf): string {
  const deal = new Row(statement, shapeOf(Deal))
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

const belongs = (m: string, { day, known }: AsOf): string =>
  `${m}.agency_id = (select agency_id from report) and ${m}.from_day <= ${day} and ${m}.recorded_at <= ${known}
    and (${m}.until_day is null or ${m}.until_day > ${day} or ${m}.end_recorded_at > ${known})`

/** The deals that have moved since, or whose moves were put right since: it had not happened yet, or was not known. */
export const movedSince = ({ day, known }: AsOf): string => `select deal_id from transition
  where effective_on > ${day} or recorded_at > ${known}
  union select deal_id from transition_correction where recorded_at > ${known}`

/** Columns of capex as it was known, where `k` is what was known of what has been stated anew since. */
export const capexKnown = (row: string): string =>
  ['low', 'high', 'currency']
    .map(
      (name) => `case when k.deal_id is null then ${row}.capex_${name} else k.${name} end as capex_${name}`,
    )
    .join(', ')

/**
 * Where each deal in view stood, and since when: where it stands today, unless it has moved since; then where its
 * last move that was known took it. A deal that was not known yet stood nowhere. Capex says no day: what was known counts.
 */
export const stagesOn = ({ day, known }: AsOf): string =>
  `select s.deal_id, s.stage, s.since, ${capexKnown('v')}
  from (
    select id as deal_id, stage, stage_since as since from in_view v where not exists (select 1 from moved m where m.deal_id = v.id)
    union all
    (select distinct on (t.deal_id) t.deal_id, t.to_stage, t.effective_on
    from transition t join moved m on m.deal_id = t.deal_id
    where t.effective_on <= ${day} and t.recorded_at <= ${known}
      and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${known})
    order by t.deal_id, coalesce(t.place, t.ordinal) desc)) s
  join in_view v on v.id = s.deal_id left join capex_known_at(${known}) k on k.deal_id = s.deal_id`
