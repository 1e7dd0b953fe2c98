create or replace function deal_leads_as_of(day date, known_at timestamptz) returns table (
  deal_id uuid, agency_id uuid
)
language sql stable as $$
  select distinct on (m.deal_id) m.deal_id, m.agency_id
  from (
    select t.deal_id, t.agency_id, t.from_day, t.until_day, t.recorded_at, t.end_recorded_at
    from deal_team t
    where t.role = 'LEAD'
    union all
    select c.deal_id, c.agency_id, c.from_day, c.until_day, c.recorded_at, c.end_recorded_at
    from deal_team_correction c
    where c.role = 'LEAD' and c.corrected_at > deal_leads_as_of.known_at
  ) m
  where m.from_day <= coalesce(deal_leads_as_of.day, (now() at time zone 'Europe/Brussels')::date)
    and m.recorded_at <= deal_leads_as_of.known_at
    and (
      m.until_day is null
        or m.until_day > coalesce(deal_leads_as_of.day, (now() at time zone 'Europe/Brussels')::date)
        or m.end_recorded_at > deal_leads_as_of.known_at
    )
  order by m.deal_id, m.from_day desc, m.recorded_at desc
$$;

comment on function deal_leads_as_of(date, timestamptz) is
  'Returns the agency that led each deal at the end of a day (null: today in Brussels), as far as was recorded by an instant. Of two that overlap because the end of one was recorded later, the one with the later first day. Only deals that the viewer sees, at least masked.';

grant execute on function deal_leads_as_of(date, timestamptz) to ancrage_service;
