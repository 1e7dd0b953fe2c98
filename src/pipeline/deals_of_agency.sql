create or replace function deals_of_agency(
  agency uuid, first_day date, last_day date, known timestamptz
) returns table (deal_id uuid)
language sql stable as $$
  select m.deal_id
  from deal_team m
  where m.agency_id = deals_of_agency.agency
    and m.from_day <= last_day
    and m.recorded_at <= deals_of_agency.known
    and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > deals_of_agency.known)
  union
  select m.deal_id
  from deal_team_correction m
  where m.agency_id = deals_of_agency.agency
    and m.from_day <= last_day
    and m.recorded_at <= deals_of_agency.known
    and m.corrected_at > deals_of_agency.known
    and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > deals_of_agency.known)
$$;

comment on function deals_of_agency(uuid, date, date, timestamptz) is
  'the deals that an agency was in the team of for a time that meets these days; it leaves in the morning of its last day';

grant execute on function deals_of_agency(uuid, date, date, timestamptz) to ancrage_service;
