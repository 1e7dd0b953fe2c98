create or replace function deals_of_agency(
  agency uuid, first_day date, last_day date, known_at timestamptz
) returns table (deal_id uuid)
language sql stable as $$
  select m.deal_id
  from deal_team m
  where m.agency_id = deals_of_agency.agency
    and m.from_day <= last_day
    and m.recorded_at <= deals_of_agency.known_at
    and (m.withdrawn_at is null or m.withdrawn_at > deals_of_agency.known_at)
    and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > deals_of_agency.known_at)
  union all
  select m.deal_id
  from deal_team_correction m
  where m.agency_id = deals_of_agency.agency
    and m.from_day <= last_day
    and m.recorded_at <= deals_of_agency.known_at
    and (m.withdrawn_at is null or m.withdrawn_at > deals_of_agency.known_at)
    and m.corrected_at > deals_of_agency.known_at
    and (m.until_day is null or m.until_day > first_day or m.end_recorded_at > deals_of_agency.known_at)
$$;

comment on function deals_of_agency(uuid, date, date, timestamptz) is
  'Returns the deals in whose team an agency was on at least one day from first_day to last_day, as known at an instant: a membership that was corrected later still counts, as does a deal that was withdrawn later. On its last day it is no longer in the team. A deal may be returned several times. The same rule: memberCondition() in src/pipeline/scoped-deals.ts.';

grant execute on function deals_of_agency(uuid, date, date, timestamptz) to ancrage_service;
