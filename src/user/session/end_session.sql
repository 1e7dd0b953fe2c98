create or replace function end_session(token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session s set ended_at = now() where s.token_hash = end_session.token_hash and s.ended_at is null
$$;

comment on function end_session(bytea) is
  'Ends the session with the SHA-256 of a token, if there is one. Security definer: the service cannot write session.';

grant execute on function end_session(bytea) to ancrage_service;
