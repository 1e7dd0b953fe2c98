import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a week did to a pipeline, worked out in the database: for whoever asks, and whole when a summary is issued. */
export class Weekly0011 implements MigrationInterface {
  name = 'Weekly1795219200011'

  async up(db: QueryRunner): Promise<void> {
    await db.query(onADaySql)
    await db.query(weekSql)
    await db.query(newsSql)
    await db.query(issuedSql)
    await db.query(issueSql)
  }

  async down(): Promise<void> {
    throw new Error('Issued summaries are not taken away: restore a backup instead.')
  }
}

/**
 * How things stood at the end of a day, as far as it was known at an instant. They run as whoever asks, under the
 * policies, and are plain enough for PostgreSQL to write them into the statement that calls them.
 */
const onADaySql = `
-- where each deal stood: where it stands today, unless it has moved or was put right since
create function stood_on(day date, known timestamptz) returns table (deal_id uuid, stage text, since date)
language sql stable as $$
  with moved as materialized (
    select t.deal_id from transition t where t.effective_on > stood_on.day or t.recorded_at > stood_on.known
    union select c.deal_id from transition_correction c where c.recorded_at > stood_on.known)
  select d.id, d.stage, d.stage_since from deal d where d.id not in (select m.deal_id from moved m)
  union all
  (select distinct on (t.deal_id) t.deal_id, t.to_stage, t.effective_on
     from moved m join transition t on t.deal_id = m.deal_id
    where t.effective_on <= stood_on.day and t.recorded_at <= stood_on.known
      and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= stood_on.known)
    order by t.deal_id, coalesce(t.place, t.ordinal) desc)
$$;

-- the deals that an agency was in the team of for a time that meets these days; it leaves in the morning of its last day
create function teamed(agency uuid, first_day date, last_day date, known timestamptz) returns table (deal_id uuid)
language sql stable as $$
  select m.deal_id from deal_team m
   where m.agency_id = teamed.agency and m.from_day <= last_day and m.recorded_at <= teamed.known
     and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > teamed.known)
  union
  select m.deal_id from deal_team_correction m
   where m.agency_id = teamed.agency and m.from_day <= last_day and m.recorded_at <= teamed.known and m.corrected_at > teamed.known
     and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > teamed.known)
$$;

-- of each deal the direct jobs of the furthest horizon stated, rumours aside, and apart from them the latest that are there
create function jobs_on(day date, known timestamptz) returns table (deal_id uuid, low int, high int, realised int)
language sql stable as $$
  with stated as (
    select distinct on (j.deal_id, j.standing = 'REALISED') j.deal_id, j.standing = 'REALISED' as is_realised, j.low, j.high
      from job_projection j
     where j.kind = 'DIRECT' and j.standing <> 'RUMOURED' and j.stated_on <= jobs_on.day and j.recorded_at <= jobs_on.known
       and not exists (select 1 from job_projection r
                        where r.replaces_id = j.id and r.stated_on <= jobs_on.day and r.recorded_at <= jobs_on.known)
     order by j.deal_id, j.standing = 'REALISED',
       case when j.standing <> 'REALISED' then array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) end desc,
       j.stated_on desc, j.recorded_at desc, j.id desc)
  select coalesce(p.deal_id, r.deal_id), p.low, p.high, r.low
    from (select * from stated where not is_realised) p full join (select * from stated where is_realised) r using (deal_id)
$$;
`

/**
 * The functions below are planned by themselves, which their setting brings about: written into one another, their
 * estimates multiply until the planner expects more rows than there are atoms.
 *
 * A week of an agency, deal by deal: how it stood in the evening before and at the end, and by which way it came into
 * the open pipeline and went out. What is not open at either end but was in between came in and went out.
 */
