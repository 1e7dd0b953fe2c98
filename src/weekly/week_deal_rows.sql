create or replace function week_deal_rows(agency uuid, monday date, known_at timestamptz) returns table (
  part text, deal_id uuid, reference text, code_name text, was text, low_was int, high_was int,
  realised_was int, opening boolean, stage text, low int, high int, realised int, closing boolean,
  way_in text, way_out text, direction text, probability_was int, probability int, capex_low numeric,
  capex_high numeric, capex_currency text, past jsonb, realised_high_was int, realised_high int
)
language sql stable rows 10000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
    -- the week, the week before, and the jobs of the twelve weeks
    week_deal as materialized (
      select * from week_deals(week_deal_rows.agency, week_deal_rows.monday, week_deal_rows.known_at, true)
    ),
    -- only the part of the week itself
    this_week as materialized (select * from week_deal where part in ('week', 'both')),
    -- the end of each of the twelve weeks, as JSON
    past_week as materialized (
      select
        p.deal_id,
        jsonb_agg(
          jsonb_build_object('monday', m.past::date, 'low', p.low, 'high', p.high) order by m.past
        ) as past
      from week_deal p, generate_series(p.first_monday, p.last_monday, interval '7 days') m(past)
      where p.first_monday is not null
      group by p.deal_id
    ),
    -- all deals of the team, also those without a row: lines of the summary may name them
    listed_deal as materialized (
      select deal_id
      from deals_of_agency(
        week_deal_rows.agency, week_deal_rows.monday, week_deal_rows.monday + 6, week_deal_rows.known_at
      )
      union
      select deal_id
      from this_week
      union
      select deal_id
      from past_week
    )
      -- one row for each deal of the team, empty if the deal was not in the week
  select
    'week', d.id, d.reference, d.code_name, w.was, w.low_was, w.high_was, w.realised_was,
    coalesce(w.opening, false), w.stage, w.low, w.high, w.realised, coalesce(w.closing, false), w.way_in,
    w.way_out, w.direction, w.probability_was, w.probability, w.capex_low, w.capex_high, w.capex_currency,
    coalesce(p.past, '[]'), w.realised_high_was, w.realised_high
  from listed_deal k
    join deal d on d.id = k.deal_id
    left join this_week w on w.deal_id = d.id
    left join past_week p on p.deal_id = d.id
  union all
  -- the rows of the week before
  select
    'before', w.deal_id, w.reference, w.code_name, w.was, w.low_was, w.high_was, w.realised_was, w.opening,
    w.stage, w.low, w.high, w.realised, w.closing, w.way_in, w.way_out, w.direction, w.probability_was,
    w.probability, w.capex_low, w.capex_high, w.capex_currency, '[]', w.realised_high_was, w.realised_high
  from week_deal w
  where w.part in ('before', 'both')
$$;

comment on function week_deal_rows(uuid, date, timestamptz) is
  'Returns the rows of weekly_deal that a summary of this week would have: week_deals() with one row for each deal and part (week, before), and past, the jobs at the end of each of the twelve weeks in which the deal was open: [{monday, low, high}]. Deals of the agency in which nothing happened have a row too. Days are those of Europe/Brussels.';

grant execute on function week_deal_rows(uuid, date, timestamptz) to ancrage_service;
