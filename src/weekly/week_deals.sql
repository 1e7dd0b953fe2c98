create or replace function week_deals(
  agency uuid, monday date, known_at timestamptz, with_past boolean
) returns table (
  part text, deal_id uuid, was text, low_was int, high_was int, realised_was int, opening boolean, stage text,
  low int, high int, realised int, closing boolean, way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text,
  first_monday date, last_monday date, reference text, code_name text, realised_high_was int,
  realised_high int
)
language sql stable rows 10000 as $$
  select d.*
  from summary_period(to_char(monday, 'IYYY-"W"IW'), monday) p,
    period_deals(
      week_deals.agency, p.before_day, monday, p.last_day, p.past_days, week_deals.known_at, with_past
    ) d
$$;

comment on function week_deals(uuid, date, timestamptz, boolean) is
  'Returns period_deals() of the week that begins on a Monday.';

grant execute on function week_deals(uuid, date, timestamptz, boolean) to ancrage_service;
