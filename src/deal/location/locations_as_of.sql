create or replace function locations_as_of(day date, known_at timestamptz) returns table (
  id uuid, deal_id uuid, site_id uuid, town text, country text, standing text, since date,
  since_when_from date, since_when_to date, since_when_precision text
)
language sql stable as $$
  select
    l.id, l.deal_id, l.site_id, l.town, l.country, h.standing, h.since, h.since_when_from, h.since_when_to,
    h.since_when_precision
  from location l
    cross join lateral (
      select s.standing, s.since, s.since_when_from, s.since_when_to, s.since_when_precision
      from location_history s
      where s.location_id = l.id
        and s.recorded_at <= locations_as_of.known_at
        and (s.since <= locations_as_of.day) is not false
      order by s.ordinal desc
      limit 1
    ) h
  where l.withdrawn_at is null or l.withdrawn_at > locations_as_of.known_at
$$;

comment on function locations_as_of(date, timestamptz) is
  'Returns the locations of deals with the standing that they had at the end of a day (null: no limit), as far as was recorded by an instant. Only those of deals that the viewer sees in full.';

grant execute on function locations_as_of(date, timestamptz) to ancrage_service;
