create or replace function set_calendar_secret(feed_id uuid, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into calendar_feed_secret (feed_id, token_hash)
  select f.id, set_calendar_secret.token_hash
  from calendar_feed f
  where f.id = set_calendar_secret.feed_id and f.user_id = viewer_id()
$$;

comment on function set_calendar_secret(uuid, bytea) is
  'Stores the hash of the secret of a new calendar feed; does nothing unless the feed is the viewer''s. A second secret for a feed violates the primary key. Security definer: the service cannot write secrets.';

grant execute on function set_calendar_secret(uuid, bytea) to ancrage_service;
