import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * When a meeting was held stands with its deal as well, so that whoever asks which deals nobody has met about need not look
 * up every meeting. Only where the meeting is about that deal alone: whoever sees the deal whole sees the meeting then. Of
 * one about several deals that is for the meeting itself to say, by what is seen of all of them.
 */
export class HeldWithDeal0037 implements MigrationInterface {
  name = 'HeldWithDeal1795219200037'

  async up(db: QueryRunner): Promise<void> {
    await db.query(heldSql)
    await db.query(keptSql)
    await db.query('drop function deals_lacking')
    await db.query(lackingSql)
    await db.query(attentionSql)
    await db.query('call close_routines()')
    await db.query('revoke execute on function keep_held from ancrage_service')
  }

  async down(): Promise<void> {
    throw new Error('What reads it would have to go first: restore a backup instead.')
  }
}

/** The default comes after the column: PostgreSQL 15.20 refuses both at once where a function takes rows of the table. */
const heldSql = `
create function held_of(m meeting) returns daterange language sql immutable as $$
  select case when m.shared then null when m.status = 'HELD' then daterange(m.when_from, m.when_to, '[]') else 'empty' end
$$;
alter table meeting add column deals int;
alter table meeting alter deals set default 0;
comment on column meeting.deals is 'How many deals it is about. Whoever sees as many of them whole sees the meeting.';
update meeting m set deals = coalesce(h.deals, 0)
  from meeting o left join (select meeting_id, count(*) as deals from meeting_deal group by meeting_id) h on h.meeting_id = o.id where o.id = m.id;
alter table meeting alter deals set not null;
alter table meeting_deal add column held daterange;
comment on column meeting_deal.held is 'The days on which the meeting was held, or may have been; empty: it was not. Null: ask the meeting, it is about another deal too.';
update meeting_deal h set held = held_of(m) from meeting m where m.id = h.meeting_id and not m.shared;
`

/** As sees_every_deal_of_meeting() says for the rows of others, without a call for each meeting. */
const seen = `access &&& (select viewer_tokens())
  and (not shared or deals = (select count(*) from meeting_deal h where h.meeting_id = meeting.id))`

/** Null until the meeting is locked: what two change at once, the second one finds as the first has left it. */
const keptSql = `
create function keep_held(asked uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update meeting_deal h set held = held_of(m) from meeting m
   where m.id = asked and h.meeting_id = asked and h.held is distinct from held_of(m)
$$;
create or replace function refresh_meeting_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meeting where id = asked for update;
  update meeting m set access = k.key, deals = k.deals, shared = k.deals > 1
    from (select count(*) as deals,
                 case when count(*) = 0 then (select free_meeting_access(f) from meeting f where f.id = asked)
                      else array(select distinct unnest(h.access) from meeting_deal h where h.meeting_id = asked order by 1) end as key
            from meeting_deal where meeting_id = asked) k
   where m.id = asked and (m.access, m.deals, m.shared) is distinct from (k.key, k.deals, k.deals > 1);
  perform keep_held(asked);
end $$;
create function meeting_keeps_held() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_held(new.id);
  return null;
end $$;
-- a call, because the policy of neither table can ask that of the other
create function sees_meeting(asked uuid) returns boolean language sql stable as $$
  select exists (select from meeting m where m.id = asked)
$$;
alter policy viewer_adds on meeting_deal
  with check ((select viewer_id()) is not null and may_add_to(deal_id) and sees_meeting(meeting_id));
alter policy viewer_sees on meeting using (${seen});
alter policy viewer_edits on meeting using (${seen});
create trigger meeting_keeps_held after update of status, when_from, when_to, shared on meeting for each row
  when (held_of(old) is distinct from held_of(new)) execute function meeting_keeps_held();
`

/**
 * What shows each fact, of the deal `d` and its identity `i`. `offset 0` keeps the planner from reading a whole table for
 * a fact that few deals are asked for.
 */
const facts = {
  prospect: 'i.prospect_id is not null',
  sector: 'd.sector is not null',
  activity: 'd.activity is not null',
  type: 'd.type is not null',
  officer: 'd.officer_id is not null',
  contactOrMeeting: `exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null offset 0)
    or exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id and m.status <> 'CANCELLED' offset 0)`,
  ourSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED' offset 0)`,
  competingLocations: `d.no_competing_locations or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null offset 0)`,
  decisionMakerMet: `exists (
    select 1 from meeting_deal md join meeting m on m.id = md.meeting_id join meeting_participant p on p.meeting_id = m.id
      left join contact c on c.id = p.contact_id
     where md.deal_id = d.id and m.status = 'HELD' and coalesce(p.agency_id, c.agency_id) is null and (p.decision_maker or c.decision_maker) offset 0)`,
  capex: 'd.capex_unknown or d.capex_low is not null',
  jobProjection: 'd.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id offset 0)',
  expectedDecision: 'd.expected_decision_from is not null',
  signedAgreement: `exists (
    select 1 from agreement_deal ad join agreement a on a.id = ad.agreement_id
     where ad.deal_id = d.id and a.standing = 'SIGNED' and a.kind in ('MOU','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT') offset 0)`,
  chosenSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN' offset 0)`,
  realisedJobs: `exists (
    select 1 from job_projection j where j.deal_id = d.id and j.standing = 'REALISED'
       and not exists (select 1 from job_projection r where r.replaces_id = j.id) offset 0)`,
  verifiedLanding: `exists (
    select 1 from landing_verification v
     where v.deal_id = d.id and v.by_id is distinct from d.officer_id and v.by_id is distinct from (select viewer_id())
       and v.recorded_at > coalesce((select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'), '-infinity') offset 0)`,
  lossReason:
    'exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null offset 0)',
  lossDestination:
    'exists (select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null offset 0)',
}

