create or replace function invalid_verifications(
  agency uuid, first_day date, last_day date, known_at timestamptz
) returns table (deal_id uuid, code text, since date, tasks int, facts text[])
language sql stable security definer rows 10 set search_path = public, pg_temp as $$
  with
    -- the verification of each deal of the agency that counts
    verified as materialized (
      select distinct on (v.deal_id) v.deal_id, v as verification
      from landing_verification v
      where v.recorded_at <= known_at
        and v.deal_id in (
          select a.deal_id from deals_of_agency(invalid_verifications.agency, first_day, last_day, known_at) a
        )
      order by v.deal_id, v.recorded_at desc
    ),
    -- what first made it invalid, if that was in the period
    invalid as materialized (
      select v.deal_id, (c.recorded_at at time zone 'Europe/Brussels')::date as since
      from verified v,
        lateral (
          select min(x.recorded_at) as recorded_at
          from verification_changes(v.verification, invalid_verifications.known_at) x
          where x.recorded_at <= known_at and x.code <> 'REOPENED'
        ) c
      where (c.recorded_at at time zone 'Europe/Brussels')::date between first_day and last_day
    )
  select d.id, 'VERIFICATION_INVALID', i.since, 0, array['verifiedLanding']
  from invalid i join deal d on d.id = i.deal_id
  where 'LANDED' = (
    -- the stage as known: the last valid move by then
    select t.to_stage
    from transition t
    where t.deal_id = d.id
      and t.effective_on <= last_day
      and t.recorded_at <= known_at
      and not exists (
        select 1 from transition_correction k where k.transition_id = t.id and k.recorded_at <= known_at
      )
    order by coalesce(t.place, t.ordinal) desc
    limit 1
  )
    and d.full_acl &&& (select viewer_acl_tokens())
$$;

comment on function invalid_verifications(uuid, date, date, timestamptz) is
  'Returns the LANDED deals of an agency whose verification became invalid in a period, as known at an instant, in the columns of weekly_attention(). since: the day on which it did. Only deals that the viewer sees in full. Security definer, as verification_faults().';

grant execute on function invalid_verifications(uuid, date, date, timestamptz) to ancrage_service;
