import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before: what happened is looked up in the agency's team, and a deal is read once for its attention. */
export class NewsOnce0036 implements MigrationInterface {
  name = 'NewsOnce1795219200036'

  async up(db: QueryRunner): Promise<void> {
    await db.query('create index on meeting (when_from, when_to)')
    await db.query('drop function deals_lacking, week_attention')
    await db.query(newsSql)
    await db.query(lackingSql)
    await db.query(attentionSql)
    await db.query(linesSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

const held = (fn: string): string =>
  `t.recorded_at <= ${fn}.known
           and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${fn}.known)`

/**
 * Whether the agency worked on it on a day of the week, as was known: of a week there are some thousand events, of an agency
 * there may be many more deals. `offset 0` keeps the planner to that.
 */
const inView = (deal: string): string => `(exists (
      select 1 from deal_team m where m.agency_id = week_news.agency and m.deal_id = ${deal} and ${worked} offset 0)
    or exists (
      select 1 from deal_team_correction m where m.agency_id = week_news.agency and m.deal_id = ${deal} and m.corrected_at > week_news.known and ${worked} offset 0))`

const worked = `m.from_day <= monday + 6 and m.recorded_at <= week_news.known
        and (m.until_day is null or m.until_day > monday or m.end_recorded_at > week_news.known)`

/** Of these agreements those between deals of the view, or with one of their companies. */
const ofAgreements = (agreements: string): string => `
    select a.id from ${agreements} a, lateral (select h.deal_id from agreement_deal h where h.agreement_id = a.id offset 0) h
     where ${inView('h.deal_id')}
    union
    select a.id from ${agreements} a, lateral (
        select i.deal_id from agreement_party p join deal_identity i on i.prospect_id = p.prospect_id where p.agreement_id = a.id offset 0) i
     where ${inView('i.deal_id')}`

/** What happened in the week is found first, and then which of it is about deals of the view. */
const newsSql = `
create or replace function week_news(agency uuid, monday date, known timestamptz) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
  -- a claim is news when it was stated or graded in the week
  touched as materialized (
    select t.id, t.disputes_id from claim t where t.stated_on between monday and monday + 6
    union
    select t.id, t.disputes_id from claim_grading g join claim t on t.id = g.claim_id where g.graded_on between monday and monday + 6),
  -- or stands against one that was
  candidate as materialized (
    select t.* from claim t
     where t.recorded_at <= week_news.known and t.stated_on <= monday + 6 and t.id in (
       select u.id from touched u union select u.disputes_id from touched u
       union select c.id from touched u join claim c on c.disputes_id = u.id)),
  about as materialized (select distinct c.agreement_id as id from candidate c where c.agreement_id is not null),
  near as materialized (
    select t.id from candidate t where ${inView('t.deal_id')}
    union
    select t.id from candidate t, lateral (select i.deal_id from deal_identity i where i.prospect_id = t.prospect_id offset 0) i
     where ${inView('i.deal_id')}
    union
    select t.id from candidate t where t.agreement_id in (${ofAgreements('about')})),
  claimed as materialized (
    select t.id, t.disputes_id, g.standing, t.stated_on between monday and monday + 6 or g.graded_on between monday and monday + 6 as is_news
      from candidate t, lateral (
        select g.standing, g.graded_on from claim_grading g
         where g.claim_id = t.id and g.graded_on <= monday + 6 and g.recorded_at <= week_news.known
           and not exists (select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= week_news.known)
         order by g.graded_on desc, g.ordinal desc limit 1) g
     where t.id in (select n.id from near n)),
  meeting_then as materialized (
    select t.id, k.kind, t.host_agency_id
      from meeting t, (values ('meetingHeld', monday, array['HELD']), ('meetingComing', monday + 7, array['PLANNED','HELD'])) k(kind, first_day, statuses)
     where t.when_from between monday - 366 and monday + 13 and t.when_to >= monday
       and t.status = any(k.statuses) and t.when_from <= k.first_day + 6 and t.when_to >= k.first_day and t.created_at <= week_news.known),
  moved as materialized (
    select t.* from transition t where t.effective_on between monday and monday + 6 and ${held('week_news')}),
  stated as materialized (
    select t.id, t.deal_id from job_projection t where t.stated_on between monday and monday + 6 and t.recorded_at <= week_news.known),
  signed as materialized (
    select t.id from agreement t where t.signed_on between monday and monday + 6 and t.recorded_at <= week_news.known)
  select 'movement', t.id, case when t.from_stage is null then 'OPENED'
      when f.outcome in ('WON','LOST') then 'REOPENED' when f.outcome = 'PAUSED' then 'RESUMED'
      when s.outcome <> 'OPEN' then s.outcome when s.position > f.position then 'FORWARD' else 'BACK' end, null::uuid
    from moved t join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage
   where ${inView('t.deal_id')}
  union all
  select 'handover', t.id, null, null from handover t
   where t."on" between monday and monday + 6 and t.recorded_at <= week_news.known and ${inView('t.deal_id')}
     and not exists (select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= week_news.known)
  union all
  select m.kind, m.id, null, null from meeting_then m
   where m.host_agency_id = week_news.agency or m.id in (
     select h.meeting_id from meeting_then t join meeting_deal h on h.meeting_id = t.id where ${inView('h.deal_id')})
  union all
  select 'agreementSigned', a.id, null, null from (${ofAgreements('signed')}) a
  union all
  select 'projection', t.id, null, null from stated t where ${inView('t.deal_id')}
  union all
  select case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end, c.id, c.standing, null
    from claimed c where c.is_news
  union all
  select 'dispute', later.id, later.standing, earlier.id from claimed later join claimed earlier on earlier.id = later.disputes_id
   where later.is_news or earlier.is_news
$$;
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

/**
 * The news as lines of a document, without a word of any language but those that were stated; names stand on lines of their
 * own, and persons are named by their id: who is erased is so in what was issued as well.
 */
const linesSql = `
create or replace function week_lines(agency uuid, monday date, known timestamptz)
  returns table (kind text, source_id uuid, deal_ids uuid[], words boolean, place text, body jsonb)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with news as materialized (select * from week_news(week_lines.agency, monday, week_lines.known)),
  present as materialized (
    select p.meeting_id, jsonb_agg(case when p.contact_id is null then jsonb_build_object('name', coalesce(u.name, p.description))
                                        else jsonb_build_object('contact', p.contact_id) end order by p.id) as participants
      from (select distinct n.id from news n where n.kind in ('meetingHeld', 'meetingComing')) n join meeting_participant p on p.meeting_id = n.id
      left join "user" u on u.id = p.user_id group by p.meeting_id)
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
      'participants', coalesce(p.participants, '[]'))
    from news n join meeting t on t.id = n.id and n.kind in ('meetingHeld', 'meetingComing') left join present p on p.meeting_id = t.id
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
