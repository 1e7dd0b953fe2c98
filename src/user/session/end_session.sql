create or replace function end_session(token bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set ended_at = now() where token_hash = token and ended_at is null
$$;

grant execute on function end_session(bytea) to ancrage_service;
