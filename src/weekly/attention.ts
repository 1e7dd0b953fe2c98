import { codes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { Int } from '@nestjs/graphql'
import { Derived, Shown, ToOne } from '../read/declare.js'

export const attentionCodes = ['NO_CONTACT', 'DECISION_OVERDUE', 'TASKS_OVERDUE', 'FACTS_MISSING'] as const
export type AttentionReason = (typeof attentionCodes)[number]
export const AttentionCode = codes(
  'AttentionCode',
  attentionCodes,
  'Why a deal needs attention: nobody met for 30 days, the expected decision is past, tasks are past their day, or facts are missing for the next stage.',
)

@Shown(
  'attention',
  'A reason why an open deal needs attention, as of the end of the week, or today while it runs.',
)
export class Attention {
  @ToOne(() => Deal, '{t}.deal_id', 'Which deal.')
  deal: Deal

  @Derived('code', () => AttentionCode, '{t}.code', 'Why.', { codes: AttentionCode })
  code: AttentionReason

  @Derived(
    'day',
    () => DateScalar,
    '{t}.since',
    'The last meeting (null when there was none), the last day of the expected decision, or the day of the oldest task; null for facts.',
    { nullable: true },
  )
  since: string | null

  @Derived('int', () => Int, '{t}.tasks', 'How many tasks are overdue; 0 where it is not about tasks.')
  tasks: number

  @Derived(
    'json',
    () => String,
    '{t}.facts',
    'The facts that the next stage requires and the deal does not show, by code.',
    {
      list: true,
      filter: false,
    },
  )
  facts: string[]
}

/** Only of deals that the viewer sees in full: what they lack would tell the others what they have. */
export const attention = `
  with open_deal as (
    select w.deal_id, d.expected_decision_to, least(r.monday + 6, (r.known at time zone 'Europe/Brussels')::date) as day,
           (select n.code from deal_stage n, deal_stage s where s.code = w.stage and n.outcome in ('OPEN','WON') and n.position > s.position
             order by n.position limit 1) as next_stage
      from report r cross join this_week w join deal d on d.id = w.deal_id join deal_identity i on i.deal_id = w.deal_id
     where w.closing)
  select o.deal_id::text || a.code as id, o.deal_id, a.code, a.since, a.tasks, a.facts
    from open_deal o
    left join lateral (select max(least(m.when_to, o.day)) as met from meeting_deal h join meeting m on m.id = h.meeting_id
                        where h.deal_id = o.deal_id and m.status = 'HELD' and m.when_from <= o.day) c on true
    left join lateral (select count(*)::int as tasks, min(t.due_on) as due from task t
                        where t.deal_id = o.deal_id and t.due_on < o.day and (t.completed_on is null or t.completed_on > o.day)) k on true
    left join lateral (select to_json(missing_facts(o.deal_id, o.next_stage)) as facts) f on o.next_stage is not null,
    lateral (values ('NO_CONTACT', coalesce(c.met < o.day - 30, true), c.met, 0, '[]'::json),
                    ('DECISION_OVERDUE', o.expected_decision_to < o.day, o.expected_decision_to, 0, '[]'),
                    ('TASKS_OVERDUE', k.tasks > 0, k.due, k.tasks, '[]'),
                    ('FACTS_MISSING', f.facts::text <> '[]', null, 0, f.facts)) a(code, applies, since, tasks, facts)
   where a.applies`