const weekSql = `
create function week_deals(agency uuid, monday date, known timestamptz) returns table (
  deal_id uuid,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with before as materialized (select * from stood_on(monday - 1, week_deals.known)),
  after as materialized (select * from stood_on(monday + 6, week_deals.known)),
  in_before as materialized (select * from teamed(week_deals.agency, monday - 1, monday - 1, week_deals.known)),
  in_after as materialized (select * from teamed(week_deals.agency, monday + 6, monday + 6, week_deals.known)),
  ends as (
    select d.deal_id, b.stage as was, a.stage, sb.outcome as outcome_was, sa.outcome,
           sb.position as position_was, sa.position as at_position,
           sb.probability as probability_was, sa.probability, ib.deal_id is not null as there_before, ia.deal_id is not null as there_after
      from (select * from in_before union select * from in_after) d
      left join before b on b.deal_id = d.deal_id left join deal_stage sb on sb.code = b.stage
      left join after a on a.deal_id = d.deal_id left join deal_stage sa on sa.code = a.stage
      left join in_before ib on ib.deal_id = d.deal_id left join in_after ia on ia.deal_id = d.deal_id
     where a.stage is not null),
  seen as (
    select e.*, coalesce(e.there_before and e.outcome_was = 'OPEN', false) as opening,
           e.there_after and e.outcome = 'OPEN' as closing,
           e.there_after and e.outcome <> 'OPEN' and e.outcome is distinct from e.outcome_was as ended
      from ends e)
  select s.deal_id, s.was, jb.low, jb.high, jb.realised, s.opening, s.stage, ja.low, ja.high, ja.realised, s.closing,
    case when not s.opening and (s.closing or s.ended) then
      case when s.was is null or not s.there_before then 'entered' else 'resumed' end end,
    case when s.opening and not s.closing or not s.opening and s.ended then
      case when not s.there_after then 'left' when s.outcome = 'WON' then 'won' when s.outcome = 'LOST' then 'lost' else 'paused' end end,
    case when s.opening and s.closing and s.was <> s.stage then
      case when s.at_position > s.position_was then 'forward' else 'back' end end,
    s.probability_was, s.probability, d.capex_low, d.capex_high, d.capex_currency
    from seen s join deal d on d.id = s.deal_id
    left join jobs_on(monday - 1, week_deals.known) jb on jb.deal_id = s.deal_id
    left join jobs_on(monday + 6, week_deals.known) ja on ja.deal_id = s.deal_id
   where s.opening or s.closing or s.ended
$$;

-- how many jobs each open deal stood for at the end of each of the twelve weeks up to this one
create function week_past(agency uuid, monday date, known timestamptz) returns table (deal_id uuid, past date, low int, high int)
language sql stable rows 50000 set work_mem = '32MB' as $$
  with past as (select (week_past.monday - 7 * n)::date as monday, (week_past.monday - 7 * n + 6)::date as day from generate_series(0, 11) n),
  -- each move holds until the next one
  held as materialized (
    select t.deal_id, t.to_stage, t.effective_on, lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal)) as until
      from transition t
     where t.effective_on <= week_past.monday + 6 and t.recorded_at <= week_past.known
       and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= week_past.known)),
  worked as materialized (
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_past.known then m.until_day end as until
      from deal_team m where m.agency_id = week_past.agency and m.recorded_at <= week_past.known
    union
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_past.known then m.until_day end
      from deal_team_correction m where m.agency_id = week_past.agency and m.recorded_at <= week_past.known and m.corrected_at > week_past.known),
  open_then as materialized (
    select distinct h.deal_id, p.monday, p.day
      from held h join deal_stage g on g.code = h.to_stage and g.outcome = 'OPEN'
      join worked w on w.deal_id = h.deal_id
      join past p on h.effective_on <= p.day and (h.until is null or h.until > p.day) and w.from_day <= p.day and (w.until is null or w.until > p.day)
     where h.until is null or h.until > week_past.monday - 77)
  select distinct on (o.deal_id, o.monday) o.deal_id, o.monday, j.low, j.high
    from open_then o
    left join job_projection j on j.deal_id = o.deal_id and j.kind = 'DIRECT' and j.standing not in ('RUMOURED','REALISED')
      and j.stated_on <= o.day and j.recorded_at <= week_past.known
      and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.stated_on <= o.day and r.recorded_at <= week_past.known)
   order by o.deal_id, o.monday, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc nulls last,
     j.stated_on desc nulls last, j.recorded_at desc nulls last, j.id desc nulls last
$$;

-- all that a document says in figures, deal by deal: the week, the one before, and how the twelve weeks up to it ended
create function week_rows(agency uuid, monday date, known timestamptz) returns table (
  part text, deal_id uuid, reference text, code_name text,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text, past jsonb)
language sql stable rows 10000 set work_mem = '32MB' as $$
  with past as materialized (
    select p.deal_id, jsonb_agg(jsonb_build_object('monday', p.past, 'low', p.low, 'high', p.high) order by p.past) as past
      from week_past(week_rows.agency, week_rows.monday, week_rows.known) p group by p.deal_id),
  this as materialized (select * from week_deals(week_rows.agency, week_rows.monday, week_rows.known)),
  before as materialized (select * from week_deals(week_rows.agency, week_rows.monday - 7, week_rows.known)),
  known_of as materialized (
    select deal_id from teamed(week_rows.agency, week_rows.monday, week_rows.monday + 6, week_rows.known)
    union select deal_id from this union select deal_id from past)
  -- a deal of the team that the week did not touch is there to be named
  select 'week', d.id, d.reference, d.code_name, w.was, w.low_was, w.high_was, w.realised_was, coalesce(w.opening, false),
      w.stage, w.low, w.high, w.realised, coalesce(w.closing, false), w.way_in, w.way_out, w.direction,
      w.probability_was, w.probability, w.capex_low, w.capex_high, w.capex_currency, coalesce(p.past, '[]')
    from known_of k join deal d on d.id = k.deal_id left join this w on w.deal_id = d.id left join past p on p.deal_id = d.id
  union all
  select 'before', d.id, d.reference, d.code_name, w.was, w.low_was, w.high_was, w.realised_was, w.opening,
      w.stage, w.low, w.high, w.realised, w.closing, w.way_in, w.way_out, w.direction,
      w.probability_was, w.probability, w.capex_low, w.capex_high, w.capex_currency, '[]'
    from before w join deal d on d.id = w.deal_id
$$;
`

