create or replace function authenticate_calendar_feed(token bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select b.*
  from impersonate_user(
    (
      select f.user_id
      from calendar_feed_secret s join calendar_feed f on f.id = s.feed_id
      where s.token_hash = token and f.revoked_at is null
    )
  ) b
$$;

grant execute on function authenticate_calendar_feed(bytea) to ancrage_service;
