create or replace function extend_session(token_hash bytea) returns table (id uuid, expires_at timestamptz)
language sql security definer set search_path = public, pg_temp as $$
  update session s
  set token_hash = extend_session.token_hash, last_seen_at = now()
  where s.id = viewer_session()
  returning s.id, s.expires_at
$$;

comment on function extend_session(bytea) is
  'Replaces the token of the viewer''s session by another one, given as its SHA-256; the earlier token stops working. Expiry stays. No row without a session. Security definer: the service cannot write session.';

grant execute on function extend_session(bytea) to ancrage_service;
