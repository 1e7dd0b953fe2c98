import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which deals need attention is asked of those that were open at the end of the week, which whoever asks has read already. */
export class AttentionApart0031 implements MigrationInterface {
  name = 'AttentionApart1795219200031'

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop function week_attention; drop view deal_lacks')
    await db.query(lackingSql)
    await db.query(attentionSql)
    await db.query(linesSql)
    await db.query(freezeSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('What was issued since then was written by these functions: restore a backup instead.')
  }
}

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
 * The facts that open deals in these stages lack to go on: all that the next stage asks for and those before it. As
 * everybody asks for facts: a meeting that shows one may be about another deal too, which the viewer may not see. The
 * statement is planned for the deals that are asked about, be they ten or ten thousand.
 */
const lackingSql = `
create function deals_lacking(deals uuid[], stages text[]) returns table (deal_id uuid, facts text[])
language plpgsql stable security definer rows 5000 set search_path = public, pg_temp set work_mem = '32MB' set random_page_cost = 1.1 as $$
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
      select o.deal_id, n.facts, array_remove(array[${lacks.join(',\n        ')}], null) as lacks
        from unnest($1, $2) o(deal_id, stage) join needed n on n.stage = o.stage and n.facts <> '{}'
        join deal d on d.id = o.deal_id join deal_identity i on i.deal_id = d.id
       where d.full_access &&& (select viewer_tokens()))
    select l.deal_id, array(select f.fact from unnest(l.facts) with ordinality f(fact, n) where f.fact = any(l.lacks) order by f.n)
      from lacked l where l.lacks <> '{}'
  $query$ using deals, stages;
end $$;
`

const attentionSql = `
create function week_attention(deals uuid[], stages text[], day date)
  returns table (deal_id uuid, code text, since date, tasks int, facts text[])
language plpgsql stable rows 5000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  return query execute $query$
    with met as materialized (
      select h.deal_id, max(least(m.when_to, $3)) as last_day
        from unnest($1) o(deal_id) join meeting_deal h on h.deal_id = o.deal_id join meeting m on m.id = h.meeting_id
       where m.status = 'HELD' and m.when_from <= $3 group by h.deal_id),
    due as materialized (
      select t.deal_id, count(*)::int as tasks, min(t.due_on) as first_day
        from unnest($1) o(deal_id) join task t on t.deal_id = o.deal_id
       where t.due_on < $3 and (t.completed_on is null or t.completed_on > $3) group by t.deal_id),
    open_deal as materialized (
      select o.deal_id, d.expected_decision_to, c.last_day, k.tasks, k.first_day, f.facts
        from unnest($1) o(deal_id) join deal d on d.id = o.deal_id join deal_identity i on i.deal_id = o.deal_id
        left join met c on c.deal_id = o.deal_id
        left join due k on k.deal_id = o.deal_id
        left join deals_lacking($1, $2) f on f.deal_id = o.deal_id)
    select o.deal_id, a.code, a.since, a.tasks, a.facts
      from open_deal o,
      lateral (values ('NO_CONTACT', coalesce(o.last_day < $3 - 30, true), o.last_day, 0, '{}'::text[]),
                      ('DECISION_OVERDUE', o.expected_decision_to < $3, o.expected_decision_to, 0, '{}'),
                      ('TASKS_OVERDUE', o.tasks > 0, o.first_day, o.tasks, '{}'),
                      ('FACTS_MISSING', o.facts is not null, null, 0, o.facts)) a(code, applies, since, tasks, facts)
     where a.applies
  $query$ using deals, stages, day;
end $$;
`

/**
 * The news as lines of a document, without a word of any language but those that were stated; names stand on lines of their
 * own, and persons are named by their id: who is erased is so in what was issued as well.
 */
