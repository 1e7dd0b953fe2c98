create or replace function end_session(token_hash bytea) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  update session s
  set ended_at = now()
  where s.token_hash = end_session.token_hash and s.ended_at is null
  returning s.id
$$;

comment on function end_session(bytea) is
  'Ends the session with the SHA-256 of a token, and returns its id; null if there is none or it has ended. Security definer: the service cannot write session.';

grant execute on function end_session(bytea) to ancrage_service;
