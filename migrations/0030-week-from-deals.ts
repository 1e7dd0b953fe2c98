import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The same answers as before, from the agency's own deals: nothing is read of deals that it does not work on, nothing
 * twice, and of a deal that has stood still only the row of today.
 */
export class WeekFromDeals0030 implements MigrationInterface {
  name = 'WeekFromDeals1795219200030'

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop function week_pair, week_runs, week_past')
    await db.query(pairSql)
    await db.query(openSql)
    await db.query(changesSql)
    await db.query(rowsSql)
    await db.query(newsSql)
    await db.query(foundSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

/** From when to when an agency worked on each deal, as was known: `until` is the first day on which it did no more. */
const worked = (fn: string): string => `
    select m.deal_id, m.from_day, case when m.end_recorded_at <= ${fn}.known then m.until_day end as until
      from deal_team m where m.agency_id = ${fn}.agency and m.recorded_at <= ${fn}.known
    union all
    select m.deal_id, m.from_day, case when m.end_recorded_at <= ${fn}.known then m.until_day end
      from deal_team_correction m where m.agency_id = ${fn}.agency and m.recorded_at <= ${fn}.known and m.corrected_at > ${fn}.known`

/** Deals of whose moves something was recorded later: the row of today does not say how they stood as was known. */
const late = (fn: string): string => `
    select t.deal_id from transition t where t.recorded_at > ${fn}.known
    union select c.deal_id from transition_correction c where c.recorded_at > ${fn}.known`

const held = (fn: string): string =>
  `t.recorded_at <= ${fn}.known
           and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${fn}.known)`

/** Every statement of jobs that counts, and from which day on another replaces it. */
const stated = (fn: string, deals: string, standings: string): string => `
    select j.deal_id, j.standing = 'REALISED' as is_realised, j.low, j.high, j.stated_on, r.stated_on as replaced_on,
           case when j.standing <> 'REALISED' then array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) end as reach, j.recorded_at, j.id
      from ${deals} l join job_projection j on j.deal_id = l.deal_id
      left join job_projection r on r.replaces_id = j.id and r.recorded_at <= ${fn}.known
     where j.kind = 'DIRECT' and j.standing not in (${standings}) and j.stated_on <= monday + 6 and j.recorded_at <= ${fn}.known`

/** The furthest projected, and of those the latest, stands first. */
const furthest = 's.reach desc, s.stated_on desc, s.recorded_at desc, s.id desc'

/** Three evenings: before the week before, before the week, and at its end. */
const there = (day: string): string =>
  `bool_or(w.from_day <= ${day} and (w.until is null or w.until > ${day}))`
const stood = (day: string): string =>
  `(array_agg(t.to_stage order by coalesce(t.place, t.ordinal) desc) filter (where t.effective_on <= ${day}))[1]`
const jobsOf = (name: string, week: number, before: number, realised: string): string =>
  `left join jobs ${name} on ${name}.deal_id = c.deal_id and ${name}.evening = case c.part when 'week' then ${week} else ${before} end and ${realised} ${name}.is_realised`

/**
 * A week of an agency and the one before it, deal by deal: how it stood in the evening before and at the end, and by which
 * way it came into the open pipeline and went out. What is not open at either end but was in between came in and went out.
 * \`settled\`: for the twelve weeks up to this one the agency worked on it and nothing about it changed.
 */
const pairSql = `
create function week_pair(agency uuid, monday date, known timestamptz) returns table (
  part text, deal_id uuid,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text,
  settled boolean, reference text, code_name text)
language sql stable rows 10000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with late as materialized (${late('week_pair')}),
  worked as materialized (${worked('week_pair')}),
  team as materialized (
    select w.deal_id, ${there('monday - 8')} as there0, ${there('monday - 1')} as there1, ${there('monday + 6')} as there2,
           bool_or(w.from_day <= monday - 71 and (w.until is null or w.until > monday + 6)) as throughout
      from worked w where w.from_day <= monday + 6 and (w.until is null or w.until > monday - 8)
     group by w.deal_id),
  placed as materialized (
    select t.*, d.reference, d.code_name, d.stage, d.capex_low, d.capex_high, d.capex_currency, d.stage_since <= monday - 71 as long,
           coalesce(d.stage_since <= monday - 8, false) and d.id not in (select l.deal_id from late l) as stayed
      from team t join deal d on d.id = t.deal_id),
  -- a deal that has not moved since the first evening stood in all three where it stands today
  stages as materialized (
    select p.deal_id, p.there0, p.there1, p.there2, p.stage as stage0, p.stage as stage1, p.stage as stage2,
           p.capex_low, p.capex_high, p.capex_currency, p.long and p.throughout as settled, p.reference, p.code_name
      from placed p where p.stayed and p.stage in (select g.code from deal_stage g where g.outcome = 'OPEN')
    union all
    select p.deal_id, p.there0, p.there1, p.there2, s.stage0, s.stage1, s.stage2, p.capex_low, p.capex_high, p.capex_currency, false, p.reference, p.code_name
      from placed p, lateral (
        select ${stood('monday - 8')} as stage0, ${stood('monday - 1')} as stage1, ${stood('monday + 6')} as stage2
          from transition t
         where t.deal_id = p.deal_id and t.effective_on <= monday + 6 and ${held('week_pair')}) s
     where not p.stayed),
  ends as materialized (
    select e.part, s.deal_id, e.was, e.stage, e.there_before, e.there_after, sb.probability as probability_was, sa.probability,
           sb.position as position_was, sa.position as at_position, sa.outcome, s.capex_low, s.capex_high, s.capex_currency, s.settled, s.reference, s.code_name,
           coalesce(e.there_before and sb.outcome = 'OPEN', false) as opening,
           e.there_after and sa.outcome = 'OPEN' as closing,
           e.there_after and sa.outcome <> 'OPEN' and sa.outcome is distinct from sb.outcome as ended
      from stages s,
      lateral (values ('week', s.stage1, s.stage2, s.there1, s.there2), ('before', s.stage0, s.stage1, s.there0, s.there1))
        e(part, was, stage, there_before, there_after)
      join deal_stage sa on sa.code = e.stage left join deal_stage sb on sb.code = e.was
     where e.there_before or e.there_after),
  counted as materialized (select e.* from ends e where e.opening or e.closing or e.ended),
  listed as materialized (select distinct c.deal_id from counted c),
  restated as materialized (
    select j.deal_id, bool_or(j.stated_on >= monday - 7) as lately from job_projection j
     where j.stated_on between monday - 70 and monday + 6 and j.deal_id in (select l.deal_id from listed l) group by j.deal_id),
  stated as materialized (${stated('week_pair', 'listed', `'RUMOURED'`)}),
  last as materialized (
    select distinct on (s.deal_id, s.is_realised) s.deal_id, s.is_realised, s.low, s.high
      from stated s where s.replaced_on is null or s.replaced_on > monday + 6
     order by s.deal_id, s.is_realised, ${furthest}),
  jobs as materialized (
    select l.deal_id, e.evening, l.is_realised, l.low, l.high from last l, generate_series(0, 2) e(evening)
     where e.evening = 2 or l.deal_id not in (select r.deal_id from restated r where r.lately)
    union all
    (select distinct on (s.deal_id, s.is_realised, e.evening) s.deal_id, e.evening, s.is_realised, s.low, s.high
       from stated s, (values (0, monday - 8), (1, monday - 1)) e(evening, day)
      where s.deal_id in (select r.deal_id from restated r where r.lately) and s.stated_on <= e.day and (s.replaced_on is null or s.replaced_on > e.day)
      order by s.deal_id, s.is_realised, e.evening, ${furthest}))
  select c.part, c.deal_id, c.was, b.low, b.high, br.low, c.opening, c.stage, a.low, a.high, ar.low, c.closing,
    case when not c.opening and (c.closing or c.ended) then
      case when c.was is null or not c.there_before then 'entered' else 'resumed' end end,
    case when c.opening and not c.closing or not c.opening and c.ended then
      case when not c.there_after then 'left' when c.outcome = 'WON' then 'won' when c.outcome = 'LOST' then 'lost' else 'paused' end end,
    case when c.opening and c.closing and c.was <> c.stage then
      case when c.at_position > c.position_was then 'forward' else 'back' end end,
    c.probability_was, c.probability, c.capex_low, c.capex_high, c.capex_currency,
    c.settled and c.deal_id not in (select r.deal_id from restated r), c.reference, c.code_name
    from counted c
    ${jobsOf('b', 1, 0, 'not')}
    ${jobsOf('br', 1, 0, '')}
    ${jobsOf('a', 2, 1, 'not')}
    ${jobsOf('ar', 2, 1, '')}
$$;
`

/**
 * Of each deal that is not settled: the Mondays of those of the twelve weeks up to this one at whose end it was open. Apart
 * from the jobs, because the planner expects no row of so many conditions, and would look for each at every statement.
 */
const openSql = `
create function week_open(agency uuid, monday date, known timestamptz, settled uuid[]) returns table (deal_id uuid, past date)
language sql stable rows 20000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with past as materialized (select (week_open.monday - 7 * n)::date as monday, (week_open.monday - 7 * n + 6)::date as day from generate_series(0, 11) n),
  late as materialized (${late('week_open')}),
  worked as materialized (
    select w.* from (${worked('week_open')}) w
     where w.from_day <= week_open.monday + 6 and (w.until is null or w.until > week_open.monday - 71)
       and not exists (select 1 from unnest(week_open.settled) s(deal_id) where s.deal_id = w.deal_id)),
  placed as materialized (
    select d.id as deal_id, d.stage, coalesce(d.stage_since <= week_open.monday - 71, false) and d.id not in (select l.deal_id from late l) as stayed
      from (select distinct w.deal_id from worked w) w join deal d on d.id = w.deal_id),
  -- each move holds until the next one
  held as materialized (
    select p.deal_id, p.stage, null::date as since, null::date as until from placed p where p.stayed
    union all
    select t.deal_id, t.to_stage, t.effective_on, lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal))
      from placed p join transition t on t.deal_id = p.deal_id
     where not p.stayed and t.effective_on <= week_open.monday + 6 and ${held('week_open')})
  select h.deal_id, p.monday
    from held h join past p on (h.since is null or h.since <= p.day) and (h.until is null or h.until > p.day)
   where h.stage in (select g.code from deal_stage g where g.outcome = 'OPEN')
     and exists (select 1 from worked w where w.deal_id = h.deal_id and w.from_day <= p.day and (w.until is null or w.until > p.day))
$$;
`

/** The same with the jobs of each deal then. */
const changesSql = `
create function week_changes(agency uuid, monday date, known timestamptz, settled uuid[]) returns table (deal_id uuid, past date, low int, high int)
language sql stable rows 20000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with there as materialized (select * from week_open(week_changes.agency, week_changes.monday, week_changes.known, week_changes.settled)),
  listed as materialized (select distinct t.deal_id from there t),
  stated as materialized (${stated('week_changes', 'listed', `'RUMOURED','REALISED'`)})
  select distinct on (t.deal_id, t.past) t.deal_id, t.past, s.low, s.high
    from there t left join stated s on s.deal_id = t.deal_id and s.stated_on <= t.past + 6 and (s.replaced_on is null or s.replaced_on > t.past + 6)
   order by t.deal_id, t.past, s.reach desc nulls last, s.stated_on desc nulls last, s.recorded_at desc nulls last, s.id desc nulls last
$$;
`

const rowsSql = `
create or replace function week_rows(agency uuid, monday date, known timestamptz) returns table (
  part text, deal_id uuid, reference text, code_name text,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text, past jsonb)
language sql stable rows 10000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with pair as materialized (select * from week_pair(week_rows.agency, week_rows.monday, week_rows.known)),
  past as materialized (
    select p.deal_id, jsonb_agg(jsonb_build_object('monday', p.past, 'low', p.low, 'high', p.high) order by p.past) as past from (
      select w.deal_id, m.past::date, w.low, w.high
        from pair w, generate_series(week_rows.monday - 77, week_rows.monday, interval '7 days') m(past) where w.part = 'week' and w.settled
      union all
      select c.* from week_changes(week_rows.agency, week_rows.monday, week_rows.known,
        (select array_agg(w.deal_id) from pair w where w.part = 'week' and w.settled)) c) p
     group by p.deal_id),
  known_of as materialized (
    select deal_id from teamed(week_rows.agency, week_rows.monday, week_rows.monday + 6, week_rows.known)
    union select deal_id from pair where part = 'week' union select deal_id from past)
  -- a deal of the team that the week did not touch is there to be named
  select 'week', d.id, d.reference, d.code_name, w.was, w.low_was, w.high_was, w.realised_was, coalesce(w.opening, false),
      w.stage, w.low, w.high, w.realised, coalesce(w.closing, false), w.way_in, w.way_out, w.direction,
      w.probability_was, w.probability, w.capex_low, w.capex_high, w.capex_currency, coalesce(p.past, '[]')
    from known_of k join deal d on d.id = k.deal_id left join pair w on w.deal_id = d.id and w.part = 'week' left join past p on p.deal_id = d.id
  union all
  select 'before', d.id, d.reference, d.code_name, w.was, w.low_was, w.high_was, w.realised_was, w.opening,
      w.stage, w.low, w.high, w.realised, w.closing, w.way_in, w.way_out, w.direction,
      w.probability_was, w.probability, w.capex_low, w.capex_high, w.capex_currency, '[]'
    from pair w join deal d on d.id = w.deal_id where w.part = 'before'
$$;
`

/** Of these agreements those between deals of the view, or with one of their companies. */
const ofAgreements = (agreements: string): string => `
    select a.id from ${agreements} a, lateral (select h.deal_id from agreement_deal h where h.agreement_id = a.id offset 0) h
     where h.deal_id in (select v.deal_id from view v)
    union
    select a.id from ${agreements} a, lateral (
        select i.deal_id from agreement_party p join deal_identity i on i.prospect_id = p.prospect_id where p.agreement_id = a.id offset 0) i
     where i.deal_id in (select v.deal_id from view v)`

/**
 * What happened in the week is found first, and then which of it is about deals of the view: the other way round there are
 * many. `offset 0` keeps the planner to that.
 */
const newsSql = `
create or replace function week_news(agency uuid, monday date, known timestamptz) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with view as materialized (select * from teamed(week_news.agency, monday, monday + 6, week_news.known)),
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
    select t.id from candidate t where t.deal_id in (select v.deal_id from view v)
    union
    select t.id from candidate t, lateral (select i.deal_id from deal_identity i where i.prospect_id = t.prospect_id offset 0) i
     where i.deal_id in (select v.deal_id from view v)
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
   where t.deal_id in (select v.deal_id from view v)
  union all
  select 'handover', t.id, null, null from handover t
   where t."on" between monday and monday + 6 and t.recorded_at <= week_news.known and t.deal_id in (select v.deal_id from view v)
     and not exists (select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= week_news.known)
  union all
  select m.kind, m.id, null, null from meeting_then m
   where m.host_agency_id = week_news.agency or m.id in (
     select h.meeting_id from meeting_then t join meeting_deal h on h.meeting_id = t.id where h.deal_id in (select v.deal_id from view v))
  union all
  select 'agreementSigned', a.id, null, null from (${ofAgreements('signed')}) a
  union all
  select 'projection', t.id, null, null from stated t where t.deal_id in (select v.deal_id from view v)
  union all
  select case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end, c.id, c.standing, null
    from claimed c where c.is_news
  union all
  select 'dispute', later.id, later.standing, earlier.id from claimed later join claimed earlier on earlier.id = later.disputes_id
   where later.is_news or earlier.is_news
$$;
`

/** How what happened in a week is found; no time that is known in part is longer than a year. */
const foundSql = `
create index on claim_grading (graded_on);
alter table meeting add constraint when_within_a_year check (when_to <= when_from + 366);
`
