import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before, from fewer rows: a deal that stood still is one row, and only what may be news is looked at. */
export class WeekInRuns0027 implements MigrationInterface {
  name = 'WeekInRuns1795219200027'

  async up(db: QueryRunner): Promise<void> {
    await db.query(runsSql)
    await db.query(newsSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

/** Of each deal that was open at the end of one of the twelve weeks up to this one: from which to which week, and its jobs. */
const runsSql = `
create function week_runs(agency uuid, monday date, known timestamptz) returns table (deal_id uuid, first_monday date, last_monday date, low int, high int)
language sql stable rows 20000 set work_mem = '32MB' as $$
  with past as materialized (select (week_runs.monday - 7 * n)::date as monday, (week_runs.monday - 7 * n + 6)::date as day from generate_series(0, 11) n),
  worked as materialized (
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_runs.known then m.until_day end as until
      from deal_team m where m.agency_id = week_runs.agency and m.recorded_at <= week_runs.known
    union all
    select m.deal_id, m.from_day, case when m.end_recorded_at <= week_runs.known then m.until_day end
      from deal_team_correction m where m.agency_id = week_runs.agency and m.recorded_at <= week_runs.known and m.corrected_at > week_runs.known),
  moved as materialized (
    select distinct t.deal_id from transition t
     where t.effective_on between week_runs.monday - 70 and week_runs.monday + 6 and t.deal_id in (select w.deal_id from worked w)),
  restated as materialized (
    select distinct j.deal_id from job_projection j
     where j.stated_on between week_runs.monday - 70 and week_runs.monday + 6 and j.deal_id in (select w.deal_id from worked w)),
  stood as materialized (
    select s.deal_id from stood_on(week_runs.monday + 6, week_runs.known) s
     where s.deal_id in (select w.deal_id from worked w) and s.deal_id not in (select m.deal_id from moved m)
       and s.stage in (select g.code from deal_stage g where g.outcome = 'OPEN')),
  jobs as materialized (select j.deal_id, j.low, j.high from jobs_on(week_runs.monday + 6, week_runs.known) j),
  still as materialized (
    select s.deal_id from stood s
     where s.deal_id not in (select r.deal_id from restated r)
       and s.deal_id in (select w.deal_id from worked w where w.from_day <= week_runs.monday - 71 and (w.until is null or w.until > week_runs.monday + 6))),
  -- each move holds until the next one
  held as materialized (
    select t.deal_id, t.to_stage, t.effective_on, lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal)) as until
      from transition t
     where t.deal_id in (select m.deal_id from moved m) and t.effective_on <= week_runs.monday + 6 and t.recorded_at <= week_runs.known
       and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= week_runs.known)),
  open_then as (
    select s.deal_id, p.monday, p.day from stood s, past p where s.deal_id not in (select l.deal_id from still l)
    union all
    select h.deal_id, p.monday, p.day from held h join past p on h.effective_on <= p.day and (h.until is null or h.until > p.day)
     where h.to_stage in (select g.code from deal_stage g where g.outcome = 'OPEN')),
  there as materialized (
    select o.* from open_then o where exists (
      select 1 from worked w where w.deal_id = o.deal_id and w.from_day <= o.day and (w.until is null or w.until > o.day))),
  -- each statement counts until the one that replaces it
  stated as materialized (
    select j.deal_id, j.low, j.high, j.stated_on, r.stated_on as replaced_on, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) as reach, j.recorded_at, j.id
      from job_projection j left join job_projection r on r.replaces_id = j.id and r.recorded_at <= week_runs.known
     where j.deal_id in (select r.deal_id from restated r) and j.kind = 'DIRECT' and j.standing not in ('RUMOURED','REALISED')
       and j.stated_on <= week_runs.monday + 6 and j.recorded_at <= week_runs.known)
  select l.deal_id, week_runs.monday - 77, week_runs.monday, j.low, j.high from still l left join jobs j on j.deal_id = l.deal_id
  union all
  select t.deal_id, t.monday, t.monday, j.low, j.high
    from there t left join jobs j on j.deal_id = t.deal_id
   where t.deal_id not in (select r.deal_id from restated r)
  union all
  (select distinct on (t.deal_id, t.monday) t.deal_id, t.monday, t.monday, j.low, j.high
     from there t left join stated j on j.deal_id = t.deal_id and j.stated_on <= t.day and (j.replaced_on is null or j.replaced_on > t.day)
    where t.deal_id in (select r.deal_id from restated r)
    order by t.deal_id, t.monday, j.reach desc nulls last, j.stated_on desc nulls last, j.recorded_at desc nulls last, j.id desc nulls last)
$$;

create or replace function week_past(agency uuid, monday date, known timestamptz) returns table (deal_id uuid, past date, low int, high int)
language sql stable rows 50000 set work_mem = '32MB' as $$
  select r.deal_id, p.monday::date, r.low, r.high
    from week_runs(week_past.agency, week_past.monday, week_past.known) r, generate_series(r.first_monday, r.last_monday, interval '7 days') p(monday)
$$;
`

const ofCompany = (prospect: string): string =>
  `exists (select 1 from deal_identity i where i.prospect_id = ${prospect} and i.deal_id in (select * from view))`

/** Between deals of the view, or with one of their companies. */
const ofAgreement = (agreement: string): string =>
  `exists (select 1 from agreement_deal h where h.agreement_id = ${agreement} and h.deal_id in (select * from view))
       or exists (select 1 from agreement_party p where p.agreement_id = ${agreement} and ${ofCompany('p.prospect_id')})`

const newsSql = `
create or replace function week_news(agency uuid, monday date, known timestamptz) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' as $$
  with view as materialized (select * from teamed(week_news.agency, monday, monday + 6, week_news.known)),
  -- a claim is news when it was stated or graded in the week, or stands against one that was
  candidate as materialized (
    select t.* from claim t
     where t.recorded_at <= week_news.known and t.stated_on <= monday + 6
       and (t.stated_on >= monday or t.disputes_id is not null
         or t.id in (select c.disputes_id from claim c where c.disputes_id is not null)
         or t.id in (select g.claim_id from claim_grading g where g.graded_on between monday and monday + 6))),
  claimed as materialized (
    select t.id, t.disputes_id, g.standing, t.stated_on between monday and monday + 6 or g.graded_on between monday and monday + 6 as is_news
      from candidate t, lateral (
        select g.standing, g.graded_on from claim_grading g
         where g.claim_id = t.id and g.graded_on <= monday + 6 and g.recorded_at <= week_news.known
           and not exists (select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= week_news.known)
         order by g.graded_on desc, g.ordinal desc limit 1) g
     where t.deal_id in (select * from view) or t.prospect_id is not null and ${ofCompany('t.prospect_id')}
        or t.agreement_id is not null and (${ofAgreement('t.agreement_id')}))
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
   where t.when_from <= monday + 13 and t.when_to >= monday
     and t.status = any(k.statuses) and t.when_from <= k.first_day + 6 and t.when_to >= k.first_day and t.created_at <= week_news.known
     and (t.host_agency_id = week_news.agency or exists (select 1 from meeting_deal h where h.meeting_id = t.id and h.deal_id in (select * from view)))
  union all
  select 'agreementSigned', t.id, null, null from agreement t
   where t.signed_on between monday and monday + 6 and t.recorded_at <= week_news.known and (${ofAgreement('t.id')})
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
`
