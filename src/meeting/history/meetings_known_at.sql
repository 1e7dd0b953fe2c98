create or replace function meetings_known_at(known_at timestamptz) returns table (
  id uuid, title text, when_from date, when_to date, when_precision text, starts_at timestamptz,
  ends_at timestamptz, place text, status text, host_agency_id uuid, topics text[]
)
language sql stable as $$
  select
    m.id, m.title, m.when_from, m.when_to, m.when_precision, m.starts_at, m.ends_at, m.place, m.status,
    m.host_agency_id, m.topics
  from meeting m
  where m.known_since <= meetings_known_at.known_at
    and (m.withdrawn_at is null or m.withdrawn_at > meetings_known_at.known_at)
  union all
  select
    h.meeting_id, h.title, h.when_from, h.when_to, h.when_precision, h.starts_at, h.ends_at, h.place,
    h.status, h.host_agency_id, h.topics
  from meeting_history h
  where h.known_since <= meetings_known_at.known_at and h.replaced_at > meetings_known_at.known_at
$$;

comment on function meetings_known_at(timestamptz) is
  'Returns the meetings as they were recorded at an instant, without those that were withdrawn by then. PostgreSQL inlines it: a constant condition on the days, or on the id in a lateral subquery, uses the indexes of both tables; a plain join reads all rows. Only meetings that the viewer sees.';

grant execute on function meetings_known_at(timestamptz) to ancrage_service;
