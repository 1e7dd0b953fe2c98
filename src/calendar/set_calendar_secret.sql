create or replace function set_calendar_secret(feed uuid, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into calendar_feed_secret (feed_id, token_hash)
  select f.id, $2
  from calendar_feed f
  where f.id = feed and f.user_id = viewer_id()
$$;

comment on function set_calendar_secret(uuid, bytea) is
  'A feed has one secret, and only its user gives it one.';

grant execute on function set_calendar_secret(uuid, bytea) to ancrage_service;