const asked = Object.keys(facts).map((fact) => `'${fact}' = any(n.facts) as "${fact}"`)
const lacks = Object.entries(facts).map(
  ([fact, shown]) => `case when n."${fact}" and not (${shown}) then '${fact}' end`,
)

/**
 * Of these deals those that the viewer sees whole: by when a decision was expected, and the facts that an open deal in such
 * a stage lacks to go on, all that the next stage asks for and those before it. As everybody asks for facts: a meeting that
 * shows one may be about another deal too, which the viewer may not see. The statement is planned for the deals that are
 * asked about, be they ten or ten thousand.
 */
const lackingSql = `
create function deals_lacking(deals uuid[], stages text[]) returns table (deal_id uuid, expected_decision_to date, facts text[])
language plpgsql stable security definer rows 10000 set search_path = public, pg_temp set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  return query execute $query$
    with next as materialized (
      select g.code as stage, array(
          select r.fact from deal_stage e, unnest(e.requires) with ordinality r(fact, n)
           where e.outcome in ('OPEN','WON')
             and e.position <= (select min(x.position) from deal_stage x where x.outcome in ('OPEN','WON') and x.position > g.position)
           order by e.position, r.n) as facts
        from deal_stage g where g.outcome = 'OPEN'),
    needed as materialized (select n.*, ${asked.join(', ')} from next n),
    lacked as materialized (
      select o.deal_id, d.expected_decision_to, n.facts, array_remove(array[${lacks.join(',\n        ')}], null) as lacks
        from unnest($1, $2) o(deal_id, stage) join needed n on n.stage = o.stage
        join deal d on d.id = o.deal_id join deal_identity i on i.deal_id = d.id
       where d.full_access &&& (select viewer_tokens()))
    select l.deal_id, l.expected_decision_to, case when l.lacks <> '{}' then
        array(select f.fact from unnest(l.facts) with ordinality f(fact, n) where f.fact = any(l.lacks) order by f.n) else '{}' end
      from lacked l
  $query$ using deals, stages;
end $$;
`

const attentionSql = `
create or replace function week_attention(deals uuid[], stages text[], day date)
  returns table (deal_id uuid, code text, since date, tasks int, facts text[])
language plpgsql stable rows 5000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  return query execute $query$
    with about as materialized (
      select h.* from unnest($1) o(deal_id) join meeting_deal h on h.deal_id = o.deal_id where not isempty(h.held) or h.held is null),
    met as materialized (
      select k.deal_id, max(least(k.last_day, $3)) as last_day from (
        select a.deal_id, lower(a.held) as first_day, upper(a.held) - 1 as last_day from about a where a.held is not null
        union all
        select a.deal_id, m.when_from, m.when_to from about a join meeting m on m.id = a.meeting_id where a.held is null and m.status = 'HELD') k
       where k.first_day <= $3 group by k.deal_id),
    due as materialized (
      select t.deal_id, count(*)::int as tasks, min(t.due_on) as first_day
        from unnest($1) o(deal_id) join task t on t.deal_id = o.deal_id
       where t.due_on < $3 and (t.completed_on is null or t.completed_on > $3) group by t.deal_id)
    select d.deal_id, a.code, a.since, a.tasks, a.facts
      from deals_lacking($1, $2) d left join met c on c.deal_id = d.deal_id left join due k on k.deal_id = d.deal_id,
      lateral (values ('NO_CONTACT', coalesce(c.last_day < $3 - 30, true), c.last_day, 0, '{}'::text[]),
                      ('DECISION_OVERDUE', d.expected_decision_to < $3, d.expected_decision_to, 0, '{}'),
                      ('TASKS_OVERDUE', k.tasks > 0, k.first_day, k.tasks, '{}'),
                      ('FACTS_MISSING', d.facts <> '{}', null, 0, d.facts)) a(code, applies, since, tasks, facts)
     where a.applies
  $query$ using deals, stages, day;
end $$;
`