/** What happened around the deals of the week's view, as keys of rows: the policies decide which of them are seen. */
const newsSql = `
create function week_news(agency uuid, monday date, known timestamptz) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' as $$
  with view as materialized (select * from teamed(week_news.agency, monday, monday + 6, week_news.known)),
  company as materialized (select distinct i.prospect_id from deal_identity i where i.prospect_id is not null and i.deal_id in (select * from view)),
  agreed as materialized (
    select h.agreement_id from agreement_deal h where h.deal_id in (select * from view)
    union select p.agreement_id from agreement_party p where p.prospect_id in (select * from company)),
  claimed as materialized (
    select t.id, t.disputes_id, g.standing, t.stated_on between monday and monday + 6 or g.graded_on between monday and monday + 6 as is_news
      from claim t, lateral (
        select g.standing, g.graded_on from claim_grading g
         where g.claim_id = t.id and g.graded_on <= monday + 6 and g.recorded_at <= week_news.known
           and not exists (select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= week_news.known)
         order by g.graded_on desc, g.ordinal desc limit 1) g
     where t.recorded_at <= week_news.known and t.stated_on <= monday + 6
       and (t.deal_id in (select * from view) or t.prospect_id in (select * from company) or t.agreement_id in (select * from agreed)))
  select 'movement', t.id, case when t.from_stage is null then 'OPENED'
      when f.outcome in ('WON','LOST') then 'REOPENED' when f.outcome = 'PAUSED' then 'RESUMED'
      when s.outcome <> 'OPEN' then s.outcome when s.position > f.position then 'FORWARD' else 'BACK' end, null::uuid
    from transition t join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage
   where t.effective_on between monday and monday + 6 and t.recorded_at <= week_news.known and t.deal_id in (select * from view)
     and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= week_news.known)
  union all
  select 'handover', t.id, null, null from handover t
   where t."on" between monday and monday + 6 and t.recorded_at <= week_news.known and t.deal_id in (select * from view)
     and not exists (select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= week_news.known)
  union all
  select k.kind, t.id, null, null
    from meeting t, (values ('meetingHeld', monday, array['HELD']), ('meetingComing', monday + 7, array['PLANNED','HELD'])) k(kind, first_day, statuses)
   where t.status = any(k.statuses) and t.when_from <= k.first_day + 6 and t.when_to >= k.first_day and t.created_at <= week_news.known
     and (t.host_agency_id = week_news.agency or exists (select 1 from meeting_deal h where h.meeting_id = t.id and h.deal_id in (select * from view)))
  union all
  select 'agreementSigned', t.id, null, null from agreement t
   where t.signed_on between monday and monday + 6 and t.recorded_at <= week_news.known and t.id in (select * from agreed)
  union all
  select 'projection', t.id, null, null from job_projection t
   where t.stated_on between monday and monday + 6 and t.recorded_at <= week_news.known and t.deal_id in (select * from view)
  union all
  select case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end, c.id, c.standing, null
    from claimed c where c.is_news
  union all
  select 'dispute', later.id, later.standing, earlier.id from claimed later join claimed earlier on earlier.id = later.disputes_id
   where later.is_news or earlier.is_news
$$;

-- why open deals need attention; only of deals seen in full: what they lack would tell the others what they have
create function week_attention(agency uuid, monday date, known timestamptz)
  returns table (deal_id uuid, code text, since date, tasks int, facts json)
language sql stable rows 5000 set work_mem = '32MB' as $$
  -- what a deal needs to go on from each open stage: all that the next one asks for and those before it
  with needed as materialized (
    select g.code as stage, (
        select array_agg(r.fact order by e.position, r.n)
          from deal_stage e, unnest(e.requires) with ordinality r(fact, n)
         where e.outcome in ('OPEN','WON') and e.position <= n.position) as facts
      from deal_stage g, lateral (select x.position from deal_stage x where x.outcome in ('OPEN','WON') and x.position > g.position
                                   order by x.position limit 1) n
     where g.outcome = 'OPEN'),
  open_deal as materialized (
    select s.deal_id, s.stage, d.expected_decision_to, least(monday + 6, (week_attention.known at time zone 'Europe/Brussels')::date) as day
      from stood_on(monday + 6, week_attention.known) s join deal_stage g on g.code = s.stage and g.outcome = 'OPEN'
      join deal d on d.id = s.deal_id join deal_identity i on i.deal_id = s.deal_id
     where s.deal_id in (select * from teamed(week_attention.agency, monday + 6, monday + 6, week_attention.known))),
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
    left join met c on c.deal_id = o.deal_id
    left join due k on k.deal_id = o.deal_id
    left join lateral (
      select coalesce(json_agg(r.fact order by r.n), '[]') as facts
        from needed q join lateral (select to_jsonb(f) as shown from deal_facts f where f.deal_id = o.deal_id) f on true,
          unnest(q.facts) with ordinality r(fact, n)
       where q.stage = o.stage and not coalesce((f.shown ->> r.fact)::boolean, false)) f on true,
    lateral (values ('NO_CONTACT', coalesce(c.last_day < o.day - 30, true), c.last_day, 0, '[]'::json),
                    ('DECISION_OVERDUE', o.expected_decision_to < o.day, o.expected_decision_to, 0, '[]'),
                    ('TASKS_OVERDUE', k.tasks > 0, k.first_day, k.tasks, '[]'),
                    ('FACTS_MISSING', f.facts::text <> '[]', null, 0, f.facts)) a(code, applies, since, tasks, facts)
   where a.applies
$$;

create function claim_line(t claim, standing text, known timestamptz) returns jsonb language sql stable as $$
  select jsonb_build_object('deal', t.deal_id, 'about', coalesce((select p.name from prospect p where p.id = t.prospect_id),
      (select a.title from agreement a where a.id = t.agreement_id)), 'statement', t.statement, 'wording', t.wording, 'wordingLanguage', t.wording_language,
      'on', t.stated_on, 'standing', coalesce(standing, t.standing), 'grade', t.reliability || t.credibility,
      'source', jsonb_build_object('kind', t.source_kind, 'name', t.source_name))
$$;

-- the news as lines of a document, without a word of any language but those that were stated; names stand on lines of their
-- own, and persons are named by their id: who is erased is so in what was issued as well
create function week_lines(agency uuid, monday date, known timestamptz)
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
  union all
  select 'attention', a.deal_id, array[a.deal_id], true, a.deal_id::text || a.code,
    jsonb_build_object('deal', a.deal_id, 'code', a.code, 'since', a.since, 'tasks', a.tasks, 'facts', a.facts)
    from week_attention(week_lines.agency, monday, week_lines.known) a
$$;
`

