create or replace function authenticate_calendar_feed(token_hash bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean
)
language sql rows 1 security definer set search_path = public, pg_temp as $$
  select u.*
  from impersonate_user(
    (
      select f.user_id
      from calendar_feed_secret s join calendar_feed f on f.id = s.feed_id
      where s.token_hash = authenticate_calendar_feed.token_hash and f.revoked_at is null
    )
  ) u
$$;

comment on function authenticate_calendar_feed(bytea) is
  'Makes the user of a calendar feed the viewer for the rest of the transaction, and returns them; `token_hash` is the SHA-256 of the secret in the address of the feed. No row if the secret is unknown, the feed revoked or the user not active. authenticate_token() does not accept the secret. Security definer: the service cannot read secrets.';

grant execute on function authenticate_calendar_feed(bytea) to ancrage_service;
