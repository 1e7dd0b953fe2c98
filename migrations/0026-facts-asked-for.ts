import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before: of a deal only those facts are looked up that its stage asks for. */
export class FactsAskedFor0026 implements MigrationInterface {
  name = 'FactsAskedFor1795219200026'

  async up(db: QueryRunner): Promise<void> {
    await db.query(factsSql)
    await db.query(missingSql)
    await db.query(attentionSql)
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

/** What shows each fact, of the deal `d` and its identity `i`. */
const facts = {
  prospect: 'i.prospect_id is not null',
  sector: 'd.sector is not null',
  activity: 'd.activity is not null',
  type: 'd.type is not null',
  officer: 'd.officer_id is not null',
  contactOrMeeting: `exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null)
    or exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id and m.status <> 'CANCELLED')`,
  ourSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED')`,
  competingLocations: `d.no_competing_locations or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null)`,
  decisionMakerMet: `exists (
    select 1 from meeting_deal md join meeting m on m.id = md.meeting_id join meeting_participant p on p.meeting_id = m.id
      left join contact c on c.id = p.contact_id
     where md.deal_id = d.id and m.status = 'HELD' and coalesce(p.agency_id, c.agency_id) is null and (p.decision_maker or c.decision_maker))`,
  capex: 'd.capex_unknown or d.capex_low is not null',
  jobProjection: 'd.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id)',
  expectedDecision: 'd.expected_decision_from is not null',
  signedAgreement: `exists (
    select 1 from agreement_deal ad join agreement a on a.id = ad.agreement_id
     where ad.deal_id = d.id and a.standing = 'SIGNED' and a.kind in ('MOU','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT'))`,
  chosenSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN')`,
  realisedJobs: `exists (
    select 1 from job_projection j where j.deal_id = d.id and j.standing = 'REALISED'
       and not exists (select 1 from job_projection r where r.replaces_id = j.id))`,
  verifiedLanding: `exists (
    select 1 from landing_verification v
     where v.deal_id = d.id and v.by_id is distinct from d.officer_id and v.by_id is distinct from (select viewer_id())
       and v.recorded_at > coalesce((select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'), '-infinity'))`,
  lossReason: 'exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null)',
  lossDestination:
    'exists (select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null)',
}

/** Whether the fact of this name is shown. A branch that is not taken costs nothing. */
const shown = (fact: string): string =>
  `coalesce(case ${fact} ${Object.entries(facts)
    .map(([name, sql]) => `when '${name}' then ${sql}`)
    .join('\n    ')} end, false)`

const factsSql = `
create or replace view deal_facts with (security_barrier) as
select d.id as deal_id,
  ${Object.entries(facts)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(',\n  ')}
from deal d join deal_identity i on i.deal_id = d.id
where d.full_access &&& (select viewer_tokens());
`

const missingSql = `
create or replace function missing_facts(asked uuid, target text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(r.fact order by r.place, r.n), '{}')
    from required_facts(target) r
    left join (deal d join deal_identity i on i.deal_id = d.id) on d.id = asked and d.full_access &&& (select viewer_tokens())
   where not ${shown('r.fact')}
$$;
`

/** By the view, as everybody asks for facts: a meeting that shows one may be about another deal too, which the viewer may not see. */
const attentionSql = `
create view deal_lacks with (security_barrier) as
-- what a deal needs to go on from each open stage: all that the next one asks for and those before it
with needed as materialized (
  select g.code as stage, (
      select array_agg(r.fact order by e.position, r.n)
        from deal_stage e, unnest(e.requires) with ordinality r(fact, n)
       where e.outcome in ('OPEN','WON') and e.position <= n.position) as facts
    from deal_stage g, lateral (select x.position from deal_stage x where x.outcome in ('OPEN','WON') and x.position > g.position
                                 order by x.position limit 1) n
   where g.outcome = 'OPEN')
select d.id as deal_id, q.stage,
  (select json_agg(r.fact order by r.n) from unnest(q.facts) with ordinality r(fact, n) where not ${shown('r.fact')}) as facts
from deal d join deal_identity i on i.deal_id = d.id, needed q
where d.full_access &&& (select viewer_tokens());
grant select on deal_lacks to ancrage_service;

create or replace function week_attention(agency uuid, monday date, known timestamptz)
  returns table (deal_id uuid, code text, since date, tasks int, facts json)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with open_deal as materialized (
    select s.deal_id, s.stage, d.expected_decision_to, least(monday + 6, (week_attention.known at time zone 'Europe/Brussels')::date) as day
      from stood_on(monday + 6, week_attention.known) s join deal_stage g on g.code = s.stage and g.outcome = 'OPEN'
      join deal d on d.id = s.deal_id join deal_identity i on i.deal_id = s.deal_id
     where s.deal_id in (select * from teamed(week_attention.agency, monday + 6, monday + 6, week_attention.known))),
  lacking as materialized (
    select o.deal_id, (select l.facts from deal_lacks l where l.deal_id = o.deal_id and l.stage = o.stage) as facts from open_deal o),
  met as materialized (
    select h.deal_id, max(least(m.when_to, o.day)) as last_day
      from open_deal o join meeting_deal h on h.deal_id = o.deal_id join meeting m on m.id = h.meeting_id
     where m.status = 'HELD' and m.when_from <= o.day group by h.deal_id),
  due as materialized (
    select t.deal_id, count(*)::int as tasks, min(t.due_on) as first_day
      from open_deal o join task t on t.deal_id = o.deal_id
     where t.due_on < o.day and (t.completed_on is null or t.completed_on > o.day) group by t.deal_id)
  select o.deal_id, a.code, a.since, a.tasks, a.facts
    from open_deal o
    join lacking f on f.deal_id = o.deal_id
    left join met c on c.deal_id = o.deal_id
    left join due k on k.deal_id = o.deal_id,
    lateral (values ('NO_CONTACT', coalesce(c.last_day < o.day - 30, true), c.last_day, 0, '[]'::json),
                    ('DECISION_OVERDUE', o.expected_decision_to < o.day, o.expected_decision_to, 0, '[]'),
                    ('TASKS_OVERDUE', k.tasks > 0, k.first_day, k.tasks, '[]'),
                    ('FACTS_MISSING', f.facts is not null, null, 0, f.facts)) a(code, applies, since, tasks, facts)
   where a.applies
$$;
`
