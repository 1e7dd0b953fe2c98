create or replace function weekly_withdrawals(
  agency uuid, first_day date, last_day date, known_at timestamptz
) returns table (kind text, subject_id uuid, withdrawn_at timestamptz)
language sql stable rows 10 as $$
  with
    -- each withdrawn row with the deals that it is about; what was withdrawn with its deal is left out
    withdrawn_row as (
      select 'DEAL' as kind, d.id as subject_id, d.id as deal_id, d.withdrawn_at
      from deal d
      where d.withdrawn_at is not null
      union all
      select 'JOB_PROJECTION', t.id, t.deal_id, t.withdrawn_at
      from job_projection t join deal d on d.id = t.deal_id
      where t.withdrawn_at is not null and t.withdrawn_at is distinct from d.withdrawn_at
      union all
      select 'LOCATION', t.id, t.deal_id, t.withdrawn_at
      from location t join deal d on d.id = t.deal_id
      where t.withdrawn_at is not null and t.withdrawn_at is distinct from d.withdrawn_at
      union all
      select 'TASK', t.id, t.deal_id, t.withdrawn_at
      from task t join deal d on d.id = t.deal_id
      where t.withdrawn_at is not null and t.withdrawn_at is distinct from d.withdrawn_at
      union all
      select 'CLAIM', t.id, t.deal_id, t.withdrawn_at
      from claim t join deal d on d.id = t.deal_id
      where t.withdrawn_at is not null and t.withdrawn_at is distinct from d.withdrawn_at
      union all
      select 'CLAIM', t.id, i.deal_id, t.withdrawn_at
      from claim t
        join deal_prospects_known_at(weekly_withdrawals.known_at) i on i.prospect_id = t.prospect_id
      where t.withdrawn_at is not null
      union all
      select 'CLAIM', t.id, h.deal_id, t.withdrawn_at
      from claim t join agreement_deal h on h.agreement_id = t.agreement_id
      where t.withdrawn_at is not null
      union all
      select 'AGREEMENT', t.id, h.deal_id, t.withdrawn_at
      from agreement t join agreement_deal h on h.agreement_id = t.id
      where t.withdrawn_at is not null
      union all
      select 'MEETING', t.id, h.deal_id, t.withdrawn_at
      from meeting t join meeting_deal h on h.meeting_id = t.id
      where t.withdrawn_at is not null
      union all
      select 'STAKE', t.id, i.deal_id, t.withdrawn_at
      from stake t,
        lateral (values (t.holder_id), (t.held_id)) o(prospect_id)
        join deal_prospects_known_at(weekly_withdrawals.known_at) i on i.prospect_id = o.prospect_id
      where t.withdrawn_at is not null
    )
  select distinct r.kind, r.subject_id, r.withdrawn_at
  from withdrawn_row r
  where r.withdrawn_at >= first_day::timestamp at time zone 'Europe/Brussels'
    and r.withdrawn_at < (last_day + 1)::timestamp at time zone 'Europe/Brussels'
    and r.withdrawn_at <= weekly_withdrawals.known_at
    -- in whose team the agency was in the period; not deals_of_agency(), which leaves withdrawn deals out
    and exists (
      select 1
      from (
        select m.deal_id, m.agency_id, m.from_day, m.until_day, m.end_recorded_at
        from deal_team m
        where m.recorded_at <= weekly_withdrawals.known_at
        union all
        select m.deal_id, m.agency_id, m.from_day, m.until_day, m.end_recorded_at
        from deal_team_correction m
        where m.recorded_at <= weekly_withdrawals.known_at and m.corrected_at > weekly_withdrawals.known_at
      ) m
      where m.deal_id = r.deal_id
        and m.agency_id = weekly_withdrawals.agency
        and m.from_day <= last_day
        and (
          m.until_day is null or m.until_day > first_day or m.end_recorded_at > weekly_withdrawals.known_at
        )
    )
$$;

comment on function weekly_withdrawals(uuid, date, date, timestamptz) is
  'Returns what was withdrawn in a period around the deals of an agency, as known at an instant, with the instant of the withdrawal. Row-level security decides which rows the viewer sees. Days are those of Europe/Brussels.';

grant execute on function weekly_withdrawals(uuid, date, date, timestamptz) to ancrage_service;