/**
 * An issued summary is whole, and is never changed or removed. Each reader gets what he could see of each deal when it was
 * issued, as far as he may see it now: each row of it carries the key of that day, and the policies ask both.
 */
const issuedSql = `
create table weekly_summary (
  id uuid primary key,
  agency_id uuid not null references agency,
  week text not null check (week ~ '^[0-9]{4}-W[0-9]{2}$'),
  monday date not null,
  revision int not null check (revision >= 1),
  issued_at timestamptz(3) not null,
  issued_by_id uuid not null references "user",
  reason text check (length(reason) between 1 and 2000),
  sha256 text not null,
  unique (agency_id, week, revision),
  constraint revised_for_a_reason check (revision = 1 or reason is not null)
);
create index on weekly_summary (agency_id, monday desc, revision desc);
call protect('weekly_summary', '(select viewer_id()) is not null', '');

-- the keys of that day, for no eyes but the policies'
create table weekly_key (
  summary_id uuid not null,
  deal_id uuid not null,
  seen int[] not null,
  full_access int[] not null,
  primary key (summary_id, deal_id)
);
alter table weekly_key enable row level security;
alter table weekly_key force row level security;
create policy owner_all on weekly_key to current_user using (true) with check (true);

create function saw_and_sees(summary uuid, deals uuid[], whole boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1 from unnest(deals) a(id) left join deal d on d.id = a.id left join weekly_key k on k.summary_id = summary and k.deal_id = a.id
     where not coalesce(case when whole then d.full_access &&& viewer_tokens() and k.full_access &&& viewer_tokens()
                             else d.seen &&& viewer_tokens() and k.seen &&& viewer_tokens() end, false))
$$;

create table weekly_deal (
  summary_id uuid not null,
  part text not null check (part in ('week','before')),
  deal_id uuid not null,
  reference text not null,
  code_name text not null,
  was text, low_was int, high_was int, realised_was int, opening boolean not null,
  stage text, low int, high int, realised int, closing boolean not null,
  way_in text, way_out text, direction text,
  probability_was int, probability int,
  capex_low numeric(20,2), capex_high numeric(20,2), capex_currency text,
  past jsonb not null,
  primary key (summary_id, deal_id, part)
);
call protect('weekly_deal', 'saw_and_sees(summary_id, array[deal_id], false)', '');

create table weekly_deal_words (
  summary_id uuid not null,
  deal_id uuid not null,
  title text not null,
  prospect text,
  primary key (summary_id, deal_id)
);
call protect('weekly_deal_words', 'saw_and_sees(summary_id, array[deal_id], true)', '');

create table weekly_line (
  summary_id uuid not null,
  ordinal int not null,
  kind text not null,
  source_id uuid not null,
  deal_ids uuid[] not null,
  words boolean not null,
  -- who saw it that day, where it hangs on no deal
  key int[],
  body jsonb not null,
  primary key (summary_id, ordinal)
);
create function line_is_seen(line_kind text, source uuid) returns boolean
language sql stable as $$
  select case
    when line_kind in ('meetingHeld','meetingComing') then exists (select 1 from meeting m where m.id = source)
    when line_kind = 'agreementSigned' then exists (select 1 from agreement a where a.id = source)
    when line_kind in ('fact','rumour','denied','dispute') then exists (select 1 from claim c where c.id = source)
    else true end
$$;
call protect('weekly_line', $p$line_is_seen(kind, source_id)
  and case when deal_ids = '{}' then key &&& (select viewer_tokens()) else saw_and_sees(summary_id, deal_ids, words) end$p$, '');

create function issued_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an issued summary is never changed or removed' using errcode = 'check_violation';
end $$;
create trigger issued_stays before update or delete or truncate on weekly_summary execute function issued_stays();
create trigger issued_stays before update or delete or truncate on weekly_key execute function issued_stays();
create trigger issued_stays before update or delete or truncate on weekly_deal execute function issued_stays();
create trigger issued_stays before update or delete or truncate on weekly_deal_words execute function issued_stays();
create trigger issued_stays before update or delete or truncate on weekly_line execute function issued_stays();

-- of what the summary says and who could see it, whoever reads it; not of who issued it and when
create function weekly_digest(summary uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(coalesce((
    select string_agg(text, E'\\n' order by part, place, text) from (
      select 1 as part, d.reference || d.part as place, (to_jsonb(d) - 'summary_id')::text as text from weekly_deal d where d.summary_id = summary
      union all select 2, w.deal_id::text, (to_jsonb(w) - 'summary_id')::text from weekly_deal_words w where w.summary_id = summary
      union all select 3, to_char(l.ordinal, 'FM0000000000'), (to_jsonb(l) - 'summary_id' - 'key')::text from weekly_line l where l.summary_id = summary
      union all select 4, k.deal_id::text, (to_jsonb(k) - 'summary_id')::text from weekly_key k where k.summary_id = summary) t), ''), 'UTF8')), 'hex')
$$;
`