const linesSql = `
create or replace function week_lines(agency uuid, monday date, known timestamptz)
  returns table (kind text, source_id uuid, deal_ids uuid[], words boolean, place text, body jsonb)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with news as materialized (select * from week_news(week_lines.agency, monday, week_lines.known))
  select n.kind, t.id, array[t.deal_id], false, t.effective_on::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'direction', n.note,
      'from', t.from_stage, 'to', t.to_stage, 'on', t.effective_on, 'by', u.name, 'override', t.override,
      'recordedLate', (t.recorded_at at time zone 'Europe/Brussels')::date > monday + 6)
    from news n join transition t on t.id = n.id and n.kind = 'movement' join "user" u on u.id = t.by_id
  union all
  select n.kind, w.transition_id, array[w.deal_id], true, t.effective_on::text || t.recorded_at::text, jsonb_build_object('reason', w.reason)
    from news n join transition_words w on w.transition_id = n.id and n.kind = 'movement' join transition t on t.id = n.id
  union all
  select n.kind, t.id, array[t.deal_id], false, t.stated_on::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'kind', t.kind, 'horizon', t.horizon,
      'targetYear', t.target_year, 'low', t.low, 'high', t.high, 'standing', t.standing, 'on', t.stated_on,
      'replaces', (select jsonb_build_object('low', o.low, 'high', o.high, 'on', o.stated_on) from job_projection o where o.id = t.replaces_id),
      'replaced', exists (select 1 from job_projection r where r.replaces_id = t.id and r.recorded_at <= week_lines.known))
    from news n join job_projection t on t.id = n.id and n.kind = 'projection'
  union all
  select n.kind, w.job_projection_id, array[w.deal_id], true, t.stated_on::text || t.recorded_at::text, jsonb_build_object('wording', w.wording,
      'wordingLanguage', w.wording_language, 'source', jsonb_build_object('kind', w.source_kind, 'name', w.source_name))
    from news n join job_projection_words w on w.job_projection_id = n.id and n.kind = 'projection' join job_projection t on t.id = n.id
  union all
  select n.kind, t.id, array[t.deal_id], true, t."on"::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'from', f.name, 'to', o.name,
      'on', t."on", 'reason', t.reason)
    from news n join handover t on t.id = n.id and n.kind = 'handover' join agency f on f.id = t.from_agency_id join agency o on o.id = t.to_agency_id
  union all
  select n.kind, t.id, array(select h.deal_id from meeting_deal h where h.meeting_id = t.id order by 1), true, t.when_from::text || coalesce(t.starts_at::text, ''),
    jsonb_build_object('title', t.title, 'from', t.when_from, 'to', t.when_to, 'precision', t.when_precision, 'startsAt', t.starts_at, 'endsAt', t.ends_at,
      'place', t.place, 'host', (select a.name from agency a where a.id = t.host_agency_id), 'topics', t.topics,
      'deals', (select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]') from meeting_deal h where h.meeting_id = t.id),
      'participants', (select coalesce(jsonb_agg(case when p.contact_id is null then jsonb_build_object('name', coalesce(u.name, p.description))
                                                     else jsonb_build_object('contact', p.contact_id) end order by p.id), '[]')
         from meeting_participant p left join "user" u on u.id = p.user_id where p.meeting_id = t.id))
    from news n join meeting t on t.id = n.id and n.kind in ('meetingHeld', 'meetingComing')
  union all
  select n.kind, t.id, array(select h.deal_id from agreement_deal h where h.agreement_id = t.id order by 1), true, t.signed_on::text,
    jsonb_build_object('title', t.title, 'kind', t.kind, 'on', t.signed_on, 'place', t.place, 'amount', t.amount::text, 'currency', t.currency,
      'deals', (select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]') from agreement_deal h where h.agreement_id = t.id),
      'parties', (select coalesce(jsonb_agg(coalesce(c.name, a.name, p.name) order by coalesce(c.name, a.name, p.name)), '[]')
         from agreement_party p left join prospect c on c.id = p.prospect_id left join agency a on a.id = p.agency_id where p.agreement_id = t.id))
    from news n join agreement t on t.id = n.id and n.kind = 'agreementSigned'
  union all
  select n.kind, t.id, case when t.deal_id is not null then array[t.deal_id]
      else array(select h.deal_id from agreement_deal h where h.agreement_id = t.agreement_id order by 1) end, true,
    t.stated_on::text || t.recorded_at::text, claim_line(t, n.note, week_lines.known) ||
      case when n.kind = 'dispute' then jsonb_build_object('disputes', (select claim_line(o, null, week_lines.known) from claim o where o.id = n.other)) else '{}' end
    from news n join claim t on t.id = n.id and n.kind in ('fact', 'rumour', 'denied', 'dispute')
$$;
`

/** What is issued has its attention in it after each of these steps, whichever process issues it. */
const freezeSql = `
create or replace function freeze_week(summary uuid, agency uuid, monday date, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  deals uuid[];
  stages text[];
begin
  insert into weekly_deal
  select summary, w.* from week_rows(freeze_week.agency, freeze_week.monday, at) w;

  select array_agg(w.deal_id), array_agg(w.stage) into deals, stages
    from weekly_deal w where w.summary_id = summary and w.part = 'week' and w.closing;

  insert into weekly_line (summary_id, ordinal, kind, source_id, deal_ids, words, key, body)
  select summary, row_number() over (order by l.kind, l.place, l.source_id, l.words, l.body::text), l.kind, l.source_id, l.deal_ids, l.words,
      case cardinality(l.deal_ids)
        when 0 then coalesce((select m.access from meeting m where m.id = l.source_id), (select a.access from agreement a where a.id = l.source_id),
          (select case when c.embargo_until > at then (select array[agency_token(g.serial, 0)] from "user" u join agency g on g.id = u.agency_id where u.id = c.by_id)
                       else c.access end from claim c where c.id = l.source_id)) end, l.body
    from (
      select * from week_lines(freeze_week.agency, freeze_week.monday, at)
      union all
      select 'attention', a.deal_id, array[a.deal_id], true, a.deal_id::text || a.code, jsonb_build_object('deal', a.deal_id, 'code', a.code, 'since', a.since, 'tasks', a.tasks, 'facts', a.facts)
        from week_attention(deals, stages, least(freeze_week.monday + 6, (at at time zone 'Europe/Brussels')::date)) a) l;

  insert into weekly_deal_words (summary_id, deal_id, title, prospect)
  select summary, i.deal_id, i.title, (select c.name from prospect c where c.id = i.prospect_id)
    from deal_identity i
   where i.deal_id in (select deal_id from weekly_deal where summary_id = summary union select unnest(deal_ids) from weekly_line where summary_id = summary);

  insert into weekly_key (summary_id, deal_id, seen, full_access)
  select summary, d.id, d.seen, d.full_access from deal d
   where d.id in (select deal_id from weekly_deal where summary_id = summary union select unnest(deal_ids) from weekly_line where summary_id = summary);
end $$;
`
