import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a week did to a pipeline, worked out in the database: for whoever asks, and whole when a summary is issued. */
export class Weekly0011 implements MigrationInterface {
  name = 'Weekly1795219200011'

  async up(db: QueryRunner): Promise<void> {
    await db.query(onADaySql)
    await db.query(weekSql)
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
 * A week of an agency, deal by deal: how it stood in the evening before and at the end, and by which way it came into
 * the open pipeline and went out. What is not open at either end but was in between came in and went out.
 */
const weekSql = `
create function week_deals(agency uuid, monday date, known timestamptz) returns table (
  deal_id uuid,
  was text, low_was int, high_was int, realised_was int, opening boolean,
  stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text)
language sql stable as $$
  with before as materialized (select * from stood_on(monday - 1, week_deals.known)),
  after as materialized (select * from stood_on(monday + 6, week_deals.known)),
  in_before as materialized (select * from teamed(week_deals.agency, monday - 1, monday - 1, week_deals.known)),
  in_after as materialized (select * from teamed(week_deals.agency, monday + 6, monday + 6, week_deals.known)),
  ends as (
    select d.deal_id, b.stage as was, a.stage, sb.outcome as outcome_was, sa.outcome,
           sb.position as position_was, sa.position as at_position, ib.deal_id is not null as there_before, ia.deal_id is not null as there_after
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
      case when s.at_position > s.position_was then 'forward' else 'back' end end
    from seen s
    left join jobs_on(monday - 1, week_deals.known) jb on jb.deal_id = s.deal_id
    left join jobs_on(monday + 6, week_deals.known) ja on ja.deal_id = s.deal_id
   where s.opening or s.closing or s.ended
$$;
grant execute on function stood_on, teamed, jobs_on, week_deals to ancrage_service;
`