/**
 * Issuing freezes what the database says of the week at that moment, whole, whatever the issuer sees of it. The same again
 * is the same revision: two who issue at once issue one.
 */
const issueSql = `
create function every_token() returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array[0, 1, 2, 3] || array(select agency_token(a.serial, n) from agency a, generate_series(0, 3) n) || array(select -u.serial from "user" u)
$$;
revoke execute on function every_token from public, ancrage_service;

create function freeze_week(summary uuid, agency uuid, monday date, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  insert into weekly_deal select summary, w.* from week_rows(freeze_week.agency, freeze_week.monday, at) w;

  insert into weekly_line (summary_id, ordinal, kind, source_id, deal_ids, words, key, body)
  select summary, row_number() over (order by l.kind, l.place, l.source_id, l.words, l.body::text), l.kind, l.source_id, l.deal_ids, l.words,
      case when l.deal_ids = '{}' then coalesce((select m.access from meeting m where m.id = l.source_id), (select a.access from agreement a where a.id = l.source_id),
        (select case when c.embargo_until > at then (select array[agency_token(g.serial, 0)] from "user" u join agency g on g.id = u.agency_id where u.id = c.by_id)
                     else c.access end from claim c where c.id = l.source_id)) end, l.body
    from week_lines(freeze_week.agency, freeze_week.monday, at) l;

  insert into weekly_deal_words (summary_id, deal_id, title, prospect)
  select summary, i.deal_id, i.title, (select c.name from prospect c where c.id = i.prospect_id)
    from deal_identity i where i.deal_id in (select deal_id from weekly_deal where summary_id = summary
      union select unnest(deal_ids) from weekly_line where summary_id = summary);

  insert into weekly_key (summary_id, deal_id, seen, full_access)
  select summary, d.id, d.seen, d.full_access from deal d
   where d.id in (select deal_id from weekly_deal where summary_id = summary union select unnest(deal_ids) from weekly_line where summary_id = summary);
end $$;
revoke execute on function freeze_week from public, ancrage_service;

create function issue_week(summary uuid, asked_week text, monday date, at timestamptz, why text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  issuer "user";
  last weekly_summary;
  digest text;
  tokens text := current_setting('ancrage.tokens', true);
begin
  select * into issuer from "user" where id = viewer_id() and role = 'HEAD';
  if not found then
    raise exception 'a HEAD issues the summaries of his agency' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('weekly ' || issuer.agency_id || ' ' || asked_week, 0));
  select * into last from weekly_summary where agency_id = issuer.agency_id and week = asked_week order by revision desc limit 1;
  begin
    perform set_config('ancrage.tokens', every_token()::text, true);
    perform freeze_week(summary, issuer.agency_id, issue_week.monday, at);
    perform set_config('ancrage.tokens', tokens, true);
    digest := weekly_digest(summary);
    if digest = last.sha256 then
      raise exception 'nothing differs' using errcode = 'IN004';
    end if;
  exception when sqlstate 'IN004' then
    return last.id;
  end;
  if last.id is not null and why is null then
    raise exception 'a revision says why' using errcode = 'IN001', detail = 'input.reason', hint = 'NEEDED';
  end if;
  insert into weekly_summary (id, agency_id, week, monday, revision, issued_at, issued_by_id, reason, sha256)
  values (summary, issuer.agency_id, asked_week, issue_week.monday, coalesce(last.revision, 0) + 1, at, issuer.id, why, digest);
  return summary;
end $$;
`
