import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before, found by looking at one row a deal, and again only at the deals that have changed. */
export class WeeksAtSize0021 implements MigrationInterface {
  name = 'WeeksAtSize1795219200021'

  async up(db: QueryRunner): Promise<void> {
    await db.query(stoodSql)
    await db.query(weekSql)
    await db.query(pastSql)
    await db.query(rowsSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

/** Where a deal stood in the evening of a day: where the last of its moves took it that was known. */
const stageOn = (deal: string, day: string, known: string): string => `
  (select t.to_stage from transition t
    where t.deal_id = ${deal} and t.effective_on <= ${day} and t.recorded_at <= ${known}
      and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${known})
    order by coalesce(t.place, t.ordinal) desc limit 1)`

/** The statement of direct jobs of a deal that counts on a day: the furthest projected, or the latest of those that are there. */
const statedOn = (deal: string, day: string, known: string, realised: boolean): string => `
  (select j.low, j.high from job_projection j
    where j.deal_id = ${deal} and j.kind = 'DIRECT' and j.stated_on <= ${day} and j.recorded_at <= ${known}
      and ${realised ? `j.standing = 'REALISED'` : `j.standing not in ('RUMOURED','REALISED')`}
      and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.stated_on <= ${day} and r.recorded_at <= ${known})
    order by ${realised ? '' : `array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc,`} j.stated_on desc, j.recorded_at desc, j.id desc limit 1)`

/** A deal that has moved since is looked up by itself: there are few, and sorting every move for them costs more. */
const stoodSql = `
create or replace function stood_on(day date, known timestamptz) returns table (deal_id uuid, stage text, since date)
language sql stable as $$
  with moved as materialized (
    select t.deal_id from transition t where t.effective_on > stood_on.day or t.recorded_at > stood_on.known
    union select c.deal_id from transition_correction c where c.recorded_at > stood_on.known)
  select d.id, d.stage, d.stage_since from deal d where d.id not in (select m.deal_id from moved m)
  union all
  select m.deal_id, s.to_stage, s.effective_on
    from moved m, lateral (
      select t.to_stage, t.effective_on from transition t
       where t.deal_id = m.deal_id and t.effective_on <= stood_on.day and t.recorded_at <= stood_on.known
         and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= stood_on.known)
       order by coalesce(t.place, t.ordinal) desc limit 1) s
$$;
`

/** Three evenings: before the week before, before the week, and at its end. */
const evenings = ['monday - 8', 'monday - 1', 'monday + 6']

/**
 * A week of an agency and the one before it, deal by deal: how it stood in the evening before and at the end, and by which
 * way it came into the open pipeline and went out. What is not open at either end but was in between came in and went out.
 * A deal that did not move in these weeks stood in all three evenings where it stood in the last, and so with its jobs.
 */
const weekSql = `
create function week_pair(agency uuid, monday date, known timestamptz) returns table (
  part text, deal_id uuid,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text)
language sql stable rows 10000 set work_mem = '32MB' as $$
  with team as materialized (
    select t.deal_id, bool_or(t.n = 0) as there0, bool_or(t.n = 1) as there1, bool_or(t.n = 2) as there2 from (
      ${evenings.map((day, n) => `select deal_id, ${n} as n from teamed(week_pair.agency, ${day}, ${day}, week_pair.known)`).join(' union all ')}) t
    group by t.deal_id),
  stood as materialized (
    select s.deal_id, s.stage from stood_on(monday + 6, week_pair.known) s join team t on t.deal_id = s.deal_id),
  moved as materialized (
    select t.deal_id from team t where t.deal_id in (select m.deal_id from transition m where m.effective_on between monday - 7 and monday + 6)),
  stages as materialized (
    select s.deal_id, s.stage as stage0, s.stage as stage1, s.stage as stage2 from stood s where s.deal_id not in (select m.deal_id from moved m)
    union all
    select m.deal_id, ${evenings.map((day) => stageOn('m.deal_id', day, 'week_pair.known')).join(', ')} from moved m),
  jobs as materialized (select j.* from jobs_on(monday + 6, week_pair.known) j join team t on t.deal_id = j.deal_id),
  restated as materialized (
    select t.deal_id from team t where t.deal_id in (select j.deal_id from job_projection j where j.stated_on between monday - 7 and monday + 6)),
  stated as materialized (
    select j.deal_id, ${[0, 1, 2].map((n) => `j.low as low${n}, j.high as high${n}, j.realised as realised${n}`).join(', ')}
      from jobs j where j.deal_id not in (select r.deal_id from restated r)
    union all
    select r.deal_id, ${[0, 1, 2].map((n) => `p${n}.low, p${n}.high, r${n}.low`).join(', ')} from restated r
      ${evenings
        .map(
          (day, n) => `left join lateral ${statedOn('r.deal_id', day, 'week_pair.known', false)} p${n} on true
      left join lateral ${statedOn('r.deal_id', day, 'week_pair.known', true)} r${n} on true`,
        )
        .join('\n')}),
  ends as materialized (
    select e.part, s.deal_id, e.was, e.stage, e.there_before, e.there_after, e.low_was, e.high_was, e.realised_was, e.low, e.high, e.realised
      from stages s join team t on t.deal_id = s.deal_id left join stated j on j.deal_id = s.deal_id,
      lateral (values
        ('week', s.stage1, s.stage2, t.there1, t.there2, j.low1, j.high1, j.realised1, j.low2, j.high2, j.realised2),
        ('before', s.stage0, s.stage1, t.there0, t.there1, j.low0, j.high0, j.realised0, j.low1, j.high1, j.realised1))
        e(part, was, stage, there_before, there_after, low_was, high_was, realised_was, low, high, realised)
     where e.stage is not null and (e.there_before or e.there_after)),
  seen as (
    select e.*, sb.probability as probability_was, sa.probability, sb.position as position_was, sa.position as at_position, sa.outcome,
           coalesce(e.there_before and sb.outcome = 'OPEN', false) as opening,
           e.there_after and sa.outcome = 'OPEN' as closing,
           e.there_after and sa.outcome <> 'OPEN' and sa.outcome is distinct from sb.outcome as ended
      from ends e join deal_stage sa on sa.code = e.stage left join deal_stage sb on sb.code = e.was)
  select s.part, s.deal_id, s.was, s.low_was, s.high_was, s.realised_was, s.opening, s.stage, s.low, s.high, s.realised, s.closing,
    case when not s.opening and (s.closing or s.ended) then
      case when s.was is null or not s.there_before then 'entered' else 'resumed' end end,
    case when s.opening and not s.closing or not s.opening and s.ended then
      case when not s.there_after then 'left' when s.outcome = 'WON' then 'won' when s.outcome = 'LOST' then 'lost' else 'paused' end end,
    case when s.opening and s.closing and s.was <> s.stage then
      case when s.at_position > s.position_was then 'forward' else 'back' end end,
    s.probability_was, s.probability, d.capex_low, d.capex_high, d.capex_currency
    from seen s join deal d on d.id = s.deal_id
   where s.opening or s.closing or s.ended
$$;
drop function week_deals;
`

/** In the same way over the ends of twelve weeks. */
const pastSql = `
create or replace function week_past(agency uuid, monday date, known timestamptz) returns table (deal_id uuid, past date, low int, high int)
language sql stable rows 50000 set work_mem = '32MB' as $$
  with past as materialized (select (week_past.monday - 7 * n)::date as monday, (week_past.monday - 7 * n + 6)::date as day from generate_series(0, 11) n),
  worked as materialized (
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_past.known then m.until_day end as until
      from deal_team m where m.agency_id = week_past.agency and m.recorded_at <= week_past.known
    union all
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_past.known then m.until_day end
      from deal_team_correction m where m.agency_id = week_past.agency and m.recorded_at <= week_past.known and m.corrected_at > week_past.known),
  moved as materialized (
    select distinct t.deal_id from transition t
     where t.effective_on between week_past.monday - 70 and week_past.monday + 6 and t.deal_id in (select w.deal_id from worked w)),
  -- each move holds until the next one
  held as materialized (
    select t.deal_id, t.to_stage, t.effective_on, lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal)) as until
      from transition t
     where t.deal_id in (select m.deal_id from moved m) and t.effective_on <= week_past.monday + 6 and t.recorded_at <= week_past.known
       and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= week_past.known)),
  open_then as (
    select s.deal_id, p.monday, p.day from stood_on(week_past.monday + 6, week_past.known) s, past p
     where s.deal_id not in (select m.deal_id from moved m) and s.stage in (select g.code from deal_stage g where g.outcome = 'OPEN')
    union all
    select h.deal_id, p.monday, p.day from held h join past p on h.effective_on <= p.day and (h.until is null or h.until > p.day)
     where h.to_stage in (select g.code from deal_stage g where g.outcome = 'OPEN')),
  there as materialized (
    select o.* from open_then o where exists (
      select 1 from worked w where w.deal_id = o.deal_id and w.from_day <= o.day and (w.until is null or w.until > o.day))),
  restated as materialized (
    select distinct j.deal_id from job_projection j where j.stated_on between week_past.monday - 70 and week_past.monday + 6),
  -- each statement counts until the one that replaces it
  stated as materialized (
    select j.deal_id, j.low, j.high, j.stated_on, r.stated_on as replaced_on, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) as reach, j.recorded_at, j.id
      from job_projection j left join job_projection r on r.replaces_id = j.id and r.recorded_at <= week_past.known
     where j.deal_id in (select r.deal_id from restated r) and j.kind = 'DIRECT' and j.standing not in ('RUMOURED','REALISED')
       and j.stated_on <= week_past.monday + 6 and j.recorded_at <= week_past.known)
  select t.deal_id, t.monday, j.low, j.high
    from there t left join jobs_on(week_past.monday + 6, week_past.known) j on j.deal_id = t.deal_id
   where t.deal_id not in (select r.deal_id from restated r)
  union all
  (select distinct on (t.deal_id, t.monday) t.deal_id, t.monday, j.low, j.high
     from there t left join stated j on j.deal_id = t.deal_id and j.stated_on <= t.day and (j.replaced_on is null or j.replaced_on > t.day)
    where t.deal_id in (select r.deal_id from restated r)
    order by t.deal_id, t.monday, j.reach desc nulls last, j.stated_on desc nulls last, j.recorded_at desc nulls last, j.id desc nulls last)
$$;
`

const rowsSql = `
create or replace function week_rows(agency uuid, monday date, known timestamptz) returns table (
  part text, deal_id uuid, reference text, code_name text,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text, past jsonb)
language sql stable rows 10000 set work_mem = '32MB' as $$
  with past as materialized (
    select p.deal_id, jsonb_agg(jsonb_build_object('monday', p.past, 'low', p.low, 'high', p.high) order by p.past) as past
      from week_past(week_rows.agency, week_rows.monday, week_rows.known) p group by p.deal_id),
  pair as materialized (select * from week_pair(week_rows.agency, week_rows.monday, week_rows.known)),
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
