create or replace function extend_session(token bytea) returns table (id uuid, expires_at timestamptz)
language sql security definer set search_path = public, pg_temp as $$
  update session
  set token_hash = token, last_seen_at = now()
  where session.id = viewer_session()
  returning session.id, session.expires_at
$$;

comment on function extend_session(bytea) is
  'Another token for the session that asks; the one it had stops working.';

grant execute on function extend_session(bytea) to ancrage_service;
